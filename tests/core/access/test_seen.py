from datetime import date
from decimal import Decimal

import pytest

from core.access.seen import ChangedMeanwhile, check_unchanged, fingerprint


def test_fingerprint_does_not_depend_on_the_order_of_names():
    assert fingerprint({"a": 1, "b": date(2026, 1, 2)}) == fingerprint(
        {"b": date(2026, 1, 2), "a": 1}
    )


@pytest.mark.parametrize(
    "other", [{"a": Decimal("1.50")}, {"a": "1.6"}, {"b": Decimal("1.5")}, [Decimal("1.5")], None]
)
def test_fingerprint_differs_for_other_facts(other):
    assert fingerprint(other) != fingerprint({"a": Decimal("1.5")})


def test_check_unchanged_takes_what_was_shown():
    check_unchanged({"a": 1}, fingerprint({"a": 1}))


def test_check_unchanged_refuses_what_somebody_else_changed():
    with pytest.raises(ChangedMeanwhile):
        check_unchanged({"a": 2}, fingerprint({"a": 1}))
