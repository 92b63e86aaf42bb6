"""The stylesheet keeps to old browsers and to readable colours; templates to the content policy."""

import re
from pathlib import Path

import crispy_bootstrap5
import pytest
from django.conf import settings

STYLE = (settings.BASE_DIR / "static" / "css" / "app.css").read_text(encoding="utf-8")
SPRITE = (settings.BASE_DIR / "static" / "vendor" / "icons" / "sprite.svg").read_text()
TOKENS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", STYLE))
OUR_APPS = ("accounts", "campaigns", "documents", "reports", "results", "units")
TEMPLATES = [
    path
    for path in sorted((settings.BASE_DIR / "templates").rglob("*.html"))
    if path.parts[-2] != "documents"  # printed documents have a stylesheet of their own
]
SOURCES = [
    *TEMPLATES,
    *(settings.BASE_DIR / "static" / "js").glob("*.js"),
    *(settings.BASE_DIR / "core" / "templatetags").glob("*.py"),
    *(path for app in OUR_APPS for path in (settings.BASE_DIR / app).rglob("*.py")),
    *Path(crispy_bootstrap5.__file__).parent.rglob("*.html"),
]
WORDS = set(re.findall(r"[\w-]+", "".join(path.read_text("utf-8") for path in SOURCES)))
MADE = ("alert-", "bar-", "read-", "state-")
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


def test_colours_and_sizes_of_letters_stand_in_the_tokens():
    code = STYLE[STYLE.index("/* 3. Ground") :]
    shape = re.sub(r"url\([^)]*\)", "", code)  # drawings cannot read tokens
    found = re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|font-size: (?!var|inherit)[^;]+", shape)
    assert found == []


def test_every_token_is_used():
    named = set(re.findall(r"^  --([\w-]+):", STYLE, flags=re.MULTILINE))
    ours = {name for name in named if not name.startswith("tblr-")}
    assert ours - set(re.findall(r"var\(--([\w-]+)\)", STYLE)) == set()


def test_every_class_of_the_stylesheet_is_used_somewhere():
    selectors = re.findall(r"([^{}]+)\{", re.sub(r"/\*.*?\*/", "", STYLE, flags=re.DOTALL))
    classes = set(
        re.findall(r"\.([a-zA-Z][\w-]*)", re.sub(r"url\([^)]*\)", "", "".join(selectors)))
    )
    assert {name for name in classes if not is_used(name)} == set()


def is_used(name: str) -> bool:
    """As a whole word, or as what a template makes of a fixed beginning: state-{tone}."""
    return name in WORDS or any(name.startswith(part) for part in MADE)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_empty_state_says_what_to_do_next(template):
    states = re.findall(r'include "_components/_empty.html"[^%]*', template.read_text("utf-8"))
    assert [state for state in states if " hint=" not in state] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_template_has_no_inline_script_or_style(template):
    inline = r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|\shx-on|javascript:"
    assert re.findall(inline, template.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_template_names_icons_that_exist(template):
    named = set(re.findall(r'{% icon "([\w-]+)"', template.read_text(encoding="utf-8")))
    assert named - set(re.findall(r'<symbol id="([\w-]+)"', SPRITE)) == set()
