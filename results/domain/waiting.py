"""What is waiting: reports to send, reports to confirm, and how far a period has come."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from accounts.enums import Role
from campaigns.enums import CampaignState
from campaigns.models import Participation, Period
from results.domain.workflow import EDITABLE
from results.enums import UNANSWERED, SubmissionState
from results.models import Figure, Hand, ReviewShare, StandIn, Submission
from results.models.paper import STANDING
from results.rules import ERASERS, UNIT_HANDS
from units.models import Unit

RUNNING = Q(campaign__state=CampaignState.LAUNCHED)
NEVER_SENT = Q(state=SubmissionState.OPEN)  # a returned one is another state
FIGURES = "current_revision__figures"


@dataclass(frozen=True)
class PeriodProgress:
    """How far the reports of one period have come; `late` counts what was never sent in time."""

    campaign: int
    campaign_name: str
    period: int
    period_label: str
    due_on: date
    asked: int
    submitted: int
    returned: int
    accepted: int
    late: int

    @property
    def is_complete(self) -> bool:
        return self.accepted == self.asked


def owed_by(user, submissions=Submission.objects):
    """What the user enters, or answers for, and has still to send."""
    return submissions.filter(_entered_by(user), state__in=EDITABLE)


def sent_by(user, submissions=Submission.objects):
    """What the user's own units have sent and nobody asks back."""
    return submissions.filter(_own_of(user)).exclude(state__in=EDITABLE)


def under_review_of(user, submissions=Submission.objects):
    """What the user may judge: all under the units granted, the own ones left out."""
    reviewed = submissions.answered_for_by(user.unit_ids_as([Role.REVIEWER]))
    return reviewed.exclude(_own_of(user) | Q(unit__in=user.unit_ids_as([Role.REVIEWER])))


def collected_by(user, submissions=Submission.objects):
    """What the user sees to that it comes, as collecting_grant() says of one submission."""
    reviewed = Q(pk__in=under_review_of(user, submissions).values("pk"), superior__isnull=False)
    managed = _managed_by(user, [Role.CAMPAIGN_OFFICER])
    return submissions.filter(reviewed | managed & (Q(superior=None) | ~_own_of(user)))


def spills_seen_by(user, submissions=Submission.objects):
    """Where the user may ask for an erasure or decide about one, as sees_erasures() says."""
    judged = under_review_of(user, submissions).filter(superior__isnull=False)
    inspected = submissions.answered_for_by(user.unit_ids_as([Role.INSPECTOR]))
    reached = Q(pk__in=judged.values("pk")) | Q(pk__in=inspected.values("pk"))
    return submissions.filter(
        _own_of(user, [Role.UNIT_HEAD]) | _managed_by(user, ERASERS) | reached
    )


def to_erase_from(user, submissions=Submission.objects):
    """Where the user decides about an erasure, as erasing_grant() says."""
    return submissions.filter(_managed_by(user, ERASERS))


def to_judge(user, submissions=Submission.objects):
    """What was sent to the user and waits, in running campaigns."""
    return waiting_for(user, submissions).filter(RUNNING)


def waiting_for(user, submissions=Submission.objects):
    """What was sent to the user and waits: all of it, or a content area that the user judges.

    What the user sent, or entered on behalf of a unit, waits for another hand.
    """
    waiting = under_review_of(user, submissions).filter(state=SubmissionState.SUBMITTED)
    waiting = waiting.exclude(_of_hand(user))
    shares = limits_of(user)
    limited = Q(campaign__in=list(shares))
    area_ids = [area_id for areas in shares.values() for area_id in areas]
    return waiting.filter(~limited | Exists(_open_rows(area_ids))) if shares else waiting


def _of_hand(user) -> Q:
    """As check_other_hand() says of one submission below the root."""
    hands = Hand.objects.filter(stand_in__revision__submission=OuterRef("pk"), user=user)
    return Q(current_revision__submitted_by=user) | Q(Exists(hands))


def limits_of(user) -> dict[int, set[int]]:
    """The content areas that the user judges, by campaign; where the user judges all, none."""
    grants = {grant.pk for grant in user.grants_today if grant.role == Role.REVIEWER}
    held: dict[int, dict[int, list[int]]] = {}
    for share in ReviewShare.objects.filter(grant__in=grants).order_by():
        held.setdefault(share.campaign_id, {})[share.grant_id] = share.area_ids
    return {
        campaign: {area_id for areas in of_grants.values() for area_id in areas}
        for campaign, of_grants in held.items()
        if of_grants.keys() == grants
    }


def _open_rows(area_ids: list[int]):
    """The rows of a submission's present revision in the areas that nobody has confirmed."""
    return Figure.objects.filter(
        confirmation=None,
        revision=OuterRef("current_revision"),
        indicator__targets__asked_in=OuterRef("period"),
        indicator__targets__area__in=area_ids,
    )


def _entered_by(user) -> Q:
    """As entering_grant() says of one submission."""
    standing = StandIn.objects.filter(STANDING).values("revision")
    stood_in = Submission.objects.filter(current_revision__in=standing)
    above = stood_in.filter(superior__in=user.unit_ids_as(UNIT_HANDS)).exclude(_own_of(user))
    judged = under_review_of(user, stood_in).filter(superior__isnull=False)
    return _own_of(user) | Q(pk__in=above.values("pk")) | Q(pk__in=judged.values("pk"))


def _managed_by(user, roles) -> Q:
    return Q(campaign__managing_unit__in=user.unit_ids_as(roles))


def _own_of(user, roles=UNIT_HANDS) -> Q:
    """As own_grant() says of one submission, or head_grant() with that role."""
    hands = user.unit_ids_as(roles)
    left = Unit.objects.without_successor()
    return Q(unit__in=hands) | Q(unit__in=left.values("pk"), campaign__managing_unit__in=hands)


def own_to_confirm(user, submissions=Submission.objects):
    """What a root sent whose head the user is: above it there is nobody else to confirm it."""
    roots = submissions.filter(unit__in=user.unit_ids_as([Role.UNIT_HEAD]), superior=None)
    return roots.filter(RUNNING, state=SubmissionState.SUBMITTED)


def late(submissions):
    """What was due, an extension counted, and was never sent."""
    return submissions.with_days().filter(NEVER_SENT, effective_due_on__lt=timezone.localdate())


def very_late(submissions):
    """Of these, what the period has closed on."""
    return late(submissions).filter(period__closes_on__lt=timezone.localdate())


def locked(submissions):
    """What was never sent and can be entered no more, unless an extension is given."""
    unsent = submissions.with_days().filter(NEVER_SENT)
    return unsent.filter(effective_closes_on__lt=timezone.localdate())


def extended(submissions):
    """What an extension stands for."""
    return submissions.with_days().filter(extended_due_on__isnull=False)


def with_progress(submissions):
    """With the numbers of indicators `asked` by the present revision, `answered`, `estimated`."""
    answered = ~Q(**{f"{FIGURES}__answer__in": UNANSWERED})
    estimated = Q(**{f"{FIGURES}__is_estimate": True})
    return submissions.annotate(
        asked=Count(FIGURES),
        answered=Count(FIGURES, filter=answered),
        estimated=Count(FIGURES, filter=estimated),
    )


def progress_of_periods(submissions) -> list[PeriodProgress]:
    """The periods of running campaigns, the newest first. One query."""
    rows = (
        submissions.with_days()
        .filter(RUNNING)
        .order_by("-period__due_on", "campaign")
        .values("campaign", "campaign__name", "period", "period__label", "period__due_on")
        .annotate(
            asked=Count("pk"),
            submitted=Count("pk", filter=Q(state=SubmissionState.SUBMITTED)),
            returned=Count("pk", filter=Q(state=SubmissionState.RETURNED)),
            accepted=Count("accepted_revision"),
            late=Count("pk", filter=NEVER_SENT & Q(effective_due_on__lt=timezone.localdate())),
        )
    )
    return [PeriodProgress(*row.values()) for row in rows]


def latest_of_each(rows: list[PeriodProgress]) -> list[PeriodProgress]:
    """The newest period of each campaign, in the order of the rows."""
    newest: dict[int, PeriodProgress] = {}
    for row in rows:
        newest.setdefault(row.campaign, row)
    return list(newest.values())


def next_period_of(user) -> Period | None:
    """The next period to open for a unit that the user enters for, or answers for."""
    taking_part = Participation.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=OuterRef("opens_on")),
        campaign=OuterRef("campaign"),
        unit__in=user.unit_ids_as(UNIT_HANDS),
        valid_from__lte=OuterRef("opens_on"),
    )
    return (
        Period.objects.filter(RUNNING, Exists(taking_part), opened_at=None)
        .order_by("opens_on", "pk")
        .first()
    )
