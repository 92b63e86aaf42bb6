"""What is to be erased, and why."""

from collections.abc import Iterable

from django import forms

from core.access.forms import RefusableForm
from core.erasure.needles import SHORTEST, squeezed
from core.vietnamese.forms import NfcCharField
from results.domain.spills import Place
from results.forms.board import reason_field


class ErasureForm(RefusableForm):
    places = forms.MultipleChoiceField(
        label="Nội dung cần xóa",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Hãy chọn ít nhất một nội dung cần xóa.",
            "invalid_choice": "Nội dung đã chọn không còn ở đây. Hãy chọn lại.",
        },
    )
    phrases = NfcCharField(
        label="Cụm từ cần tìm thêm, mỗi dòng một cụm",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Để xóa cả những chỗ chỉ nhắc lại một phần nội dung. Cụm từ chỉ được giữ đến khi "
        "có quyết định.",
    )
    reason = reason_field()

    def __init__(self, *args, places: Iterable[Place], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["places"].choices = [(place.key, place.label) for place in places]
        self.fields["reason"].help_text = "Không chép lại nội dung cần xóa vào đây."

    def clean_phrases(self) -> list[str]:
        phrases = list(filter(None, map(squeezed, self.cleaned_data["phrases"].splitlines())))
        if any(len(phrase) < SHORTEST for phrase in phrases):
            raise forms.ValidationError(f"Mỗi cụm từ phải có ít nhất {SHORTEST} ký tự.")
        return phrases


class DecisionForm(RefusableForm):
    """What the second person was shown comes back with the decision."""

    seen = forms.CharField(widget=forms.HiddenInput)


class DeclineForm(RefusableForm):
    reason = reason_field()
