"""`python -m documents.signing.child prepare ISSUED PREPARED`, `inspect SIGNED SIZE [ROOTS]`,
or `count FILE…`.

A process for one request, under limits of memory, time and file size: a hostile file costs it and
nothing else. It knows no Django, and answers in JSON on its standard output.
"""

import argparse
import json
import logging
import os
import resource
import sys
from pathlib import Path

from documents.signing.counting import count_pages
from documents.signing.inspection import Refused, inspect
from documents.signing.places import NoPlaces
from documents.signing.preparing import prepare

MEGABYTE = 1 << 20
MEMORY = 1024 * MEGABYTE  # of addresses; the libraries alone take 300
CPU_SECONDS = 20
LARGEST_FILE = 100 * MEGABYTE


def main() -> None:
    options = arguments()
    answer = claim_standard_output()
    shut_in()
    try:
        reply = options.act(options)
    except Refused as refusal:
        reply = {"refused": refusal.code, "signer": refusal.signer}
    except NoPlaces:
        reply = {"refused": "no_places", "signer": ""}
    json.dump(reply, answer)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    acts = parser.add_subparsers(required=True)
    preparing = acts.add_parser("prepare")
    preparing.add_argument("issued", type=Path)
    preparing.add_argument("prepared", type=Path)
    preparing.set_defaults(act=_prepare)
    inspecting = acts.add_parser("inspect")
    inspecting.add_argument("signed", type=Path)
    inspecting.add_argument("size", type=int)
    inspecting.add_argument("roots", type=Path, nargs="?")
    inspecting.set_defaults(act=_inspect)
    counting = acts.add_parser("count")
    counting.add_argument("files", type=Path, nargs="*")
    counting.set_defaults(act=_count)
    return parser.parse_args()


def claim_standard_output():
    """For the answer alone: what a library prints goes to the error stream."""
    logging.disable()
    answer = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answer


def shut_in() -> None:
    for name, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(name, (most, most))


def _prepare(options: argparse.Namespace) -> dict:
    prepare(options.issued, options.prepared)
    return {}


def _inspect(options: argparse.Namespace) -> dict:
    return {"signatures": inspect(options.signed, options.size, options.roots)}


def _count(options: argparse.Namespace) -> dict:
    return {"pages": [count_pages(file) for file in options.files]}


if __name__ == "__main__":
    main()
