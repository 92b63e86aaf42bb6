"""Sending a filled-in form, and choosing what to take over from it."""

from django import forms

from core.excel.refusals import UnreadableWorkbook
from results.workbook.differences import FilledForm
from results.workbook.entries import EntrySheet
from results.workbook.reading import Filled, read_filled
from results.workbook.refusals import WorkbookRefused


class FilledFileForm(forms.Form):
    """A workbook from elsewhere; `sheet` is what the submission asks."""

    file = forms.FileField(
        label="Tệp Excel đã điền",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls"}),
        error_messages={
            "required": "Hãy chọn tệp Excel đã điền.",
            "empty": "Tệp không có nội dung.",
        },
    )

    def __init__(self, *args, sheet: EntrySheet | None = None):
        super().__init__(*args)
        self.sheet = sheet

    def clean_file(self) -> Filled:
        try:
            filled = read_filled(self.cleaned_data["file"])
            FilledForm(self.sheet, filled)
        except (UnreadableWorkbook, WorkbookRefused) as refusal:
            raise forms.ValidationError(refusal.message) from refusal
        return filled


class TakeForm(forms.Form):
    """Which differences are taken over; all but those that somebody else wrote meanwhile."""

    seen = forms.CharField(widget=forms.HiddenInput)
    take = forms.MultipleChoiceField(
        error_messages={"required": "Hãy đánh dấu ít nhất một dòng để ghi."}
    )

    def __init__(self, filled: FilledForm, data=None):
        choices = [(key, one.group.title) for key, one in filled.takeable.items()]
        ticked = [key for key, one in filled.takeable.items() if not one.is_overtaken]
        super().__init__(data, initial={"seen": filled.seen, "take": ticked})
        self.fields["take"].choices = choices

    @property
    def ticked(self) -> list[str]:
        return self["take"].value() or []
