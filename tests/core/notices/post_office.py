"""A mail server on loopback, as small as it can be, that fails as it is told."""

import email
import socketserver
import threading
from collections import Counter
from contextlib import contextmanager
from email.header import decode_header, make_header
from email.message import Message
from enum import Enum


class Fault(Enum):
    """What goes wrong in one session."""

    BUSY = "421 at the greeting"
    NO_SUCH_PERSON = "550 at the recipient"
    SILENT = "takes the message and never answers"


class PostOffice(socketserver.ThreadingTCPServer):
    """`faults` are used up one a session; then everything is delivered."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, *faults: Fault):
        super().__init__(("127.0.0.1", 0), Session)
        self.faults = list(faults)
        self.delivered: list[Message] = []
        self.sessions = 0
        self.was_silent = threading.Event()
        self.closing = threading.Event()

    @property
    def port(self) -> int:
        return self.server_address[1]

    @property
    def subjects(self) -> list[str]:
        return [str(make_header(decode_header(one["Subject"]))) for one in self.delivered]

    @property
    def by_id(self) -> Counter:
        return Counter(one["Message-ID"] for one in self.delivered)

    def handle_error(self, request, client_address) -> None:
        """A client that was killed is what these tests are about."""


class Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.server.sessions += 1
        fault = self.server.faults.pop(0) if self.server.faults else None
        if fault == Fault.BUSY:
            return self.say("421 busy")
        self.say("220 ready")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.take(fault)
            elif verb == b"RCPT" and fault == Fault.NO_SUCH_PERSON:
                self.say("550 no such person")
            elif verb == b"QUIT":
                return self.say("221 bye")
            else:
                self.say("250 ok")

    def take(self, fault: Fault | None) -> None:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        self.server.delivered.append(email.message_from_bytes(b"".join(lines)))
        if fault == Fault.SILENT:
            self.server.was_silent.set()
            self.server.closing.wait(30)
        else:
            self.say("250 taken")

    def say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode())


@contextmanager
def open_post_office(*faults: Fault):
    with PostOffice(*faults) as office:
        thread = threading.Thread(target=office.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield office
        finally:
            office.closing.set()
            office.shutdown()
            thread.join()
