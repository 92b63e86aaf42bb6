"""What a check says about a document, and how a row of the tables becomes a finding."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from documents.checker.elements import Sheet
from documents.checker.paper import Piece
from documents.checker.profiles import Profile

MISSING = "không thấy trên văn bản"
MOST_SHOWN = 120  # letters of what was found
NOTHING = "không có trên văn bản"


class Verdict(StrEnum):
    NOT_MET = "not_met"
    MET = "met"
    ABSENT = "absent"


@dataclass(frozen=True)
class Box:
    """A place on a page, in millimetres."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Finding:
    """One element against one requirement; `page` and `box` say where, when it is anywhere."""

    code: str
    element: str
    clause: str
    required: str
    found: str
    verdict: Verdict
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True)
class Report:
    """All findings about one document; `kind` is its type in capitals, nothing for a letter."""

    kind: str
    pages: int
    findings: tuple[Finding, ...]

    def of(self, verdict: Verdict) -> list[Finding]:
        return [finding for finding in self.findings if finding.verdict == verdict]


@dataclass(frozen=True)
class Seen:
    """One place that a check looked at, in the words of the report."""

    is_met: bool
    found: str
    at: Piece | None = None


@dataclass(frozen=True)
class Check:
    """A row: `look` yields what it saw, nothing where the document has no such element.

    An element that is `needed` and was not seen is a fault.
    """

    code: str
    element: str
    clause: str
    required: Callable[[Profile], str]
    look: Callable[[Sheet, Profile], Iterable[Seen]]
    needed: Callable[[Sheet], bool] = lambda sheet: False

    def finding(self, sheet: Sheet, profile: Profile) -> Finding:
        seen = list(self.look(sheet, profile))
        faults = [one for one in seen if not one.is_met]
        if not seen:
            return self._unseen(profile, is_fault=self.needed(sheet))
        shown = (faults or seen)[0]
        more = f" (và {len(faults) - 1} chỗ khác)" if len(faults) > 1 else ""
        return Finding(
            self.code,
            self.element,
            self.clause,
            self.required(profile),
            f"{shown.found[:MOST_SHOWN]}{more}",
            Verdict.NOT_MET if faults else Verdict.MET,
            shown.at.page if shown.at else None,
            _box(shown.at) if shown.at else None,
        )

    def _unseen(self, profile: Profile, *, is_fault: bool) -> Finding:
        return Finding(
            self.code,
            self.element,
            self.clause,
            self.required(profile),
            MISSING if is_fault else NOTHING,
            Verdict.NOT_MET if is_fault else Verdict.ABSENT,
        )


def _box(piece: Piece) -> Box:
    return Box(piece.left, piece.top, piece.right, piece.bottom)


def always(sheet: Sheet) -> bool:
    return True
