"""The numbers of a superior's adjustments are erased like those of figures, and totals say so."""

import pytest
from django.urls import reverse

from core.audit.models import Entry
from core.audit.trail import seal_finished, verify_chain
from core.erasure.wording import ERASED
from results.domain.adjustments import withdraw_adjustment
from results.domain.rollup_keeping import harmed_roll_ups
from results.domain.spills import places_of
from results.domain.wording import ERASED_CHANGE
from results.models import Adjustment
from tests.refusals import refused_by
from tests.results.totalling import accepted, adjusted, movement_asking, stated, the_row
from tests.secrets import erased, places_with
from tests.workflows import accept, clerk_of, reopen, submit

NUMBER = 421739
pytestmark = pytest.mark.django_db


@pytest.fixture
def superior(ratio):
    """Of a unit that states 5/10 itself, over one that was accepted with 90/100."""
    movement = movement_asking(ratio)
    accepted(movement.submission_of(movement.subordinate), part=90, whole=100)
    return stated(movement.submission, part=5, whole=10)


@pytest.fixture
def spilled(superior):
    """Adjusted, sent, accepted and opened again: copied with the revision."""
    adjusted(superior, part=NUMBER, whole=NUMBER)
    return reopen(accept(submit(superior)))


def key_of(ratio) -> str:
    return f"adjusted-{ratio.pk}-value"


def withdraw(submission, adjustment):
    by, revision = clerk_of(submission), submission.current_revision_id
    withdraw_adjustment(submission, adjustment.pk, by=by, revision_id=revision)


def test_erased_numbers_stand_nowhere(spilled, ratio):
    seal_finished()
    assert places_with(str(NUMBER)) == {
        "results_adjustment.part",
        "results_adjustment.whole",
        "audit_entry.after",
    }
    erased(spilled, key_of(ratio))
    assert places_with(str(NUMBER)) == set()
    assert list(verify_chain()) == []


def test_erased_adjustment_is_gone_from_the_sum_and_stays_to_be_seen(spilled, ratio):
    erased(spilled, key_of(ratio))
    row = the_row(spilled)
    assert (row.text, [change for _, change in row.told]) == ("95/110 (86,36%)", [ERASED_CHANGE])


def test_kept_sums_agree_after_an_erasure(spilled, ratio):
    erased(spilled, key_of(ratio))
    assert list(harmed_roll_ups()) == []


def test_trail_keeps_what_figures_of_the_same_indicator_said(spilled, ratio):
    erased(spilled, key_of(ratio))
    saved = Entry.objects.get(event="results.figures_saved", subject_id=spilled.pk)
    added = Entry.objects.get(event="results.adjustment_added")
    said = {"answer": "value", "part": "5", "whole": "10"}
    assert (saved.after[ratio.code], added.after[ratio.code]) == (said, ERASED)


def test_numbers_of_a_withdrawn_adjustment_are_erased_from_the_trail(superior, ratio):
    withdraw(superior, adjusted(superior, part=NUMBER, whole=NUMBER))
    erased(superior, key_of(ratio))
    assert places_with(str(NUMBER)) == set()


def test_erased_numbers_are_not_offered_again(spilled, ratio):
    erased(spilled, key_of(ratio))
    assert key_of(ratio) not in places_of(spilled)


def test_report_with_an_erased_adjustment_is_sent_and_accepted(spilled, ratio):
    erased(spilled, key_of(ratio))
    accept(submit(spilled))
    assert set(Adjustment.objects.values_list("is_erased", "part")) == {(True, None)}


def test_erased_adjustment_can_be_withdrawn(spilled, ratio):
    erased(spilled, key_of(ratio))
    withdraw(spilled, spilled.current_revision.adjustments.get())
    assert the_row(spilled).told == []
    assert key_of(ratio) not in places_of(spilled)


@pytest.mark.parametrize("name", ["totals", "revision"])
def test_pages_say_that_numbers_were_erased(client, spilled, ratio, name):
    erased(spilled, key_of(ratio))
    client.force_login(clerk_of(spilled))
    address = reverse(f"results:{name}", args=[spilled.pk, *([1] if name == "revision" else [])])
    page = client.get(address).content.decode()
    assert (page.count(ERASED_CHANGE) > 0, str(NUMBER) in page) == (True, False)


def test_numbers_of_a_sent_adjustment_stay_without_a_decision(superior):
    adjustment = adjusted(superior, part=NUMBER, whole=NUMBER)
    submit(superior)
    with refused_by("adjustment_fixed"):
        Adjustment.objects.filter(pk=adjustment.pk).update(part=None, whole=None, is_erased=True)


@pytest.mark.parametrize("changes", [{"is_erased": True}, {"part": None, "whole": None}])
def test_adjustment_changes_a_total_or_was_erased(superior, changes):
    adjustment = adjusted(superior, part=1, whole=1)
    with refused_by("adjustment_changes_a_total"):
        Adjustment.objects.filter(pk=adjustment.pk).update(**changes)
