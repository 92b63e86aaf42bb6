"""Number series: which kinds, from where on."""

from django import forms

from core.access.forms import RefusableForm
from documents.enums import DocumentKind
from documents.forms.acts import LARGEST_NUMBER
from documents.models import Issuer

HERE, ELSEWHERE = "here", "elsewhere"


def _first_number() -> forms.IntegerField:
    return forms.IntegerField(
        label="Số bắt đầu",
        min_value=1,
        max_value=LARGEST_NUMBER,
        initial=1,
        help_text="Khác 1 khi trong năm đã cấp một phần số trên sổ giấy hay ở hệ thống khác.",
    )


class SeriesForm(RefusableForm):
    issuer = forms.ModelChoiceField(
        Issuer.objects.none(), label="Cơ quan ban hành", empty_label="Chọn cơ quan"
    )
    year = forms.IntegerField(label="Năm", min_value=1945, max_value=2100, localize=False)
    kinds = forms.TypedMultipleChoiceField(
        label="Loại văn bản cùng một hệ thống số",
        choices=DocumentKind,
        coerce=DocumentKind,
        widget=forms.CheckboxSelectMultiple,
        help_text="Số chung cho nhiều loại hay riêng từng loại do người đứng đầu cơ quan quy định.",
    )
    kept = forms.ChoiceField(
        label="Cấp số",
        choices=[
            (HERE, "Trong chương trình: số nối tiếp nhau, không trùng, không cách quãng"),
            (ELSEWHERE, "Ở nơi khác: văn thư ghi số đã cấp, chương trình chỉ từ chối số trùng"),
        ],
        widget=forms.RadioSelect,
    )
    first_number = _first_number()

    def __init__(self, data=None, *, issuers, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["issuer"].queryset = issuers

    def to_series(self) -> dict:
        """As open_series takes it."""
        given = self.cleaned_data
        return {
            "issuer": given["issuer"],
            "year": given["year"],
            "kinds": given["kinds"],
            "is_kept_here": given["kept"] == HERE,
            "first_number": given["first_number"],
        }


class FirstNumberForm(RefusableForm):
    first_number = _first_number()
