"""Headless Chromium: each address at both widths, as small a PNG as the palette allows."""

import io
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from django.urls import reverse
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from conftest import CHROMIUM, CHROMIUM_ARGUMENTS
from script.pictures.scene import Shot

WIDTHS = {1366: 768, 390: 844}
TALLEST = 1800  # pixels; what a page has below that repeats what stands above
COLOURS = 96


class PartMissing(Exception):
    """The page was shown without something that belongs to it."""


def photograph(shots: Iterable[Shot], album: Path) -> None:
    shots = list(shots)
    with sync_playwright() as player:
        browser = player.chromium.launch(
            executable_path=str(CHROMIUM), args=[*CHROMIUM_ARGUMENTS, "--lang=vi"]
        )
        for width in WIDTHS:
            folder = album / str(width)
            folder.mkdir(parents=True, exist_ok=True)
            for shot in shots:
                _take(browser, shot, width, folder / f"{shot.name}.png")
        browser.close()


def _take(browser: Browser, shot: Shot, width: int, path: Path) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        reduced_motion="reduce",
    )
    if shot.session:
        context.add_cookies([shot.cookie])
    page = context.new_page()
    page.on("response", _refuse_missing_part)
    answer = page.goto(shot.address, wait_until="networkidle")
    if answer.status != shot.status:
        raise PartMissing(f"{answer.status} {shot.address}")
    if shot.act:
        shot.act(page)
        page.wait_for_load_state("networkidle")
    if shot.session and urlsplit(page.url).path == reverse("account_login"):
        raise PartMissing(f"{shot.address} ends at the log-in")
    path.write_bytes(_small(_seen(page, width)))
    context.close()


def _refuse_missing_part(response) -> None:
    """A page without its style sheet is no picture of anything; its own status is asked later."""
    if response.request.resource_type != "document" and response.status >= 400:
        raise PartMissing(f"{response.status} {response.url}")


def _seen(page: Page, width: int) -> bytes:
    """The whole page in one window, so that what sticks to an edge of it covers nothing."""
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": min(height, TALLEST)})
    return page.screenshot()


def _small(png: bytes) -> bytes:
    """The picture in a palette that also keeps the colours of which there is little."""
    target = io.BytesIO()
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        target, "PNG", optimize=True
    )
    return target.getvalue()
