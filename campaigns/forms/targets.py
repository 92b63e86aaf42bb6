"""A target and its criteria, posted together."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.db.models import Q, QuerySet

from campaigns.domain.editing.criteria import CriterionPlan, criteria_of
from campaigns.domain.editing.targets import InvalidTarget, TargetPlan
from campaigns.enums import Measure, Operator
from campaigns.forms.body import block_choices
from campaigns.models import Campaign, ContentArea, Indicator, Period, Target
from core.access.marking import mark, mark_what_stands
from core.vietnamese.forms import NfcCharField, NumberField
from units.enums import UnitKind
from units.models import Unit

BLANK_ROWS = 2
MOST_CRITERIA = 10
NOT_SAID = "kế hoạch chưa nói rõ"
SEARCHED = "Tìm theo câu"


class TargetForm(forms.Form):
    """The target itself; its choices are those of its campaign."""

    area = forms.ModelChoiceField(ContentArea.objects.none(), label="Nội dung thi đua")
    indicator = forms.ModelChoiceField(
        Indicator.objects.all(), label="Chỉ tiêu thống kê", empty_label=None
    )
    code = NfcCharField(label="Mã chỉ tiêu", max_length=20)
    title = NfcCharField(label="Tên gọn", max_length=300)
    sentence = NfcCharField(
        label="Câu trong kế hoạch", max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    anchor = forms.ChoiceField(
        label="Đoạn trong kế hoạch",
        required=False,
        help_text="Để trống thì chương trình tìm trong toàn văn đoạn có nguyên văn câu này.",
    )
    source = NfcCharField(
        label="Nguồn", max_length=300, help_text="Văn bản và vị trí câu, ví dụ: Kế hoạch, mục II.4."
    )
    asked_in = forms.ModelMultipleChoiceField(
        Period.objects.none(),
        label="Hỏi ở các kỳ",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    judged_from = forms.ModelChoiceField(
        Period.objects.none(),
        label="Đánh giá từ kỳ",
        required=False,
    )
    reporting_kinds = forms.MultipleChoiceField(
        label="Loại đơn vị báo cáo",
        choices=UnitKind,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Không chọn loại nào, không nêu tên đơn vị nào thì mọi đơn vị đều báo cáo.",
    )
    reporting_units = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label="Đơn vị được nêu tên", required=False
    )

    def __init__(self, *args, campaign: Campaign, offered: Iterable[Indicator], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = campaign.areas.all()
        self.fields["indicator"].choices = [(each.pk, str(each)) for each in offered]
        self.fields["anchor"].choices = [("", SEARCHED), *block_choices(campaign)]
        self._offer_periods(campaign.periods.all())
        self._offer_units(campaign)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Row(Column("area"), Column("indicator")),
            Row(Column("code", css_class="col-md-3"), Column("title")),
            "sentence",
            Row(Column("anchor"), Column("source")),
            Row(Column("asked_in"), Column("judged_from"), Column("reporting_kinds")),
        )

    def _offer_periods(self, periods: QuerySet[Period]) -> None:
        """Read once for both fields."""
        choices = [(period.pk, str(period)) for period in periods]
        for name, first in (("asked_in", []), ("judged_from", [("", "Ngay từ kỳ đầu")])):
            self.fields[name].queryset = periods
            self.fields[name].choices = first + choices

    def _offer_units(self, campaign: Campaign) -> None:
        """Units that take part at any time, and those that are named already."""
        named = self.initial.get("reporting_units", ())
        part = Q(pk__in=campaign.participations.values("unit")) | Q(pk__in=named)
        field = self.fields["reporting_units"]
        field.queryset = Unit.objects.filter(part).order_by("kind", "sort_key", "pk")
        self.offered = list(field.queryset)
        field.choices = lambda: [(unit.pk, str(unit)) for unit in self.offered]

    def named_units(self) -> list[tuple[UnitKind, list[tuple[Unit, bool]]]]:
        """The units by kind, each with whether it is ticked."""
        ticked = set(map(str, self["reporting_units"].value() or ()))
        return [
            (UnitKind(kind), [(unit, str(unit.pk) in ticked) for unit in units])
            for kind, units in groupby(self.offered, key=lambda unit: unit.kind)
        ]

    def number_named(self) -> int:
        return len(self["reporting_units"].value() or ())


class CriterionForm(forms.Form):
    """One threshold; the grades that count are named after the indicator's scale."""

    label = NfcCharField(label="Ngưỡng", max_length=100)
    operator = forms.ChoiceField(
        label="So sánh", choices=[("", NOT_SAID), *Operator.choices], required=False
    )
    threshold = NumberField(label="Mức")
    grades = forms.TypedMultipleChoiceField(
        label="Mức được tính",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_nested = forms.BooleanField(label="trong đó", required=False)
    exceeding_counts = forms.BooleanField(label="tính vượt", required=False)
    answer_note = NfcCharField(label="Người soạn giải trình", max_length=2000, required=False)

    def __init__(self, *args, grades: Sequence[tuple[int, str]], **kwargs):
        super().__init__(*args, **kwargs)
        if grades:
            self.fields["grades"].choices = grades
        else:
            del self.fields["grades"]
        for name, field in self.fields.items():
            field.widget.attrs["aria-label"] = field.label
            if name in ("label", "threshold", "answer_note"):
                field.widget.attrs["class"] = "form-control"
        self.fields["operator"].widget.attrs["class"] = "form-select"

    def to_plan(self) -> CriterionPlan:
        row = {name: self.cleaned_data[name] for name in self.fields if name != "DELETE"}
        return CriterionPlan(**row | {"grades": tuple(sorted(row.get("grades", ())))})


CriterionFormSet = forms.formset_factory(
    CriterionForm,
    extra=BLANK_ROWS,
    can_delete=True,
    max_num=MOST_CRITERIA,
    absolute_max=MOST_CRITERIA,
)


class TargetEntry:
    """The target and its criteria. A statement has no criteria.

    `indicator` is one of the `offered` ones, which were read with_grades(), and names the grades.
    """

    def __init__(
        self,
        campaign: Campaign,
        indicator: Indicator,
        data=None,
        *,
        offered: Sequence[Indicator],
        target: Target | None = None,
        initial: dict | None = None,
    ):
        self.indicator, self.offered = indicator, offered
        stored = _initial(target) if target else (initial or {}) | {"indicator": indicator}
        criteria = [vars(plan) for plan in criteria_of(target)] if target else []
        self.form = TargetForm(data, initial=stored, campaign=campaign, offered=offered)
        self.criteria = CriterionFormSet(
            data,
            prefix="criterion",
            initial=criteria,
            form_kwargs={"grades": _grades_of(indicator)},
        )

    @property
    def takes_criteria(self) -> bool:
        return self.indicator.measure != Measure.STATEMENT

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.criteria.is_valid()])

    def to_plan(self) -> TargetPlan:
        self._kept = [
            form
            for form in self.criteria.forms
            if form.cleaned_data.get("label") and form not in self.criteria.deleted_forms
        ]
        return TargetPlan(**self.form.cleaned_data, criteria=[row.to_plan() for row in self._kept])

    def show_problems(self, refusal: InvalidTarget) -> None:
        for problem in refusal.field_problems:
            mark(self.form, problem.field, problem.message)
        for problem in refusal.problems:
            mark(self._kept[problem.row], problem.field, problem.message)

    def show_what_stands(self, target: Target) -> None:
        fresh = TargetEntry(target.campaign, self.indicator, offered=self.offered, target=target)
        mark_what_stands(self.form, fresh.form)
        for mine, stored in zip(self.criteria.forms, fresh.criteria.initial_forms, strict=False):
            mark_what_stands(mine, stored)


def _initial(target: Target) -> dict:
    return {
        "area": target.area_id,
        "indicator": target.indicator_id,
        "code": target.code,
        "title": target.title,
        "sentence": target.sentence,
        "anchor": target.anchor,
        "source": target.source,
        "asked_in": [period.pk for period in target.asked_in.all()],
        "judged_from": target.judged_from_id,
        "reporting_kinds": target.reporting_kinds,
        "reporting_units": [unit.pk for unit in target.reporting_units.all()],
    }


def _grades_of(indicator: Indicator) -> list[tuple[int, str]]:
    return list(zip(indicator.grade_positions, indicator.grade_labels, strict=True))
