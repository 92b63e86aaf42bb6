"""Choosing whose forms are taken away, and bringing several back at once."""

from io import BytesIO

from django import forms

from core.excel.reading import unpack
from core.excel.refusals import MOST_FILES, ManyFiles, UnreadableWorkbook
from results.models import Submission

ARCHIVE = ".zip"


class OwingField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, submission: Submission) -> str:
        return f"{submission.unit} · {submission.get_state_display()}"


class SubordinatesForm(forms.Form):
    """Whose forms go into an archive."""

    unit = OwingField(
        label="Đơn vị trực thuộc còn phải gửi",
        queryset=Submission.objects.none(),
        error_messages={"required": "Hãy chọn ít nhất một đơn vị."},
    )

    def __init__(self, owing, data=None):
        super().__init__(data)
        self.fields["unit"].queryset = owing

    def clean_unit(self):
        chosen = self.cleaned_data["unit"]
        if len(chosen) > MOST_FILES:
            raise forms.ValidationError(f"Mỗi lần tải không quá {MOST_FILES} đơn vị.")
        return chosen


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Files by name; those of an archive stand in its place."""

    widget = SeveralFilesInput(attrs={"accept": ".zip,.xlsx,.xls"})

    def clean(self, data, initial=None) -> list[tuple[str, BytesIO]]:
        sent = [super(SeveralFilesField, self).clean(one, initial) for one in data or [None]]
        try:
            files = [pair for one in sent for pair in _files_of(one)]
            if len(files) > MOST_FILES:
                raise ManyFiles
        except UnreadableWorkbook as refusal:
            raise forms.ValidationError(refusal.message) from refusal
        return files


class DeliveryForm(forms.Form):
    files = SeveralFilesField(
        label="Các tệp đã điền, hoặc một tệp .zip",
        error_messages={
            "required": "Hãy chọn các tệp đã điền.",
            "empty": "Tệp không có nội dung.",
        },
    )


def _files_of(sent) -> list[tuple[str, BytesIO]]:
    if not sent.name.lower().endswith(ARCHIVE):
        return [(sent.name, sent)]
    return [(name.rpartition("/")[2], BytesIO(content)) for name, content in unpack(sent)]
