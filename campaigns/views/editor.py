"""The parts of the campaign editor. Each is a page with one form, saved by one verb."""

from copy import copy

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect

from campaigns.domain.editing.about import change_campaign, facts_of
from campaigns.domain.editing.areas import area_facts, areas_of, set_areas
from campaigns.domain.editing.assignments import (
    assignable_units,
    assignment_facts,
    assignments_of,
    set_assignments,
)
from campaigns.domain.editing.body import body_facts, set_body
from campaigns.domain.editing.participants import participant_facts, set_participants
from campaigns.domain.editing.proposals import propose_periods
from campaigns.domain.editing.schedule import (
    InvalidSchedule,
    schedule_facts,
    schedule_of,
    set_schedule,
)
from campaigns.domain.editing.sections import InvalidPlan
from campaigns.domain.readiness import findings_of
from campaigns.domain.tied_text import body_of, tied_lines
from campaigns.domain.timeline import timeline_of
from campaigns.enums import CampaignState, PeriodLength
from campaigns.forms.about import CampaignForm
from campaigns.forms.areas import AreasForm
from campaigns.forms.assignments import OFFERED, AssignmentsForm, OfferedUnits
from campaigns.forms.body import BodyForm
from campaigns.forms.editing import NoteForm
from campaigns.forms.participants import ParticipantsForm
from campaigns.forms.schedule import ScheduleForm
from campaigns.views.base import CampaignPage
from core.access.marking import mark, mark_what_stands
from core.access.refusals import NotPossible, ReasonMissing
from core.access.seen import ChangedMeanwhile, fingerprint

MARKED = InvalidPlan.message


class EditorPage(CampaignPage):
    """A part of the editor: what is stored, as a form; what was typed, until it is saved.

    A part gives `stored_facts()`, whose fingerprint the page carries; `form(data)`; `save(form,
    by=, seen=, reason=)`, its verb; `mark(form, refusal)`, which puts what does not hold at its
    cell; and `show_stored(form)`, which puts what somebody else stored beside what was typed.
    """

    is_abstract = True
    permission = "campaigns.change_campaign"
    template = ""
    part_title = ""
    done = "Đã lưu."

    def get(self, request, pk):
        if self.object.state == CampaignState.CLOSED:
            return redirect(self.object)
        return self.show(self.form(), self.note())

    def post(self, request, pk):
        form, note = self.form(request.POST), self.note(request.POST)
        if not all([form.is_valid(), note.is_valid()]):
            messages.error(request, MARKED)
            return self.show(form, note, status=422)
        try:
            self.save(form, **self.of_note(note))
        except ReasonMissing:  # launched a moment ago: the page did not ask for one
            self.object = self.get_object()
            note = self.note(request.POST)
        except InvalidPlan as refusal:
            messages.error(request, MARKED)
            self.mark(form, refusal)
        except ChangedMeanwhile as refusal:
            messages.error(request, refusal.message)
            note = self.told(form)
        except NotPossible as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, self.done)
            return HttpResponseRedirect(self.next_url())
        return self.show(form, note, status=422)

    def told(self, form) -> NoteForm:
        """What somebody else stored, at the fields; the next saving rests on that."""
        self.object = self.get_object()
        self.show_stored(form)
        return self.note({**self.request.POST.dict(), "seen": fingerprint(self.stored_facts())})

    def note(self, data=None) -> NoteForm:
        is_launched = self.object.state == CampaignState.LAUNCHED
        initial = {"seen": fingerprint(self.stored_facts())}
        return NoteForm(data, is_launched=is_launched, initial=initial)

    def of_note(self, note: NoteForm) -> dict:
        given = note.cleaned_data
        return {"by": self.request.user, "seen": given["seen"], "reason": given.get("reason", "")}

    def show(self, form, note: NoteForm, status: int = 200):
        response = self.render_page(
            self.template, form=form, note=note, part_title=self.part_title, **self.extra()
        )
        response.status_code = status
        return response

    def extra(self) -> dict:
        return {}

    def next_url(self) -> str:
        return self.request.path


class EditAbout(EditorPage):
    template = "campaigns/edit_about.html"
    part_title = "Thông tin chung"

    def stored_facts(self):
        return facts_of(self.object)

    def form(self, data=None):
        """Over a copy: the form writes into its campaign what was typed, the page shows what is."""
        return CampaignForm(data, by=self.request.user, instance=copy(self.object))

    def save(self, form, **note):
        change_campaign(self.object, form.facts(), **note)

    def mark(self, form, refusal):
        mark_problems(form, refusal)

    def show_stored(self, form):
        mark_what_stands(form, self.form())


class EditSchedule(EditorPage):
    template = "campaigns/edit_schedule.html"
    part_title = "Giai đoạn, kỳ báo cáo"

    def get_queryset(self):
        return super().get_queryset().prefetch_related("phases", "periods")

    def stored_facts(self):
        return schedule_facts(self.object)

    def form(self, data=None):
        return ScheduleForm(schedule_of(self.object), data, proposed=self.proposed())

    def proposed(self):
        """Periods by the calendar, offered once while there are none."""
        length = self.request.GET.get("propose")
        if length not in PeriodLength.values or self.object.periods.all():
            return []
        return propose_periods(self.object.starts_on, self.object.ends_on, PeriodLength(length))

    def extra(self):
        return {
            "lengths": PeriodLength,
            "is_proposal": bool(self.proposed()),
            "timeline": timeline_of(self.object),
        }

    def save(self, form, **note):
        set_schedule(self.object, form.to_schedule(), **note)

    def mark(self, form, refusal: InvalidSchedule):
        form.show_problems(refusal)

    def show_stored(self, form):
        form.show_what_stands(schedule_of(self.object))


class EditBody(EditorPage):
    """The plan's text as it is typed, and below it the blocks that are stored."""

    template = "campaigns/edit_body.html"
    part_title = "Toàn văn kế hoạch"

    def get_queryset(self):
        return super().get_queryset().select_related("body")

    def get_object(self):
        """The text is read together with its campaign, whenever that is read anew."""
        campaign = super().get_object()
        self.body = body_of(campaign)
        return campaign

    def stored_facts(self):
        return body_facts(self.object)

    def form(self, data=None):
        return BodyForm(self.body, data)

    def extra(self):
        targets = self.object.targets.prefetch_related("criteria")
        return {"lines": tied_lines(self.body.blocks, targets)}

    def save(self, form, **note):
        set_body(self.object, form.cleaned_data["text"], **note)

    def mark(self, form, refusal):
        mark_problems(form, refusal)

    def show_stored(self, form):
        form.show_what_stands(self.body)


class EditAreas(EditorPage):
    template = "campaigns/edit_areas.html"
    part_title = "Nội dung thi đua"

    def stored_facts(self):
        return area_facts(self.object)

    def form(self, data=None):
        return AreasForm(areas_of(self.object), data)

    def save(self, form, **note):
        set_areas(self.object, form.to_texts(), **note)

    def mark(self, form, refusal):
        form.show_problems(refusal.problems)

    def show_stored(self, form):
        form.show_what_stands(areas_of(self.object))


class EditParticipants(EditorPage):
    template = "campaigns/edit_participants.html"
    part_title = "Đơn vị tham gia"

    def stored_facts(self):
        return participant_facts(self.object)

    def form(self, data=None):
        return ParticipantsForm(self.object, data)

    def save(self, form, **note):
        set_participants(self.object, form.unit_ids(), tree=form.tree(), **note)

    def show_stored(self, form):
        form.show_what_stands()


class EditAssignments(EditorPage):
    template = "campaigns/edit_assignments.html"
    part_title = "Phân công"

    def stored_facts(self):
        return assignment_facts(self.object)

    def form(self, data=None):
        self.offered = OfferedUnits(assignable_units(self.object))
        return AssignmentsForm(assignments_of(self.object), data, offered=self.offered)

    def extra(self):
        return {"offered": self.offered.labels.values(), "list_id": OFFERED}

    def save(self, form, **note):
        set_assignments(self.object, form.to_texts(), **note)

    def mark(self, form, refusal):
        form.show_problems(refusal.problems)

    def show_stored(self, form):
        form.show_what_stands(assignments_of(self.object))


class Check(CampaignPage):
    """What is missing or doubtful, before the launch."""

    permission = "campaigns.change_campaign"

    def get_queryset(self):
        return super().get_queryset().select_related("body")

    def get(self, request, pk):
        findings = findings_of(self.object)
        return self.render_page(
            "campaigns/edit_check.html",
            part_title="Kiểm tra, phát động",
            findings=findings,
            may_launch=self.object.state == CampaignState.DRAFT
            and not any(finding.forbids for finding in findings),
        )


def mark_problems(form: forms.BaseForm, refusal: InvalidPlan) -> None:
    for problem in refusal.problems:
        mark(form, problem.field, problem.message)
