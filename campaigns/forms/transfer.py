"""Handing a campaign on: to whom and when, then the paper that says so."""

from core.access.forms import RefusableForm
from core.vietnamese.forms import DayField, NfcCharField
from units.forms.units import AgreementForm, UnitChoice


class TransferForm(RefusableForm):
    to = UnitChoice(label="Đơn vị tiếp nhận", empty_label="Chọn đơn vị")
    effective_on = DayField(label="Có hiệu lực từ ngày")

    def __init__(self, *args, offered, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].offer(offered)


class TransferAgreementForm(AgreementForm):
    """The paper and the reason, and which effect they were given for."""

    act = NfcCharField(
        label="Văn bản chuyển giao",
        max_length=500,
        help_text="Số, ngày, trích yếu, ví dụ: Quyết định số 125/QĐ-UBND ngày 25/6/2025 về việc"
        " chuyển giao quản lý phong trào thi đua.",
        error_messages={"required": "Hãy ghi văn bản làm căn cứ chuyển giao."},
    )

    field_order = ["agreed", "act", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = ""  # the paper has its own field here
