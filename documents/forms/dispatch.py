"""The list of recipients: one small form for each, and what the page showed of them."""

from django import forms

from core.access.marking import mark, mark_what_stands
from core.access.refusals import Refusal
from core.access.seen import fingerprint
from core.vietnamese.forms import DayField
from documents.domain.dispatch import Delivery, delivery_of, dispatch_facts
from documents.enums import DispatchWay
from documents.models import Dispatch, Document
from units.forms.units import column_field


class DeliveryForm(forms.Form):
    way = forms.ChoiceField(
        label="Cách gửi", choices=[("", "Chưa gửi"), *DispatchWay.choices], required=False
    )
    sent_on = DayField(label="Gửi ngày", required=False)
    received_on = DayField(label="Nhận ngày", required=False)
    received_by = column_field(Dispatch, "received_by")

    def __init__(self, row: Dispatch, data=None):
        super().__init__(data, prefix=f"to{row.pk}", initial=vars(delivery_of(row)))
        for field in self.fields.values():
            shape = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            field.widget.attrs |= {"class": shape, "aria-label": f"{field.label}: {row.recipient}"}


class SeenForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)


class DispatchForms:
    """All rows at once, saved or refused together."""

    def __init__(self, document: Document, data=None):
        facts = dispatch_facts(document)
        self.top = SeenForm(data, initial={"seen": fingerprint(facts)})
        self.rows = {row.pk: (row, DeliveryForm(row, data)) for row in document.dispatches.all()}

    def is_valid(self) -> bool:
        return all([self.top.is_valid(), *(form.is_valid() for _, form in self.rows.values())])

    def to_deliveries(self) -> dict[int, Delivery]:
        return {key: Delivery(**form.cleaned_data) for key, (_, form) in self.rows.items()}

    def refuse(self, refusal: Refusal) -> None:
        """At the cells that caused it, or above all rows."""
        for key, field, message in getattr(refusal, "problems", ()):
            mark(self.rows[key][1], field, message)
        self.top.add_error(None, refusal.message)

    def show_what_stands(self, stored: "DispatchForms") -> None:
        mark_what_stands(self.top, stored.top)
        for key, (_, form) in self.rows.items():
            mark_what_stands(form, stored.rows[key][1])
