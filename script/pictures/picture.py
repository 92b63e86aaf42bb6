"""One picture: of which screen, as whom, after which act."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from results.domain.totals import totals_of
from script.pictures.scene import Scene


@dataclass(frozen=True)
class Picture:
    """A screen as one person sees it.

    `variant` tells pictures of one route apart; `about` names what the address is of; `act` is done
    on the page before the picture is taken. Where there is no route, the address stands itself.
    """

    area: str
    title: str
    route: str
    by: str
    variant: str = ""
    about: Callable[[Scene], dict] = lambda scene: {}
    query: str = ""
    act: Callable[[Any], None] | None = None
    address: str = ""
    status: int = 200

    @property
    def name(self) -> str:
        parts = [self.route.replace(":", "-").replace("_", "-"), self.variant]
        return "-".join(part for part in parts if part)


def of(thing: str) -> Callable[[Scene], dict]:
    return lambda scene: {"pk": getattr(scene, thing).pk}


def row_of(thing: str) -> Callable[[Scene], dict]:
    """The first row of a report."""

    def named(scene: Scene) -> dict:
        submission = getattr(scene, thing)
        figure = submission.current_revision.figures.first()
        return {"pk": submission.pk, "indicator": figure.indicator_id}

    return named


def adjustable(scene: Scene) -> dict:
    """The first indicator whose total the province may adjust."""
    rows = totals_of(scene.top, scene.top.current_revision)
    indicator = next(row.indicator for row in rows if row.is_adjustable)
    return {"pk": scene.top.pk, "indicator": indicator.pk}


def sent_empty(page) -> None:
    """Sends the page's form as it stands, past the checks of the browser."""
    page.evaluate("for (const form of document.forms) form.noValidate = true")
    page.locator("main form[method=post] .btn-primary").first.click()


def slip_shown(page) -> None:
    page.locator("summary", has_text="Đặt lại mật khẩu").click()
    page.locator("details[open] button[type=submit]").click()


def accounts_proposed(page) -> None:
    page.locator("main form[method=post] button[type=submit]").first.click()


def sent_as_pdf(page, content: bytes) -> None:
    file = {"name": "van-ban.pdf", "mimeType": "application/pdf", "buffer": content}
    page.locator("input[type=file]").set_input_files(file)
    page.locator("main form[method=post] .btn-primary").click()


def not_a_pdf(page) -> None:
    sent_as_pdf(page, b"Word")


def pdf_checked(page) -> None:
    sent_as_pdf(page, page.pdf(format="A4"))
