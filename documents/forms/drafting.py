"""A draft as it is written: its subject, its text line by line, who reads and who signs it."""

from collections.abc import Iterable

from django import forms
from django.core.validators import RegexValidator

from core.access.forms import RefusableForm
from core.access.marking import what_stands
from core.vietnamese.forms import NfcCharField
from documents.domain.documents import Marks, Signature, signature_by
from documents.domain.drafting import Words, body_of, drafter_of
from documents.domain.plain_text import lines_of, text_of
from documents.enums import DRAFTED, Circulation, DocumentKind, EndingWay, Urgency
from documents.models import Document, Issuer
from units.forms.units import column_field
from units.models import Office

LONGEST_TEXT = 100_000  # characters, some thirty pages; comparing longer texts takes seconds
LONGEST_LIST = 20_000
LONGEST_LINE = 300
STORED = "bản đang lưu ở cuối trang"
BY_HAND = "Ghi ở các ô dưới đây"
OF_ANOTHER_UNIT = "Người ký này không thuộc cơ quan ban hành đã chọn."

MARKS = ("urgency", "circulation", "drafter_initials", "print_run")
LARGEST_RUN = 10_000
LETTERS_ONLY = RegexValidator(r"^[^\W\d_]+$", "Chỉ ghi chữ cái, không dấu cách, không chữ số.")
ONE_OF_TWO = "Ghi cả ký hiệu người soạn thảo và số lượng bản, hoặc để trống cả hai."

# The page tells while one types how each line is understood; only the text is sent for that.
READ_ALONG = {
    "hx-post": "",
    "hx-trigger": "input changed delay:600ms",
    "hx-target": "#reading",
    "hx-params": "text",
}


class LinesField(NfcCharField):
    """A list, typed one item to a line."""

    def __init__(self, **kwargs):
        widget = forms.Textarea(attrs={"rows": 4})
        super().__init__(
            max_length=LONGEST_LIST, widget=widget, empty_value="", **{"required": False} | kwargs
        )

    def clean(self, value):
        lines = lines_of(super().clean(value))
        if any(len(line) > LONGEST_LINE for line in lines):
            raise forms.ValidationError(f"Mỗi dòng không quá {LONGEST_LINE} ký tự.")
        return lines

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value


class OfficeChoice(forms.ModelChoiceField):
    def label_from_instance(self, office: Office) -> str:
        return f"{office.title} {office.rank} {office.holder}, {office.unit}".replace("  ", " ")


class DraftForm(RefusableForm):
    """What is written of any document; `offices` are those in force that may sign it."""

    title = NfcCharField(
        label="Trích yếu",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ: Về việc tặng Bằng khen cho các tập thể, cá nhân…",
    )
    addressees = LinesField(label="Kính gửi", help_text="Mỗi nơi một dòng; không có thì bỏ trống.")
    text = NfcCharField(
        label="Nội dung",
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 18} | READ_ALONG),
        help_text=(
            "Mỗi đoạn một dòng. Chương trình nhận ra căn cứ, Phần, Chương, Mục, Điều 1., I., 1. "
            "và gạch đầu dòng."
        ),
    )
    recipients = LinesField(
        label="Nơi nhận", help_text="Mỗi nơi một dòng, không ghi dấu gạch và dấu chấm phẩy."
    )
    office = OfficeChoice(
        Office.objects.none(),
        label="Người ký",
        required=False,
        empty_label=BY_HAND,
        help_text="Chọn chức vụ ký của đơn vị thì các ô dưới đây lấy theo chức vụ đó.",
    )
    authority_line = column_field(
        Document,
        "authority_line",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ: TM. ỦY BAN NHÂN DÂN, dòng dưới KT. CHỦ TỊCH.",
    )
    signer_title = column_field(Document, "signer_title", required=False)
    signer_office = column_field(
        Document,
        "signer_office",
        help_text="Với người ký của Hội đồng, ban: chức vụ ở cơ quan có con dấu.",
    )
    signer_rank = column_field(Document, "signer_rank")
    signer_name = column_field(Document, "signer_name", required=False)
    secretary = NfcCharField(
        label="Thư ký", max_length=100, required=False, help_text="Chỉ dùng cho biên bản."
    )
    drafter = NfcCharField(
        label="Đơn vị soạn thảo trong ký hiệu",
        max_length=20,
        required=False,
        help_text="Chỉ dùng cho công văn, ví dụ: VX trong ký hiệu UBND-VX.",
    )

    urgency = column_field(Document, "urgency", empty_value=Urgency.NONE)
    circulation = column_field(Document, "circulation", empty_value=Circulation.NONE)
    drafter_initials = column_field(
        Document,
        "drafter_initials",
        validators=[LETTERS_ONLY],
        help_text="Khi cần quản lý số bản, ví dụ: NVH và 30 bản in thành NVH.(30) dưới nơi nhận.",
    )
    print_run = column_field(Document, "print_run", min_value=1, max_value=LARGEST_RUN)

    def __init__(self, data=None, *, offices: Iterable[Office], **kwargs):
        super().__init__(data, **kwargs)
        self.fields["office"].queryset = offices

    @property
    def has_marks(self) -> bool:
        """Something is said, or wrong, that the page folds away."""
        return any(self[name].value() or self[name].errors for name in MARKS)

    def clean_drafter_initials(self):
        return self.cleaned_data["drafter_initials"].upper()

    def clean(self):
        given = super().clean()
        for name, other in (("print_run", "drafter_initials"), ("drafter_initials", "print_run")):
            if given.get(other) and not given.get(name) and name not in self.errors:
                self.add_error(name, ONE_OF_TWO)
        return given

    def to_words(self) -> Words:
        given = self.cleaned_data
        return Words(
            title=" ".join(given["title"].split()),
            text=given["text"],
            addressees=given["addressees"],
            recipients=given["recipients"],
            signature=self._signature(),
            drafter=given.get("drafter", ""),
            secretary=given.get("secretary", ""),
            marks=Marks(**{name: given[name] for name in MARKS}),
        )

    def _signature(self) -> Signature:
        given = self.cleaned_data
        if given["office"]:
            return signature_by(given["office"])
        return Signature(
            authority_line=given["authority_line"],
            title=given["signer_title"],
            office=given["signer_office"],
            rank=given["signer_rank"],
            name=given["signer_name"],
        )


class NewDraftForm(DraftForm):
    kind = forms.TypedChoiceField(
        label="Loại văn bản",
        choices=[("", "Chọn loại"), *[(kind, kind.label) for kind in DRAFTED]],
        coerce=DocumentKind,
    )
    issuer = forms.ModelChoiceField(
        Issuer.objects.none(), label="Cơ quan ban hành", empty_label="Chọn cơ quan"
    )

    field_order = ("kind", "issuer")

    def __init__(self, data=None, *, issuers, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["issuer"].queryset = issuers

    def clean(self):
        given = super().clean()
        office, issuer = given.get("office"), given.get("issuer")
        if office and issuer and office.unit_id != issuer.unit_id:
            self.add_error("office", OF_ANOTHER_UNIT)
        return given


class ChangeForm(DraftForm):
    """A draft's own words; what its kind does not have is not asked."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, document: Document, data=None, **kwargs):
        super().__init__(data, **kwargs)
        kind = DocumentKind(document.kind)
        if not kind.has_secretary:
            del self.fields["secretary"]
        if not kind.is_letter:
            del self.fields["drafter"]

    def show_stored_text(self, stored: DraftForm) -> None:
        if lines_of(self["text"].value()) != lines_of(stored["text"].value()):
            self.add_error("text", what_stands(STORED))


def stored_words(document: Document) -> dict:
    """What the form shows of a draft that is stored."""
    same = ("title", "addressees", "recipients", "authority_line", "signer_title")
    same += ("signer_office", "signer_rank", "signer_name", *MARKS)
    return {name: getattr(document, name) for name in same} | {
        "text": text_of(body_of(document)),
        "secretary": document.secretary_name,
        "drafter": drafter_of(document),
    }


class EndingForm(RefusableForm):
    ended = forms.ModelChoiceField(Document.objects.none())
    way = forms.TypedChoiceField(choices=EndingWay, coerce=EndingWay)

    def __init__(self, data=None, *, endable, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["ended"].queryset = endable
