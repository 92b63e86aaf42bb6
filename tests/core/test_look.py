"""The stylesheet keeps to old browsers and to readable colours; templates to the content policy."""

import re

import pytest
from django.conf import settings

STYLE = (settings.BASE_DIR / "static" / "css" / "app.css").read_text(encoding="utf-8")
SPRITE = (settings.BASE_DIR / "static" / "vendor" / "icons" / "sprite.svg").read_text()
TOKENS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", STYLE))
TEMPLATES = [
    path
    for path in sorted((settings.BASE_DIR / "templates").rglob("*.html"))
    if path.parts[-2] != "documents"  # printed documents have a stylesheet of their own
]
READABLE = 4.5
VISIBLE = 3.0


def luminance(colour):
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """WCAG 2.2 contrast ratio of two tokens."""
    lighter, darker = sorted((luminance(TOKENS[one]), luminance(TOKENS[other])), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("tone", ["neutral", "info", "good", "warning", "bad"])
def test_tone_is_readable_on_its_ground(tone):
    assert contrast(f"{tone}-ink", f"{tone}-ground") >= READABLE


@pytest.mark.parametrize("ground", ["page", "surface", "surface-soft"])
@pytest.mark.parametrize("ink", ["ink", "ink-soft", "accent", "bad-ink"])
def test_text_is_readable_on_every_ground(ink, ground):
    assert contrast(ink, ground) >= READABLE


@pytest.mark.parametrize("ground", ["page", "surface", "surface-soft"])
@pytest.mark.parametrize("edge", ["line-strong", "focus"])
def test_edges_of_controls_are_visible(edge, ground):
    assert contrast(edge, ground) >= VISIBLE


def test_stylesheet_keeps_to_what_old_browsers_know():
    """Chrome 109 and Firefox ESR 115 drop these, and the declaration or rule with them."""
    newer = r"light-dark\(|color-mix\(|oklch\(|:has\(|@scope|@starting-style|^\s+&|inline-start;"
    code = re.sub(r"/\*.*?\*/", "", STYLE, flags=re.DOTALL)
    assert re.findall(newer, code, flags=re.MULTILINE) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_template_has_no_inline_script_or_style(template):
    inline = r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|\shx-on|javascript:"
    assert re.findall(inline, template.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_template_names_icons_that_exist(template):
    named = set(re.findall(r'{% icon "([\w-]+)"', template.read_text(encoding="utf-8")))
    assert named - set(re.findall(r'<symbol id="([\w-]+)"', SPRITE)) == set()
