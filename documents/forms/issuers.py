"""The head of a unit's documents, line breaks as they are printed."""

from django import forms

from core.access.forms import RefusableForm
from documents.domain.issuers import Head
from documents.enums import ContactsOn
from documents.models import Issuer
from units.forms.units import column_field

LONGEST_HEAD = 300


def _lines(name: str, **options) -> forms.Field:
    widget = forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST_HEAD})
    return column_field(Issuer, name, widget=widget, max_length=LONGEST_HEAD, **options)


class IssuerForm(RefusableForm):
    seen = forms.CharField(widget=forms.HiddenInput)
    superior_line = _lines(
        "superior_line",
        help_text="Viết hoa, xuống dòng như khi in, ví dụ: ỦY BAN NHÂN DÂN TỈNH… Ủy ban nhân dân"
        " không có dòng này.",
    )
    name = _lines("name", help_text="Viết hoa, xuống dòng như khi in.")
    abbreviation = column_field(
        Issuer, "abbreviation", help_text="Ví dụ: UBND trong ký hiệu 05/QĐ-UBND."
    )
    place = column_field(Issuer, "place", help_text="Ghi trước ngày, ví dụ: Quảng Ngãi.")
    layout = column_field(Issuer, "layout")
    contacts_on = column_field(
        Issuer,
        "contacts_on",
        required=False,
        empty_value=ContactsOn.NONE,
        help_text="In các ô đã điền dưới đây, dưới một đường kẻ ở cuối trang thứ nhất.",
    )
    address = column_field(Issuer, "address")
    email = column_field(Issuer, "email")
    website = column_field(Issuer, "website")
    telephone = column_field(Issuer, "telephone")
    fax = column_field(Issuer, "fax")

    def to_head(self) -> Head:
        return Head(**{name: self.cleaned_data[name] for name in Head.__dataclass_fields__})
