"""`python -m documents.checker.child`: a PDF on standard input, its report as JSON on the output.

What a file from anywhere does to its reader stays here: memory and time are limited, and whoever
started this process reads either a report or the code of a refusal.
"""

import json
import logging
import resource
import sys
from dataclasses import asdict

from documents.checker.checking import check
from documents.checker.errors import TooComplex, Uncheckable
from documents.checker.reading import read_paper
from documents.checker.recognition import recognise

MEMORY = 400_000_000  # bytes; a page of a dense table took 4 MB, and pages are read one by one
START_SECONDS, PAGE_SECONDS = 4, 0.4  # of processor time; measured: 0.3 s, and 0.2 s a dense page


def main() -> None:
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (value, value))
    give_time_for(0)
    logging.disable()  # the reader complains of much that does not matter
    json.dump(answer(), sys.stdout)


def answer() -> dict:
    try:
        paper = read_paper(sys.stdin.buffer, counted=give_time_for)
        return asdict(check(recognise(paper)))
    except Uncheckable as refusal:
        return {"refused": refusal.code}
    except (MemoryError, RecursionError):
        return {"refused": TooComplex.code}


def give_time_for(pages: int) -> None:
    seconds = round(START_SECONDS + PAGE_SECONDS * pages)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
