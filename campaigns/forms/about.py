"""What a campaign says of itself."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Fieldset, Layout, Row
from django import forms
from django.utils import timezone

from accounts.enums import Role
from campaigns.domain.editing.about import ENDS_BEFORE, FIELDS, FIXED_BY_LAUNCH
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from core.vietnamese.forms import DayField
from units.choices import EndingChoiceField, lasting_first
from units.models import Office, Unit

SHORT, LONG = 2, 5
ROWS = {
    "guiding_thought": SHORT,
    "plan_reference": SHORT,
    "legal_bases": LONG,
    "purposes": LONG,
    "requirements": LONG,
    "scope": SHORT,
    "means": LONG,
    "recipients": LONG,
}
HINTS = {
    "legal_bases": "Mỗi căn cứ một dòng.",
    "recipients": "Mỗi nơi nhận một dòng.",
    "plan_reference": "Ví dụ: Kế hoạch số 07/KH-UBND ngày 05/01/2026 của UBND tỉnh.",
    "scope": "Phong trào dành cho ai, ở đâu.",
}


class CampaignForm(forms.ModelForm):
    """Choices are what the person may choose: units kept as an officer, and those around them."""

    class Meta:
        model = Campaign
        fields = FIELDS
        field_classes = {
            "starts_on": DayField,
            "ends_on": DayField,
            "issuing_unit": EndingChoiceField,
            "managing_unit": EndingChoiceField,
            "signatory": EndingChoiceField,
        }

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self._offer_units(by)
        for name, rows in ROWS.items():
            self.fields[name].widget = forms.Textarea(attrs={"rows": rows})
        for name, hint in HINTS.items():
            self.fields[name].help_text = hint
        if self.instance.state != CampaignState.DRAFT:
            for name in FIXED_BY_LAUNCH:
                self.fields[name].disabled = True
        self.helper = _helper()

    def clean(self):
        """At the field, before the model says it of the whole."""
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", ENDS_BEFORE)
        return cleaned

    def facts(self) -> dict:
        return {name: self.cleaned_data[name] for name in FIELDS}

    def _offer_units(self, by) -> None:
        kept = by.unit_ids_as([Role.CAMPAIGN_OFFICER])
        around = Unit.objects.visible_to(by) | Unit.objects.filter(pk__in=_above(kept))
        self._offer("managing_unit", Unit.objects.filter(pk__in=kept))
        self._offer("issuing_unit", around)
        self._offer("signatory", Office.objects.filter(unit__in=around))
        others = Campaign.objects.visible_to(by).exclude(state=CampaignState.DRAFT)
        self.fields["parent"].queryset = others.exclude(pk=self.instance.pk).only("name", "parent")

    def _offer(self, name: str, rows) -> None:
        """Those that last, and what the campaign names already, even if it has ended since."""
        named = rows.model.objects.filter(pk=getattr(self.instance, f"{name}_id"))
        self.fields[name].queryset = lasting_first(rows.lasting(timezone.localdate()) | named)


def _above(unit_ids) -> list[int]:
    """The direct superiors by both trees."""
    rows = Unit.objects.filter(pk__in=unit_ids)
    pairs = rows.values_list("administrative_parent_id", "command_parent_id")
    return [key for pair in pairs for key in pair if key]


def _helper() -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(
        Fieldset(
            "Phong trào",
            "name",
            "theme",
            "guiding_thought",
            Row(Column("kind"), Column("starts_on"), Column("ends_on")),
            Row(Column("issuing_unit"), Column("managing_unit")),
            Row(Column("parent"), Column("signatory")),
            "plan_reference",
        ),
        Fieldset(
            "Nội dung kế hoạch",
            HTML('{% include "_components/_no_secrets.html" %}'),
            "legal_bases",
            "purposes",
            "requirements",
            "scope",
            "means",
            "recipients",
        ),
    )
    return helper
