import re
import unicodedata

import polib
import pytest
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext

CATALOGUE = settings.BASE_DIR / "locale" / "vi" / "LC_MESSAGES" / "django.po"
ENTRIES = list(polib.pofile(CATALOGUE))
PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sd]|{\w+}")


def translations(entry):
    return [entry.msgstr, *entry.msgstr_plural.values()]


def placeholders(texts):
    return {name for text in texts for name in PLACEHOLDER.findall(text)}


def test_compiled_catalogue_is_in_step():
    compiled = CATALOGUE.with_suffix(".mo").read_bytes()
    assert compiled == polib.pofile(CATALOGUE).to_binary()


def test_every_entry_is_translated():
    assert [entry.msgid for entry in ENTRIES if not entry.translated()] == []


def test_translations_are_in_nfc():
    assert [
        text
        for entry in ENTRIES
        for text in translations(entry)
        if not unicodedata.is_normalized("NFC", text)
    ] == []


def test_translations_use_only_the_placeholders_of_the_original():
    assert [
        entry.msgid
        for entry in ENTRIES
        if placeholders(translations(entry)) - placeholders([entry.msgid, entry.msgid_plural])
    ] == []


def test_required_field_says_so_in_vietnamese():
    with pytest.raises(ValidationError) as refusal:
        forms.CharField().clean("")
    assert refusal.value.messages == ["Mục này không được để trống."]


def test_counted_message_has_the_one_vietnamese_form():
    with pytest.raises(ValidationError) as refusal:
        MinimumLengthValidator(min_length=10).validate("ngan")
    assert refusal.value.messages == ["Mật khẩu quá ngắn. Mật khẩu phải có ít nhất 10 ký tự."]


@pytest.mark.parametrize(
    ("original", "translation"),
    [
        pytest.param("Incorrect code.", "Mã không đúng.", id="allauth"),
        pytest.param(
            "Account locked: too many login attempts. Please try again later.",
            "Tài khoản tạm khóa do nhập sai quá nhiều lần. Hãy thử lại sau ít phút.",
            id="axes",
        ),
        pytest.param("Past 7 days", "7 ngày qua", id="django-filter"),
        pytest.param("next", "trang sau", id="django-tables2"),
    ],
)
def test_packages_without_vietnamese_get_ours(original, translation):
    assert gettext(original) == translation


def test_elapsed_time_is_vietnamese():
    assert ngettext("%(num)d day", "%(num)d days", 3) % {"num": 3} == "3 ngày"
