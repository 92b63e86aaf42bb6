"""An issuer and its records clerk; and documents on paper, printed by the real render server."""

import pytest

from accounts.enums import Role
from documents.domain.blocks import (
    Align,
    Annex,
    Column,
    HeadCell,
    Heading,
    HeadingLevel,
    Row,
    Table,
    paragraph,
)
from documents.domain.encoding import to_json
from documents.domain.layout import STYLESHEETS, document_html
from documents.enums import DocumentKind
from documents.models import Document
from documents.render.limits import Limits
from documents.render.local import render_client
from tests.documents.issuing import issued_document
from tests.documents.paper import read_pages
from tests.documents.signed_files import issued_file
from tests.factories import IssuerFactory
from tests.paperwork import person_of

SENTENCE = (
    "Các đơn vị đã tổ chức quán triệt, triển khai thực hiện nghiêm túc các nội dung của phong "
    "trào thi đua; công tác tuyển quân bảo đảm đúng luật, đúng quy trình, đủ chỉ tiêu được giao."
)


@pytest.fixture
def issuer():
    return IssuerFactory()


@pytest.fixture
def clerk(client, issuer):
    """Keeps the issuer's records, and is logged in."""
    clerk = person_of(issuer, Role.RECORDS_CLERK)
    client.force_login(clerk)
    return clerk


@pytest.fixture
def files_dir(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def document(issuer, files_dir):
    """Issued, with a file that can be signed."""
    return issued_document(issued_file(), issuer=issuer)


@pytest.fixture(scope="session")
def renderer():
    yield render_client()
    render_client().close()


@pytest.fixture(scope="session")
def print_pages(renderer, tmp_path_factory):
    """Prints a document and gives its pages as measured, and the file."""

    def print_pages(document):
        target = tmp_path_factory.mktemp("paper") / "document.pdf"
        renderer.render(
            document_html(document),
            stylesheets=STYLESHEETS,
            to=target,
            limits=Limits.for_document(rows=300, pages=20),
        )
        return read_pages(target), target

    return print_pages


@pytest.fixture(scope="session")
def write_document():
    """A draft of the People's Committee of a province; keywords change it."""

    def write_document(*, body=(), annexes=(), **changes):
        fields = {
            "kind": DocumentKind.REPORT,
            "issuer_name": "ỦY BAN NHÂN DÂN\nTỈNH NINH THUẬN",
            "issued_by": "Ủy ban nhân dân tỉnh Ninh Thuận",
            "symbol": "BC-UBND",
            "place": "Ninh Thuận",
            "year": 2023,
            "month": 4,
            "title": "Kết quả quý I năm 2023 thực hiện phong trào thi đua",
            "recipients": ["Quân khu 5", "Bộ CHQS tỉnh", "Lưu: VT, NC"],
            "authority_line": "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH",
            "signer_title": "Phó Chủ tịch",
            "signer_name": "Nguyễn Văn Ánh",
        }
        body = body or [paragraph("ket", "Trên đây là báo cáo kết quả quý I năm 2023./.")]
        return Document(
            body=to_json(list(body)), annexes=to_json(list(annexes)), **fields | changes
        )

    return write_document


@pytest.fixture(scope="session")
def units_table():
    """A table of so many rows, each two lines high: the name of its unit ends in "hết"."""

    def units_table(anchor, rows, *, width):
        columns = (Column(10, Align.CENTER), Column(width - 40), Column(30, Align.RIGHT))
        head = (
            (HeadCell("TT", rowspan=2), HeadCell("Đơn vị", rowspan=2), HeadCell("Kết quả")),
            (HeadCell("Kỳ này"),),
        )
        name = "Ban Chỉ huy phòng thủ khu vực " * (width // 30)
        return Table(
            anchor,
            columns,
            head,
            tuple(Row((str(number), f"{name}hết", "98,6%")) for number in range(1, rows + 1)),
        )

    return units_table


@pytest.fixture(scope="session")
def report(write_document, units_table):
    """Three pages with a table over two of them, and two annexes of two landscape pages each."""
    body = [
        paragraph("can-cu", SENTENCE),
        Heading("muc-1", HeadingLevel.SECTION, "I. KẾT QUẢ THỰC HIỆN"),
        Heading("muc-1-1", HeadingLevel.CLAUSE, "1. Huấn luyện"),
        *(paragraph(f"doan-{number}", f"{SENTENCE} {SENTENCE}") for number in range(6)),
        units_table("bang", 18, width=155),
        paragraph("ket", "Trên đây là báo cáo kết quả quý I năm 2023./."),
    ]
    annexes = [
        Annex(
            f"phu-luc-{roman.lower()}",
            "Kết quả của từng đơn vị",
            (units_table(f"phu-luc-{roman.lower()}-bang", 18, width=252),),
            number=roman,
            landscape=True,
        )
        for roman in ("I", "II")
    ]
    return write_document(body=body, annexes=annexes)


@pytest.fixture(scope="session")
def paper(report, print_pages):
    pages, _ = print_pages(report)
    return pages
