import re

import pytest
from django.conf import settings

from core.templatetags.ui import TONE_ICONS, icon, status

SPRITE = settings.BASE_DIR / "static" / "vendor" / "icons" / "sprite.svg"


def test_icon_points_into_the_sprite():
    assert icon("check") == (
        '<svg class="ico" aria-hidden="true">'
        '<use href="/static/vendor/icons/sprite.svg#check"></use></svg>'
    )


def test_status_says_its_word_beside_the_icon_of_its_tone():
    assert status("Đạt", "good") == (
        f'<span class="state state-good">{icon("circle-check")}Đạt</span>'
    )


def test_status_with_an_icon_of_its_own():
    assert status("Trả lại", "warning", "arrow-back-up") == (
        f'<span class="state state-warning">{icon("arrow-back-up")}Trả lại</span>'
    )


def test_status_escapes_its_word():
    assert (
        status("<b>")
        == f'<span class="state state-neutral">{icon("circle-dashed")}&lt;b&gt;</span>'
    )


def test_status_refuses_an_unknown_tone():
    with pytest.raises(KeyError):
        status("Đạt", "excellent")


def test_tones_have_icons_in_the_sprite():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE.read_text()))
    assert set(TONE_ICONS.values()) - drawn == set()
