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

MEMORY = 600_000_000  # bytes; a page of a dense table took 4 MB, and pages are read one by one
CPU_SECONDS = 20  # measured: 0.2 s for a dense page, at most 100 of them


def main() -> None:
    _limit()
    logging.disable()  # the reader complains of much that does not matter
    json.dump(answer(), sys.stdout)


def answer() -> dict:
    try:
        return asdict(check(recognise(read_paper(sys.stdin.buffer))))
    except Uncheckable as refusal:
        return {"refused": refusal.code}
    except (MemoryError, RecursionError):
        return {"refused": TooComplex.code}


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
