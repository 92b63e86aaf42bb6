"""What a copy is made of."""

from django import forms

from documents.enums import COPIES, DocumentKind
from documents.forms.drafting import LinesField
from documents.models import Issuer
from units.forms.units import RefusableForm


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
