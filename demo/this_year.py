"""This year's campaign: its words from demo/data, its days, units and habits worked out."""

from dataclasses import asdict
from datetime import date

from demo.figures import chosen
from demo.reading import read
from demo.schedule import Schedule, schedule_of
from demo.units import unit_rows

PLACE = "quang_ngai"
ROMAN = ("I", "II", "III", "IV")
FIRST_HALF_ENDS, SECOND_HALF_BEGINS = (6, 30), (7, 1)
SIZES = (28, 64)  # people that a commune trains in a year
ONE_RECRUIT_OF = 6


def plan_of(today: date) -> dict:
    """The plan as draft_campaign() takes it."""
    schedule = schedule_of(today)
    year = schedule.year
    plan = read(f"{PLACE}/campaign", year=year)
    first, last = date(year, 1, 1), date(year, 12, 31)
    halves = [(first, date(year, *FIRST_HALF_ENDS)), (date(year, *SECOND_HALF_BEGINS), last)]
    phases = [
        row | {"starts_on": begun, "ends_on": ended}
        for row, (begun, ended) in zip(plan["phases"], halves, strict=True)
    ]
    return plan | {
        "starts_on": first,
        "ends_on": last,
        "launched_on": schedule.launched_on,
        "phases": phases,
        "periods": [_period(asdict(quarter), year) for quarter in schedule.quarters],
    }


def year_of(today: date) -> dict:
    """What the units did until today, as Script takes it."""
    schedule = schedule_of(today)
    year = read(f"{PLACE}/year")
    told = {
        name: [row | {"period": _ordinal(row["period"], schedule)} for row in year[name]]
        for name in ("courses", "figures", "narratives")
    }
    communes = [row["code"] for row in unit_rows(PLACE) if row["kind"] == "commune"]
    participants = [{"unit": "QN"}, *(_participant(code) for code in communes)]
    usual = [_usual_course(code, year["usual_when_open"], schedule) for code in communes]
    return told | {"participants": participants, "courses": [*usual, *told["courses"]]}


def _period(quarter: dict, year: int) -> dict:
    ordinal = quarter.pop("ordinal")
    label = f"Quý {ROMAN[ordinal - 1]} năm {year}"
    return quarter | {"label": label, "phase": 1 if ordinal <= 2 else 2}


def _ordinal(period: int | str, schedule: Schedule) -> int:
    named = {"before": schedule.open_one - 1, "open": schedule.open_one}
    return named.get(period, period)


def _participant(code: str) -> dict:
    size = chosen(*SIZES, code, "size")
    return {"unit": code, "size": size, "quotas": {"TQ1": size // ONE_RECRUIT_OF}}


def _usual_course(code: str, courses: list[str], schedule: Schedule) -> dict:
    course = courses[chosen(0, len(courses) - 1, code, "course")]
    return {"unit": code, "period": schedule.open_one, "course": course}
