"""Phases and periods of a campaign, a row each."""

from collections.abc import Sequence

from django import forms

from campaigns.domain.editing.schedule import InvalidSchedule, PeriodPlan, PhasePlan, Schedule
from campaigns.domain.editing.sections import Problem
from core.access.marking import mark, mark_what_stands
from core.vietnamese.forms import DayField, NfcCharField

BLANK_ROWS = 1
MOST_ROWS = 60


class RowForm(forms.Form):
    """A row of a table of fields; `plan_class` is what the domain takes."""

    plan_class: type
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "form-control")
            field.widget.attrs["aria-label"] = field.label

    def to_plan(self):
        names = self.plan_class.__dataclass_fields__
        return self.plan_class(**{name: self.cleaned_data[name] for name in names})


class PhaseForm(RowForm):
    plan_class = PhasePlan
    label = NfcCharField(label="Tên giai đoạn", max_length=100)
    starts_on = DayField(label="Từ ngày")
    ends_on = DayField(label="Đến hết ngày")


class PeriodForm(RowForm):
    plan_class = PeriodPlan
    label = NfcCharField(label="Tên kỳ", max_length=60)
    data_from = DayField(label="Số liệu từ ngày")
    data_to = DayField(label="Chốt số liệu ngày")
    opens_on = DayField(label="Mở nhập liệu ngày")
    due_on = DayField(label="Hạn gửi")
    closes_on = DayField(label="Khóa sổ ngày")


def _formset(form: type[RowForm], extra: int) -> type[forms.BaseFormSet]:
    return forms.formset_factory(
        form, extra=extra, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )


class ScheduleForm:
    """The phases and the periods, posted together."""

    def __init__(self, schedule: Schedule, data=None, *, proposed: Sequence[PeriodPlan] = ()):
        """`proposed` periods stand in new rows, not yet stored."""
        phases = [vars(plan) for plan in schedule.phases]
        periods = [vars(plan) for plan in (*schedule.periods, *proposed)]
        self.phases = _formset(PhaseForm, BLANK_ROWS)(data, prefix="phase", initial=phases)
        self.periods = _formset(PeriodForm, BLANK_ROWS)(data, prefix="period", initial=periods)

    def is_valid(self) -> bool:
        if not all([self.phases.is_valid(), self.periods.is_valid()]):
            return False
        self._kept_phases = _kept(self.phases, "starts_on")
        self._kept_periods = _kept(self.periods, "data_from")
        return True

    def to_schedule(self) -> Schedule:
        """In the order of their days; rows left blank or crossed out are none."""
        return Schedule(
            [form.to_plan() for form in self._kept_phases],
            [form.to_plan() for form in self._kept_periods],
        )

    def show_problems(self, refusal: InvalidSchedule) -> None:
        _tell(self.phases, self._kept_phases, refusal.phase_problems)
        _tell(self.periods, self._kept_periods, refusal.problems)

    def show_what_stands(self, schedule: Schedule) -> None:
        fresh = ScheduleForm(schedule)
        for mine, stored in ((self.phases, fresh.phases), (self.periods, fresh.periods)):
            typed = {form["pk"].value() or "": form for form in mine.forms}
            for form in stored.initial_forms:
                if one := typed.get(str(form["pk"].value())):
                    mark_what_stands(one, form)


def _kept(formset: forms.BaseFormSet, first: str) -> list[RowForm]:
    rows = [
        form
        for form in formset.forms
        if form.cleaned_data.get("label") and form not in formset.deleted_forms
    ]
    return sorted(rows, key=lambda form: form.cleaned_data[first])


def _tell(formset: forms.BaseFormSet, rows: list[RowForm], problems: Sequence[Problem]) -> None:
    for problem in problems:
        if problem.field:
            mark(rows[problem.row], problem.field, problem.message)
        else:
            formset.non_form_errors().append(problem.message)
