"""Documents in a warm worker, against WeasyPrint as its manual begins, on the same page source.

Ours is everything from the blocks to the synced file: template, pipe, fork, layout, painting, tags
and PDF/A. The reference has neither tags nor PDF/A, and its tables are tables.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event, Thread
from unittest import mock

import psutil
from django.conf import settings

from documents.domain.blocks import Align, Annex, Block, Column, HeadCell, Row, Table, paragraph
from documents.domain.encoding import to_json
from documents.domain.layout import STYLESHEETS, document_html
from documents.domain.printing import limits_for
from documents.enums import DocumentKind
from documents.models import Document
from documents.render.local import render_client
from documents.templatetags import printing
from script.benchmarks.clock import paired, report
from script.benchmarks.others import answering, cpu_of_all

SENTENCE = (
    "Các đơn vị tổ chức quán triệt, triển khai thực hiện nghiêm túc các nội dung của phong trào "
    "thi đua; chịu trách nhiệm thi hành Quyết định này kể từ ngày ký. "
)
UNITS, CRITERIA, CRITERIA_OF_A_TABLE = 170, 30, 8
ROWS, COLUMNS = 3300, 12
LOOKS = 0.02  # seconds between two looks at the memory


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        print("Văn bản một trang")
        page = document_of([paragraph(f"dieu-{number}", SENTENCE * 2) for number in range(3)])
        bench.against_plain("so với WeasyPrint đã ấm, CPU", page, bound=0.8, rounds=9, times=5)
        bench.against_new_process("so với tiến trình mới, CPU", page, bound=0.15, rounds=7)
        print(f"Phụ lục {UNITS} đơn vị × {CRITERIA} tiêu chí")
        bench.against_plain("so với bảng thường, CPU", province(), bound=0.3, rounds=3)
        print(f"Phụ lục {ROWS} dòng × {COLUMNS} cột")
        bench.memory(document_of([], [country()]), bound=300)


class Bench:
    def __init__(self, folder: Path):
        self._folder = folder
        self._target = folder / "ours.pdf"

    def render(self, document: Document) -> int:
        html = document_html(document)
        limits = limits_for(html)
        client = render_client()
        return client.render(html, stylesheets=STYLESHEETS, to=self._target, limits=limits).pages

    def against_plain(self, name, document, *, bound, rounds, times=1) -> None:
        """Several times in a round, because CPU is counted in hundredths of a second."""

        def ours() -> None:
            for _ in range(times):
                self.render(document)

        with self._plain(document) as ask:

            def theirs() -> None:
                for _ in range(times):
                    ask()

            report(name, paired(ours, theirs, rounds=rounds, clock=cpu_of_all), bound)

    def against_new_process(self, name, document, *, bound, rounds) -> None:
        def ask_a_new_one() -> str:
            with self._plain(document) as ask:
                return ask()

        pair = paired(
            partial(self.render, document), ask_a_new_one, rounds=rounds, clock=cpu_of_all
        )
        report(name, pair, bound)

    def memory(self, document, *, bound: int) -> None:
        """Megabytes of the child that renders, and of the plain one."""
        self.render(province())
        started = time.perf_counter()
        with peak_of_children() as peak:
            pages = self.render(document)
        ours = time.perf_counter() - started
        with self._plain(document) as ask:
            started = time.perf_counter()
            reference = ask()
        verdict = "đạt" if peak() <= bound else "CHƯA ĐẠT"
        print(
            f"{pages} trang: {peak()} MB trong {ours:.1f} s (mức {bound} MB)  {verdict};"
            f" đối chứng {reference} MB trong {time.perf_counter() - started:.1f} s"
        )

    @contextmanager
    def _plain(self, document: Document) -> Iterator[Callable[[], str]]:
        """A process that prints the same source with its tables as tables."""
        styles = "".join(
            Path(settings.PRINT_STYLES_DIR, name).read_text(encoding="utf-8")
            for name in STYLESHEETS
        )
        with mock.patch.object(printing, "LONG_TABLE", float("inf")):
            html = document_html(document)
        source = self._folder / "plain.html"
        source.write_text(html.replace("</head>", f"<style>{styles}</style></head>"), "utf-8")
        fonts = str(Path(settings.PRINT_FONTS_DIR).resolve())
        with answering("script.benchmarks.plain", fonts, str(source)) as ask:
            yield ask


@contextmanager
def peak_of_children() -> Iterator[Callable[[], int]]:
    """The most that one process below this one ever held, in megabytes."""
    most, done = [0], Event()

    def look() -> None:
        while not done.wait(LOOKS):
            for process in psutil.Process().children(recursive=True):
                with_memory = _resident(process)
                most[0] = max(most[0], with_memory)

    thread = Thread(target=look)
    thread.start()
    try:
        yield lambda: most[0] // 1_000_000
    finally:
        done.set()
        thread.join()


def _resident(process: psutil.Process) -> int:
    try:
        return process.memory_info().rss
    except psutil.NoSuchProcess:
        return 0


def document_of(body: list[Block], annexes: list[Annex] | None = None) -> Document:
    return Document(
        kind=DocumentKind.REPORT,
        issuer_name="ỦY BAN NHÂN DÂN\nTỈNH NINH THUẬN",
        issued_by="Ủy ban nhân dân tỉnh Ninh Thuận",
        symbol="QĐ-UBND",
        place="Ninh Thuận",
        year=2023,
        month=4,
        title="Khen thưởng thành tích trong phong trào thi đua",
        body=to_json([*body, paragraph("ket", "Chánh Văn phòng thi hành Quyết định này./.")]),
        annexes=to_json(annexes or []),
        recipients=["Như Điều 3", "Bộ CHQS tỉnh", "Lưu: VT, NC"],
        authority_line="TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH",
        signer_title="Phó Chủ tịch",
        signer_name="Nguyễn Văn Ánh",
    )


def province() -> Document:
    """As the report of a superior has it: as many tables as the criteria need."""
    tables = [
        table_of(f"bieu-{first}", UNITS, min(CRITERIA_OF_A_TABLE, CRITERIA - first))
        for first in range(0, CRITERIA, CRITERIA_OF_A_TABLE)
    ]
    return document_of([], [Annex("phu-luc", "Kết quả", tuple(tables), landscape=True)])


def country() -> Annex:
    table = table_of("bang", ROWS, COLUMNS - 2)
    return Annex("phu-luc", "Kết quả", (table,), landscape=True)


def table_of(anchor: str, rows: int, criteria: int) -> Table:
    """Units with a figure for each criterion, nearly all of them different."""
    width = min(30, 190 // criteria)
    columns = (Column(10, Align.CENTER), Column(52), *[Column(width, Align.CENTER)] * criteria)
    names = (HeadCell("TT", rowspan=2), HeadCell("Đơn vị", rowspan=2))
    head = (
        (*names, HeadCell("Tỷ lệ quân số huấn luyện", colspan=criteria)),
        tuple(HeadCell(f"Chỉ tiêu {number}") for number in range(criteria)),
    )
    body = (
        Row(
            (
                str(row + 1),
                f"Ban Chỉ huy Quân sự xã số {row + 1}",
                *(f"{row * 37 + one * 1009}/{row * 41} (Đ)" for one in range(criteria)),
            )
        )
        for row in range(rows)
    )
    return Table(anchor, columns, head, tuple(body))
