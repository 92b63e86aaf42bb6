"""CPU time, paired: two things are measured in turns, so that noise meets both."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Pair:
    """Medians in milliseconds, and the median of the ratios of neighbouring runs."""

    ours: float
    reference: float
    ratio: float


def paired(
    ours: Callable[[], object],
    reference: Callable[[], object],
    *,
    rounds: int,
    before: Callable[[], object] = lambda: None,
    clock: Callable[[], float] = time.process_time,
) -> Pair:
    """Measures both in turns, after one of each; `before` readies ours and is not measured."""
    runs = [(_timed(ours, clock, before), _timed(reference, clock)) for _ in range(rounds + 1)][1:]
    return Pair(
        ours=statistics.median(one for one, _ in runs) * 1000,
        reference=statistics.median(other for _, other in runs) * 1000,
        ratio=statistics.median(one / other for one, other in runs),
    )


def _timed(
    act: Callable[[], object],
    clock: Callable[[], float],
    before: Callable[[], object] = lambda: None,
) -> float:
    before()
    started = clock()
    act()
    return clock() - started


def report(name: str, pair: Pair, bound: float) -> None:
    verdict = "đạt" if pair.ratio <= bound else "CHƯA ĐẠT"
    print(
        f"{name:<28} {pair.ours:8.1f} ms  đối chứng {pair.reference:8.1f} ms"
        f"  tỷ số {pair.ratio:5.2f} (mức {bound})  {verdict}",
        flush=True,
    )
