"""The render server: `python -m documents.render.server --fonts DIR --styles DIR`.

It speaks frames over its standard input and output, knows neither Django nor sockets, and ends
when its input closes, that is when the worker that started it has gone, however it died.
"""

import argparse
import os
import sys
from functools import partial
from pathlib import Path

from documents.render.engine import Engine
from documents.render.frames import read_frame, write_frame
from documents.render.limits import Limits
from documents.render.sandbox import Sandbox


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fonts", type=Path, required=True)
    parser.add_argument("--styles", type=Path, required=True)
    options = parser.parse_args()
    requests, replies = sys.stdin.buffer, _take_standard_output()
    engine = Engine(fonts=options.fonts, styles=options.styles)
    engine.warm_up()
    sandbox = Sandbox(partial(render, engine), caller=requests.fileno())
    while request := read_frame(requests):
        limits = Limits(**request.pop("limits"))
        write_frame(replies, sandbox.run(request, limits))


def render(engine: Engine, request: dict) -> int:
    return engine.render(request["html"], request["stylesheets"], Path(request["to"]))


def _take_standard_output():
    """Frames only: what a library prints goes to the error stream, that is to the log."""
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return replies


if __name__ == "__main__":
    main()
