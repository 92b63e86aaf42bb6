"""The forms of units. They check shape; what an act may do is for the domain to say."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from django import forms

from core.access.forms import RefusableForm
from core.excel.reading import SheetRow, read_rows
from core.excel.refusals import UnreadableWorkbook
from core.vietnamese.forms import DayField, NfcCharField
from units.domain.communes import province_names
from units.domain.effects import Effect
from units.domain.facts import named
from units.domain.identity import Identity, NewUnit
from units.domain.importing import HEADS
from units.domain.offices import Signer
from units.domain.trees import TREES
from units.enums import UnitKind
from units.models import Office, Unit

MOST_ROWS = 500
NOT_OFFERED = "Hãy chọn đơn vị trong danh sách."
REQUIRED_OR_CHOSEN = "Hãy điền ô này, hoặc chọn đơn vị đã có."


class UnitChoice(forms.ChoiceField):
    """One of the units that the form offers, or None."""

    default_error_messages = {"invalid_choice": NOT_OFFERED}

    def __init__(self, *, empty_label: str = "Không có", **kwargs):
        super().__init__(**kwargs)
        self.empty_label = empty_label

    def offer(self, units: Iterable[Unit]) -> None:
        self.offered = {str(unit.pk): unit for unit in units}
        self.choices = [("", self.empty_label), *_labels(self.offered)]

    def clean(self, value):
        return self.offered.get(super().clean(value))


class UnitsChoice(forms.MultipleChoiceField):
    """Some of the units that the form offers."""

    default_error_messages = {"invalid_choice": NOT_OFFERED}
    widget = forms.CheckboxSelectMultiple

    def offer(self, units: Iterable[Unit], remarks: Mapping[int, str] | None = None) -> None:
        """`remarks` stand behind the names, by the unit's key."""
        self.offered = {str(unit.pk): unit for unit in units}
        said = {str(key): f" · {remark}" for key, remark in (remarks or {}).items()}
        self.choices = [(key, name + said.get(key, "")) for key, name in _labels(self.offered)]

    def clean(self, value):
        return [self.offered[key] for key in dict.fromkeys(super().clean(value))]


def _labels(offered: dict[str, Unit]) -> list[tuple[str, str]]:
    return [(key, named(unit)) for key, unit in offered.items()]


def column_field(model, name: str, **options) -> forms.Field:
    return model._meta.get_field(name).formfield(**options)


def _kind(**options) -> forms.ChoiceField:
    choices = [("", "Chọn loại đơn vị"), *UnitKind.choices]
    return forms.ChoiceField(label="Loại đơn vị", choices=choices, **options)


def reason_field() -> NfcCharField:
    return NfcCharField(
        label="Lý do",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ: số, ngày của văn bản làm căn cứ.",
        error_messages={"required": "Hãy ghi rõ lý do."},
    )


class SeenForm(RefusableForm):
    """Sends along which row version of the unit the person saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class OfferingForm(RefusableForm):
    """Offers the same units in all its choices."""

    def __init__(self, *args, offered: Iterable[Unit] = (), **kwargs):
        super().__init__(*args, **kwargs)
        offered = list(offered)
        for each in self.fields.values():
            if isinstance(each, UnitChoice | UnitsChoice):
                each.offer(offered)


class NewUnitForm(OfferingForm):
    code = column_field(Unit, "code", help_text="Không trùng với mã đơn vị nào khác.")
    kind = _kind()
    official_name = column_field(Unit, "official_name", help_text="Tên ghi trên văn bản.")
    short_name = column_field(Unit, "short_name", help_text="Tên dùng trong danh sách.")
    administrative_parent = UnitChoice(label="Cấp trên về hành chính", required=False)
    command_parent = UnitChoice(label="Cấp trên về chỉ huy", required=False)
    valid_from = DayField(label="Thành lập từ ngày")

    def to_new(self) -> NewUnit:
        return NewUnit(**self.cleaned_data)


class IdentityForm(SeenForm):
    code = column_field(Unit, "code")
    kind = _kind()
    official_name = column_field(Unit, "official_name")
    short_name = column_field(Unit, "short_name")
    reason = reason_field()

    def to_identity(self) -> Identity:
        kept = ("code", "kind", "official_name", "short_name")
        return Identity(**{name: self.cleaned_data[name] for name in kept})


class NameForm(SeenForm):
    official_name = column_field(Unit, "official_name")
    short_name = column_field(Unit, "short_name")
    from_day = DayField(label="Mang tên mới từ ngày")
    reason = reason_field()


class PlaceForm(OfferingForm):
    administrative_parent = UnitChoice(label="Cấp trên về hành chính", required=False)
    command_parent = UnitChoice(label="Cấp trên về chỉ huy", required=False)


class DissolutionForm(OfferingForm):
    last_day = DayField(label="Hoạt động đến hết ngày")
    successors = UnitsChoice(label="Đơn vị kế thừa", required=False)


class MergerForm(OfferingForm):
    """Into a unit that is there, or into one that is made for it."""

    units = UnitsChoice(label="Các đơn vị sáp nhập")
    last_day = DayField(label="Hoạt động đến hết ngày")
    successors = UnitChoice(
        label="Sáp nhập vào đơn vị đã có", required=False, empty_label="Không chọn"
    )
    code = column_field(Unit, "code", required=False)
    kind = _kind(required=False)
    official_name = column_field(Unit, "official_name", required=False)
    short_name = column_field(Unit, "short_name", required=False)
    administrative_parent = UnitChoice(label="Cấp trên về hành chính", required=False)
    command_parent = UnitChoice(label="Cấp trên về chỉ huy", required=False)

    IDENTITY = ("code", "kind", "official_name", "short_name")

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("successors"):
            for name in self.IDENTITY:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, REQUIRED_OR_CHOSEN)
        elif any(cleaned.get(name) for name in self.IDENTITY):
            self.add_error("successors", "Chỉ chọn một: đơn vị đã có hoặc đơn vị thành lập mới.")
        return cleaned

    def to_successor(self) -> Unit | NewUnit:
        cleaned = self.cleaned_data
        if cleaned["successors"]:
            return cleaned["successors"]
        known = {name: cleaned[name] for name in (*self.IDENTITY, *TREES)}
        return NewUnit(valid_from=cleaned["last_day"] + timedelta(days=1), **known)


class AgreementForm(forms.Form):
    """The reason of an act whose effect was shown, and which effect that was."""

    agreed = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = reason_field()

    def agree_to(self, effect: Effect) -> None:
        """What is sent next agrees to this effect."""
        self.initial["agreed"] = effect.digest
        if self.is_bound:
            self.data = self.data.copy()
            self.data["agreed"] = effect.digest


class SignerForm(RefusableForm):
    title = column_field(Office, "title", help_text="Như ghi dưới văn bản, ví dụ: CHỦ TỊCH.")
    authority_line = column_field(
        Office,
        "authority_line",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Dòng trên chức vụ, ví dụ: TM. ỦY BAN NHÂN DÂN.",
    )
    rank = column_field(Office, "rank")
    holder = column_field(Office, "holder")
    valid_from = DayField(label="Từ ngày")
    valid_to = DayField(label="Đến hết ngày", required=False, help_text="Bỏ trống khi chưa biết.")
    signs_alongside = column_field(
        Office,
        "signs_alongside",
        help_text="Đánh dấu cho cấp phó, người được ủy quyền (KT., TUQ.).",
    )

    def to_signer(self) -> Signer:
        return Signer(**{name: self.cleaned_data[name] for name in Signer.__dataclass_fields__})


class SignerCorrectionForm(SignerForm, SeenForm):
    reason = reason_field()


class LastDayForm(RefusableForm):
    last_day = DayField(label="Giữ chức vụ đến hết ngày")


class WorkbookForm(RefusableForm):
    """A workbook with the given heads; `things` is what its rows are called."""

    heads = HEADS
    most_rows = MOST_ROWS
    things = "đơn vị"

    file = forms.FileField(
        label="Tệp Excel",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls"}),
        error_messages={"required": "Hãy chọn tệp.", "empty": "Tệp không có nội dung."},
    )

    def rows(self) -> list[SheetRow]:
        """Raises UnreadableWorkbook."""
        rows = read_rows(self.cleaned_data["file"], self.heads)
        if not rows:
            raise UnreadableWorkbook("Tệp chưa có dòng nào dưới tên cột.")
        if len(rows) > self.most_rows:
            raise UnreadableWorkbook(f"Mỗi lần nhập không quá {self.most_rows} {self.things}.")
        return rows


class ProvinceForm(RefusableForm):
    province = forms.TypedChoiceField(label="Tỉnh, thành phố trong danh mục", coerce=int)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["province"].choices = [("", "Chọn tỉnh, thành phố"), *province_names().items()]
