"""The database folds texts as collation.fold() does."""

import unicodedata

import pytest
from django.db.models import F, Value

from core.vietnamese.collation import fold
from core.vietnamese.functions import Folded
from tests.factories import UnitFactory
from units.models import Unit

pytestmark = pytest.mark.django_db

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
ALPHABET = "".join(letter + tone for letter in LETTERS for tone in TONES)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("text", [ALPHABET, ALPHABET.upper(), "Xã Đắc Kiết, huyện Krông Nô 2"])
def test_folded_agrees_with_fold(text, form):
    UnitFactory()
    text = unicodedata.normalize(form, text)

    assert Unit.objects.values_list(Folded(Value(text)), flat=True).get() == fold(text)


def test_folded_reads_several_columns():
    UnitFactory(short_name="Xã Ba", code="DV-Đ1")

    folded = Unit.objects.values_list(Folded(F("short_name"), F("code")), flat=True)

    assert folded.get() == "xa ba dv-d1"
