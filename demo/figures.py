"""Invented figures that look like real ones.

Fixed arithmetic on the names of unit, indicator and period: the same on every machine, and with a
little unevenness. What is out of the ordinary (a miss, an incident) stands in the data instead.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from results.enums import AnswerKind

NONE_ARISEN = {"answer": AnswerKind.NONE_ARISEN}
QUARTER_SHARES = (20, 25, 30, 25)  # percent of the year's training and examinations
CLASSES_END_AFTER = (120, 250)  # days from the start of the year
BRIEFINGS = (
    "Đã tổ chức hội nghị quán triệt, triển khai nhiệm vụ quốc phòng, quân sự địa phương năm.",
    "Đã quán triệt các văn bản mới về công tác quốc phòng trong sinh hoạt chi bộ, cơ quan.",
    "Đã sơ kết 6 tháng, tiếp tục quán triệt chỉ thị, nghị quyết đến cán bộ, đảng viên.",
    "Đã hoàn thành kế hoạch quán triệt trong năm, có kiểm tra kết quả nhận thức.",
)


@dataclass(frozen=True)
class Circumstances:
    """Of one unit in one period; `size` is the number of people it trains in a year."""

    unit: str
    size: int
    quota: int
    ordinal: int
    starts_on: date
    data_to: date

    def pick(self, low: int, high: int, *names: object) -> int:
        return chosen(low, high, self.unit, *names)

    def pick_now(self, low: int, high: int, name: str) -> int:
        return self.pick(low, high, name, self.ordinal)


def chosen(low: int, high: int, *names: object) -> int:
    """Gives a number from low to high, always the same for the same names."""
    return low + zlib.crc32("|".join(map(str, names)).encode()) % (high - low + 1)


def ordinary_figure(indicator: str, at: Circumstances) -> dict:
    """Gives what a unit would usually answer: its kind, columns, text or day."""
    return PATTERNS[indicator](at)


def _briefing(at: Circumstances) -> dict:
    return {"text": BRIEFINGS[at.ordinal - 1]}


def _exercise(at: Circumstances) -> dict:
    """Exercises are held late in the year."""
    if at.ordinal < 4 and at.pick(0, 1, "exercise"):
        return NONE_ARISEN
    return {"columns": {f"g{at.pick(1, 2, 'grade')}": 1}}


def _classes(at: Circumstances) -> dict:
    ended_on = at.starts_on + timedelta(days=at.pick(*CLASSES_END_AFTER, "classes"))
    if ended_on > at.data_to:
        return {"columns": {"part": 0}}
    return {"columns": {"part": 1}, "done_on": ended_on}


def _courses(at: Circumstances) -> dict:
    """A half of the people are to attend in the year, from the second quarter on in equal parts."""
    plan = at.size // 2
    part = plan // 3 if at.ordinal < 4 else plan - plan // 3 * 2
    return {"columns": {"part": part, "whole": plan}}


def _recruits(at: Circumstances) -> dict:
    """Recruits are handed over once, in the first quarter."""
    return {"columns": {"part": at.quota}} if at.ordinal == 1 else NONE_ARISEN


def _discharged(at: Circumstances) -> dict:
    """Soldiers return early in the year, and all register."""
    if at.ordinal > 1:
        return NONE_ARISEN
    returned = max(1, at.size // 10 + at.pick(-2, 3, "discharged"))
    return {"columns": {"part": returned, "whole": returned}}


def _reservists(at: Circumstances) -> dict:
    called = at.size // 3 + at.pick_now(0, 5, "reservists")
    absent = called * at.pick_now(0, 4, "absent") // 100
    return {"columns": {"part": called - absent, "whole": called}}


def _strength(at: Circumstances) -> dict:
    return {"columns": {"percent": 86 + 3 * at.ordinal + at.pick(0, 2, "strength")}}


def _training(at: Circumstances) -> dict:
    return _grades(at, "training")


def _examination(at: Circumstances) -> dict:
    return _grades(at, "examination")


def _grades(at: Circumstances, name: str) -> dict:
    """Nobody fails, and 78 to 88 percent are good or better."""
    examined = at.size * QUARTER_SHARES[at.ordinal - 1] // 100 + at.pick_now(0, 4, name)
    good = -(-examined * at.pick_now(78, 88, name) // 100)
    best = good * at.pick_now(38, 46, name) // 100
    return {"columns": {"g1": best, "g2": good - best, "g3": examined - good, "g4": 0}}


def _steadfast(at: Circumstances) -> dict:
    return {"columns": {"part": at.size, "whole": at.size}}


def _party_bodies(at: Circumstances) -> dict:
    bodies = at.pick(6, 10, "bodies")
    return {"columns": {"g1": 1, "g2": bodies - 1, "g3": 0, "g4": 0}}


def _party_members(at: Circumstances) -> dict:
    """At most a fifth in the best grade."""
    members = at.size * 2 + at.pick(0, 20, "members")
    best = members * at.pick(13, 19, "best") // 100
    return {"columns": {"g1": best, "g2": members - best, "g3": 0, "g4": 0}}


def _model_units(at: Circumstances) -> dict:
    bodies = at.pick(2, 4, "offices")
    return {"columns": {"part": bodies, "whole": bodies}}


def _incidents(at: Circumstances) -> dict:
    return {"columns": {"part": 0}}


PATTERNS: dict[str, Callable[[Circumstances], dict]] = {
    "QT1": _briefing,
    "DT1": _exercise,
    "GD1": _courses,
    "GD4": _classes,
    "TQ1": _recruits,
    "DB1": _discharged,
    "DB2": _reservists,
    "DQ5": _strength,
    "HL2": _training,
    "CT1": _examination,
    "CT2": _steadfast,
    "TCD1": _party_bodies,
    "TCD2": _party_members,
    "VM1": _model_units,
    "KL1": _incidents,
}
