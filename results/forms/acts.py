"""What a step of a submission asks for."""

from django import forms

from core.vietnamese.forms import NfcCharField
from results.domain.sheet import Section


class ReasonForm(forms.Form):
    """Why something is handed back or opened again."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    reason = NfcCharField(
        label="Lý do",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi rõ lý do."},
    )


class ReturnForm(ReasonForm):
    """Why a report is handed back, and which of its rows are to be looked at again.

    What was remarked on is chosen beforehand.
    """

    rows = forms.TypedMultipleChoiceField(
        label="Chỉ tiêu cần xem lại",
        coerce=int,
        required=False,
        error_messages={"invalid_choice": "Có chỉ tiêu không nằm trong báo cáo này. Hãy chọn lại."},
    )

    def __init__(self, *args, sections: list[Section], **kwargs):
        super().__init__(*args, **kwargs)
        rows = [row for section in sections for row in section.rows]
        self.fields["rows"].choices = [(row.key, row.figure.indicator.name) for row in rows]
        self.initial["rows"] = [row.key for row in rows if row.is_remarked]

    @property
    def chosen(self) -> set[str]:
        return {str(key) for key in self["rows"].value() or []}


class RemarkForm(forms.Form):
    """What is said of one row."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    text = NfcCharField(
        label="Nội dung",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Hãy ghi nội dung."},
    )
