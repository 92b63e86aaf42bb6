"""Which function does which kind of job.

Apps register their handlers in `tasks.py`, which core.jobs imports when Django starts, in every
process: a job of an unknown kind is refused when it is asked for, not when it is run.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Handler:
    title: str
    work: Callable
    on_done: Callable | None


_handlers: dict[str, Handler] = {}


def handler(kind: str, *, title: str, on_done: Callable | None = None) -> Callable:
    """Registers `work(job, progress) -> StoredFile | None` for a kind, such as "reports.build".

    `title` says to people what is being done. `progress(done, total, step)` shows how far it is;
    it raises LeaseLost, to be let through, when another worker may have the job.
    `work` may run more than once and may be overtaken by another worker, so it changes nothing
    that others see. `on_done(job)` runs in the transaction that ends the job, once, with
    `job.file` set: what must follow exactly once stands there.
    """

    def register(work: Callable) -> Callable:
        if kind in _handlers:
            raise ValueError(f"Two handlers for jobs of the kind {kind!r}.")
        _handlers[kind] = Handler(title, work, on_done)
        return work

    return register


def find(kind: str) -> Handler:
    """Raises LookupError for a kind nobody registered."""
    return _handlers[kind]
