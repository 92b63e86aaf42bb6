"""What a copy is made of."""

from django import forms

from core.access.forms import RefusableForm
from documents.enums import COPIES, DocumentKind
from documents.forms.drafting import DraftForm, LinesField
from documents.models import Document, Issuer

OF_SIGNATURE = ("authority_line", "signer_title", "signer_office", "signer_rank", "signer_name")


class CopyForm(RefusableForm):
    kind = forms.TypedChoiceField(
        label="Hình thức sao",
        choices=[(kind, kind.label) for kind in COPIES],
        coerce=DocumentKind,
        widget=forms.RadioSelect,
        initial=DocumentKind.TRUE_COPY,
    )
    names = LinesField(
        label="Trích phần của",
        required=False,
        help_text="Khi trích sao: tên đơn vị, cá nhân đúng như trong danh sách, mỗi tên một dòng.",
    )
    issuer = forms.ModelChoiceField(Issuer.objects.none(), label="Cơ quan sao", empty_label=None)
    recipients = LinesField(
        label="Nơi nhận", required=False, help_text="Mỗi nơi một dòng, không ghi dấu gạch đầu dòng."
    )

    def __init__(self, data=None, *, issuers, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["issuer"].queryset = issuers

    def clean(self):
        given = super().clean()
        if given.get("kind") == DocumentKind.EXCERPT and not given.get("names"):
            self.add_error("names", "Hãy ghi tên đơn vị, cá nhân được trích sao.")
        return given


class ChangeCopyForm(DraftForm):
    """Of what is written of a draft, that which is a copy's own: to whom it goes, who signs it."""

    seen = forms.CharField(widget=forms.HiddenInput)

    OFFERED = ("recipients", "office", *OF_SIGNATURE, "seen")

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields = {name: self.fields[name] for name in self.OFFERED}

    def to_change(self) -> dict:
        """As change_copy takes it."""
        given = self.cleaned_data
        recipients, signature = given["recipients"], self._signature()
        return {"recipients": recipients, "signature": signature, "seen": given["seen"]}


def own_words(document: Document) -> dict:
    """What the form shows of a copy that is stored."""
    return {name: getattr(document, name) for name in ("recipients", *OF_SIGNATURE)}
