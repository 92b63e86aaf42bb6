"""The targets of a plan: listed, added, changed, removed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from campaigns.domain.editing.body import body_facts
from campaigns.domain.editing.targets import (
    InvalidTarget,
    TargetGone,
    add_target,
    can_remove,
    change_target,
    remove_target,
    target_facts,
    was_removed,
)
from campaigns.domain.plan import plan_of, with_targets
from campaigns.domain.tied_text import untied_sentence
from campaigns.enums import CampaignState
from campaigns.forms.targets import TargetEntry
from campaigns.models import Indicator, Target
from campaigns.views.base import CampaignPage
from campaigns.views.editor import EditorPage
from core.access.seen import fingerprint


class TargetPage(EditorPage):
    """A target with its criteria; the indicator decides which cells they have."""

    is_abstract = True
    template = "campaigns/edit_target.html"
    part_title = "Chỉ tiêu"

    def get_queryset(self):
        return super().get_queryset().select_related("body")

    def entry(self, data=None, **stored) -> TargetEntry:
        """With all indicators to choose from, and the cells of the one that is chosen."""
        offered = list(Indicator.objects.with_grades())
        key = self.chosen_indicator()
        chosen = next((indicator for indicator in offered if indicator.pk == key), None)
        if chosen is None:
            raise Http404
        return TargetEntry(self.object, chosen, data, offered=offered, **stored)

    def chosen_indicator(self):
        return whole_number(self.request.POST.get("indicator") or self.request.GET.get("indicator"))

    def next_url(self):
        return reverse("campaigns:targets", args=[self.object.pk])

    def mark(self, form: TargetEntry, refusal: InvalidTarget):
        form.show_problems(refusal)


class AddTarget(TargetPage):
    done = "Đã thêm chỉ tiêu."

    def get(self, request, pk):
        if self.chosen_indicator() is None:
            indicators = Indicator.objects.all()
            return self.render_page(
                "campaigns/target_choose.html", indicators=indicators, part_title=self.part_title
            )
        return super().get(request, pk)

    def stored_facts(self):
        return None

    def form(self, data=None):
        initial = {
            "area": self.request.GET.get("area"),
            "code": f"T{self.object.targets.count() + 1}",
            "asked_in": [period.pk for period in self.object.periods.all()],
            **self.from_text(),
        }
        return self.entry(data, initial=initial)

    def from_text(self) -> dict:
        """The sentence that the text offered to make a target of, and where it stands."""
        anchor, number = self.request.GET.get("anchor"), whole_number(self.request.GET.get("doubt"))
        if anchor is None or number is None:
            return {}
        sentence = untied_sentence(self.object, anchor, number)
        if not sentence:
            return {}
        area = self.object.areas.filter(text__contains=sentence).first()
        return {"anchor": anchor, "sentence": sentence, "area": area}

    def save(self, form, *, by, seen, reason):
        add_target(self.object, form.to_plan(), by=by, reason=reason)


class EditTarget(TargetPage):
    def get_object(self):
        """The target is read together with its campaign, whenever that is read anew."""
        rows = Target.objects.select_related("campaign__managing_unit", "campaign__body")
        rows = rows.prefetch_related("asked_in", "criteria", "reporting_units")
        key = {"pk": self.kwargs["target"], "campaign": self.kwargs["pk"]}
        self.target = rows.filter(**key, campaign__in=self.get_queryset()).first()
        return self.target.campaign if self.target else super().get_object()

    def get(self, request, pk, target):
        if self.target is None:
            raise Http404
        return super().get(request, pk)

    def post(self, request, pk, target):
        if self.target is None:
            return self.offer_again()
        return super().post(request, pk)

    def offer_again(self):
        """What was typed about a target that somebody removed, to be added as a new one."""
        if not was_removed(self.object, self.kwargs["target"]):
            raise Http404
        messages.error(self.request, TargetGone.message)
        typed = self.request.POST
        note = self.note({**typed.dict(), "seen": fingerprint(self.stored_facts())})
        return self.show(self.form(typed), note, status=422)

    def chosen_indicator(self):
        return super().chosen_indicator() or (self.target and self.target.indicator_id)

    def stored_facts(self):
        return self.target and target_facts(self.target)

    def form(self, data=None):
        return self.entry(data, target=self.target)

    def extra(self):
        if self.target is None:
            return {"add_url": reverse("campaigns:target_add", args=[self.object.pk])}
        is_launched = self.object.state == CampaignState.LAUNCHED
        return {
            "target": self.target,
            "may_remove": can_remove(self.target),
            "remove_form": self.note() if is_launched else None,
        }

    def save(self, form, **note):
        change_target(self.target, form.to_plan(), **note)

    def show_stored(self, form):
        form.show_what_stands(self.target)


class RemoveTarget(CampaignPage):
    permission = "campaigns.change_campaign"

    def post(self, request, pk, target):
        row = self.object.targets.select_related("campaign").filter(pk=target).first()
        if row:
            remove_target(row, by=request.user, reason=request.POST.get("reason", ""))
            messages.success(request, f"Đã bỏ chỉ tiêu {row.code}.")
        elif was_removed(self.object, target):  # a second click, or somebody else was faster
            messages.info(request, "Chỉ tiêu này đã được bỏ.")
        else:
            raise Http404
        return redirect("campaigns:targets", pk)

    def refused_url(self):
        return reverse("campaigns:targets", args=[self.object.pk])


class Targets(CampaignPage):
    """The targets by content area, to be chosen for editing."""

    permission = "campaigns.change_campaign"

    def get_queryset(self):
        return with_targets(super().get_queryset().select_related("body"))

    def get(self, request, pk):
        return self.render_page(
            "campaigns/edit_targets.html",
            areas=plan_of(self.object),
            has_text=bool(body_facts(self.object)),
            part_title="Chỉ tiêu",
        )


def whole_number(given: str | None) -> int | None:
    """A key or a place as an address carries it; what is none names nothing."""
    return int(given) if given and given.isdecimal() and len(given) < 10 else None
