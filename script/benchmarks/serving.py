"""The web server as in service, and many requests to it at the same moment."""

import asyncio
import contextlib
import os
import socket
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from script.demo import answers, web_command
from script.programs import Program

TOKEN = "c" * 32  # of the form and of the cookie: what the two must have is each other


@dataclass(frozen=True)
class Post:
    """A form sent by a person who is logged in."""

    path: str
    session: str
    data: Mapping[str, object]

    def as_bytes(self) -> bytes:
        body = urlencode([*self.data.items(), ("csrfmiddlewaretoken", TOKEN)], doseq=True).encode()
        head = (
            f"POST {self.path} HTTP/1.1",
            "Host: 127.0.0.1",
            f"Cookie: sessionid={self.session}; csrftoken={TOKEN}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
            "Connection: close",
        )
        return "\r\n".join([*head, "", ""]).encode() + body


@contextlib.contextmanager
def serving(environment: Mapping[str, str] = os.environ) -> Iterator[int]:
    """The port of a server on the database of the environment, with the workers of service."""
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        log = Path(folder, "web.log")
        web = Program("Trang web", web_command(port), log, env=dict(environment))
        web.start()
        try:
            web.wait_until(lambda: answers(port))
            yield port
        finally:
            web.stop()


def send_at_once(port: int, posts: Iterable[Post]) -> list[int]:
    """The statuses of the answers, in the order of what was sent; each has its own connection."""
    return asyncio.run(_send_all(port, list(posts)))


async def _send_all(port: int, posts: list[Post]) -> list[int]:
    return await asyncio.gather(*(_send(port, post.as_bytes()) for post in posts))


async def _send(port: int, message: bytes) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(message)
        status = (await reader.readline()).split()[1]
        await reader.read()
        return int(status)
    finally:
        writer.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
