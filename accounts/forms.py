"""What is typed about people: shape only; what it may mean is the domain's business."""

from dataclasses import replace

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone

from accounts.domain import importing
from accounts.domain.batches import HANDS, MOST_ACCOUNTS, NewAccount, RowProblem
from accounts.domain.delegations import delegable_grants, possible_delegates
from accounts.domain.grants import Terms
from accounts.domain.people import DETAILS
from accounts.domain.refusals import NotDelegable
from accounts.enums import Role
from accounts.models import Grant, User
from core.vietnamese.forms import DayField, NfcCharField
from units.choices import EndingChoiceField, lasting_first
from units.forms import UnitsChoice, WorkbookForm

plain_username = RegexValidator(
    r"\A[a-z0-9][a-z0-9._-]{2,49}\Z",
    "Dùng 3 đến 50 chữ cái không dấu, chữ số, dấu chấm hoặc gạch nối; bắt đầu bằng chữ hoặc số.",
)
phone_number = RegexValidator(
    r"\A[0-9+(). -]*\Z", "Số điện thoại chỉ gồm chữ số và dấu cách, chấm."
)


class UsernameField(NfcCharField):
    """One account is one name, however it was typed."""

    def to_python(self, value):
        return super().to_python(value).lower()


def full_name_field() -> NfcCharField:
    return NfcCharField(label="Họ và tên", max_length=100)


def username_field(**options) -> UsernameField:
    widget = forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"})
    return UsernameField(
        label="Tên đăng nhập", widget=widget, validators=[plain_username], **options
    )


def phone_field() -> NfcCharField:
    return NfcCharField(
        label="Điện thoại", max_length=20, required=False, validators=[phone_number]
    )


class PersonChoiceField(forms.ModelChoiceField):
    """People of one name are told apart by what they log in with."""

    def label_from_instance(self, person):
        return f"{person.full_name} ({person.username})"


class DetailsForm(forms.ModelForm):
    """`version` is the state of the person that the page shows."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = User
        fields = DETAILS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["phone"].validators.append(phone_number)
        self.initial["version"] = self.instance.row_version

    def details(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in DETAILS}


class GrantForm(forms.Form):
    """Which role, where, from when to when; units are those that `administrator` keeps.

    What a unit that ended left behind may still have to be looked after.
    """

    role = forms.ChoiceField(label="Vai trò", choices=[("", "Chọn vai trò"), *Role.choices])
    unit = EndingChoiceField(None, label="Đơn vị", empty_label="Chọn đơn vị")
    valid_from = DayField(label="Từ ngày", initial=timezone.localdate)
    valid_to = DayField(
        label="Đến hết ngày", required=False, help_text="Để trống nếu chưa định ngày kết thúc."
    )

    def __init__(self, data=None, *, administrator: User, **kwargs):
        super().__init__(data, **kwargs)
        kept = administrator.units_as([Role.ADMINISTRATOR])
        self.fields["unit"].queryset = lasting_first(kept)

    def terms(self) -> Terms:
        names = ("role", "unit", "valid_from", "valid_to")
        return Terms(**{name: self.cleaned_data[name] for name in names})


class AccountForm(GrantForm):
    """A new person with the first grant."""

    full_name = full_name_field()
    username = username_field(
        help_text="Chữ thường không dấu, ví dụ: nhaplieu.bato. Về sau không đổi được."
    )
    phone = phone_field()
    email = forms.EmailField(label="Thư điện tử", max_length=254, required=False)

    field_order = ("full_name", "username", "phone", "email")


class EndGrantForm(forms.Form):
    last_day = DayField(
        label="Đến hết ngày",
        required=False,
        help_text="Để trống nếu kết thúc ngay bây giờ.",
    )


class DelegationForm(forms.Form):
    """One's own right, handed on in writing."""

    source = forms.ModelChoiceField(
        Grant.objects.none(),
        label="Quyền của tôi",
        empty_label=None,
        error_messages={"invalid_choice": NotDelegable.message},
    )
    person = PersonChoiceField(None, label="Người được ủy quyền", empty_label="Chọn người")
    valid_from = DayField(label="Từ ngày", initial=timezone.localdate)
    valid_to = DayField(label="Đến hết ngày")
    paper = NfcCharField(
        label="Văn bản ủy quyền",
        max_length=100,
        help_text="Số, ký hiệu và ngày, ví dụ: Giấy ủy quyền số 12/GUQ-UBND ngày 05/01/2026.",
    )

    def __init__(self, data=None, *, head: User):
        super().__init__(data)
        self.fields["source"].queryset = delegable_grants(head)
        self.fields["person"].queryset = possible_delegates(head)


class BatchForm(forms.Form):
    """For which units accounts are made, and with which roles."""

    roles = forms.TypedMultipleChoiceField(
        label="Mỗi đơn vị có",
        choices=[(role, role.label) for role in HANDS],
        coerce=Role,
        initial=list(HANDS),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn ít nhất một vai trò."},
    )
    units = UnitsChoice(label="Đơn vị", error_messages={"required": "Hãy chọn ít nhất một đơn vị."})

    def __init__(self, data=None, *, offered, ticked=()):
        super().__init__(data, initial={"units": [unit.pk for unit in ticked]})
        self.fields["units"].offer(offered)

    def clean(self):
        chosen = super().clean()
        if len(chosen.get("units", ())) * len(chosen.get("roles", ())) > MOST_ACCOUNTS:
            self.add_error("units", f"Mỗi lần lập không quá {MOST_ACCOUNTS} tài khoản.")
        return chosen


class AccountsFileForm(WorkbookForm):
    heads = importing.HEADS
    most_rows = MOST_ACCOUNTS
    things = "tài khoản"


class AccountRowForm(forms.Form):
    """One row of the list before it is confirmed; unit and role are fixed."""

    full_name = full_name_field()
    username = username_field()
    phone = phone_field()
    is_dropped = forms.BooleanField(label="Bỏ", required=False)

    def __init__(self, account: NewAccount, data=None):
        known = {name: getattr(account, name) for name in ("full_name", "username", "phone")}
        super().__init__(data, prefix=f"r{account.number}", initial=known)
        self.account = account

    def full_clean(self):
        """What is left out may be wrong."""
        super().full_clean()
        if self.is_bound and self.cleaned_data.get("is_dropped"):
            self._errors.clear()

    def to_account(self) -> NewAccount:
        typed = {name: self.cleaned_data[name] for name in ("full_name", "username", "phone")}
        return replace(self.account, **typed)

    def show_problem(self, problem: RowProblem) -> None:
        self.add_error(problem.field or None, problem.message)
