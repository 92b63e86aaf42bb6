"""The interpreter's stack of frames, in one piece.

CPython keeps its frames in chunks of 16 KiB and unmaps one as soon as it is empty, so that a busy
call on the edge of a chunk maps memory every time: a seventh of a render, a third of a long page.
"""

from collections.abc import Callable

# A frame a little above 256 KiB makes it take 512 KiB at once, in which all others fit.
ROOMY_FRAME = 33_000  # slots of 8 bytes


def roomy(function: Callable) -> Callable:
    """Gives what the function calls a stack of frames in one piece."""
    function.__code__ = function.__code__.replace(co_stacksize=ROOMY_FRAME)
    return function
