"""A document of every kind, as an office would write it. Names and figures are invented."""

from datetime import date
from pathlib import Path

from documents.domain.blocks import Align, Annex, Column, GroupRow, HeadCell, Row, Table
from documents.domain.encoding import to_json
from documents.domain.plain_text import Body, rewrite
from documents.enums import COPIES, Circulation, DocumentKind, Urgency
from documents.models import Document

PEOPLE = ("Nguyễn Thị Thùy Dương", "Đặng Hữu Nghĩa", "Trương Quỳnh Như", "Phạm Ngọc Thạch")

TEXTS = Path(__file__).with_name("samples")
BODY = {
    "issuer_name": "ỦY BAN NHÂN DÂN\nTỈNH TRÌNH DIỄN",
    "issued_by": "Ủy ban nhân dân tỉnh Trình Diễn",
    "authority_line": "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH",
    "signer_title": "Phó Chủ tịch",
}
CHAIR = BODY | {"authority_line": "KT. CHỦ TỊCH"}
COMMAND = {
    "superior_line": "BỘ TƯ LỆNH QUÂN KHU",
    "issuer_name": "BỘ CHỈ HUY QUÂN SỰ\nTỈNH TRÌNH DIỄN",
    "issued_by": "Bộ Chỉ huy quân sự tỉnh Trình Diễn",
    "signer_title": "Chính ủy",
    "signer_rank": "Đại tá",
}
COUNCIL = {
    "superior_line": "BỘ CHỈ HUY QUÂN SỰ TỈNH TRÌNH DIỄN",
    "issuer_name": "HỘI ĐỒNG\nTHI ĐUA - KHEN THƯỞNG",
    "issued_by": "Hội đồng Thi đua - Khen thưởng",
    "signer_title": "Chủ tọa",
    "secretary_name": PEOPLE[0],
}
ISSUERS = {
    DocumentKind.PLAN: BODY | {"symbol": "KH-UBND"},
    DocumentKind.REPORT: BODY | {"symbol": "BC-UBND"},
    DocumentKind.SUBMISSION_LETTER: COMMAND | {"symbol": "TTr-BCH"},
    DocumentKind.MINUTES: COUNCIL | {"symbol": "BB-HĐTĐKT"},
    DocumentKind.DECISION: CHAIR | {"symbol": "QĐ-UBND"},
    DocumentKind.NOTICE: CHAIR | {"symbol": "TB-UBND"},
    DocumentKind.INVITATION: COMMAND | {"symbol": "GM-BCH"},
    DocumentKind.OFFICIAL_LETTER: BODY | {"symbol": "UBND-NC"},
    **dict.fromkeys(COPIES, COMMAND),
}
ADDRESSEES = {
    DocumentKind.SUBMISSION_LETTER: ["Chủ tịch Ủy ban nhân dân tỉnh", "Sở Nội vụ"],
    DocumentKind.INVITATION: ["Các đồng chí Thường trực Tỉnh ủy"],
    DocumentKind.OFFICIAL_LETTER: ["Các sở, ban, ngành", "Ủy ban nhân dân các xã, phường"],
}
MARKED = {
    "urgency": Urgency.EXPRESS,
    "circulation": Circulation.INTERNAL,
    "drafter_initials": "NVH",
    "print_run": 30,
    "contact_line": (
        "Địa chỉ: Số 1 đường Hòa Bình, tỉnh Trình Diễn; Thư điện tử: vanthu@trinhdien.example; "
        "Trang thông tin điện tử: trinhdien.example; Điện thoại: 0200 000 000; Fax: 0200 000 001"
    ),
}
RECIPIENTS = ["Như trên", "Quân khu 5 (để báo cáo)", "Bộ CHQS tỉnh", "Lưu: VT, NC"]


def sample(kind: DocumentKind, **changes) -> Document:
    """A draft of a kind; a decision has the list of those whom it names, a copy is of one."""
    if kind.is_copy:
        changes = of_a_decision() | {"symbol": f"{kind}-BCH"} | changes
    title, text = words_of(kind)
    fields = {
        "kind": kind,
        "place": "Trình Diễn",
        "year": 2026,
        "month": 12,
        "title": title,
        "addressees": ADDRESSEES.get(kind, []),
        "body": to_json(rewrite(Body(), text).blocks),
        "annexes": to_json([award_list()]) if kind == DocumentKind.DECISION else [],
        "recipients": ["Lưu: VT, Hồ sơ"] if kind == DocumentKind.MINUTES else RECIPIENTS,
        "signer_name": "Trần Văn Bình",
    }
    return Document(**fields | ISSUERS[kind] | changes)


def of_a_decision() -> dict:
    decision = sample(DocumentKind.DECISION, number=1250, legal_date=date(2026, 12, 18))
    return {"copied_from": decision, "body": decision.body, "annexes": decision.annexes}


def words_of(kind: DocumentKind) -> tuple[str, str]:
    """The subject and the text of a kind's sample; a copy repeats those of a decision."""
    kind = DocumentKind.DECISION if kind.is_copy else kind
    title, _, text = (TEXTS / f"{kind.name.lower()}.txt").read_text().partition("\n")
    return title, text.strip()


def award_list() -> Annex:
    columns = (Column(12, Align.CENTER), Column(60), Column(83))
    head = ((HeadCell("TT"), HeadCell("Họ và tên"), HeadCell("Chức vụ, đơn vị")),)
    persons = [
        Row((f"{place:02d}", name, "Trợ lý, Ban Chỉ huy quân sự xã Trình Diễn"))
        for place, name in enumerate(PEOPLE, start=1)
    ]
    table = Table("danh-sach-bang", columns, head, (GroupRow("Cá nhân"), *persons))
    return Annex("danh-sach", "Cá nhân được tặng Bằng khen", (table,), is_list=True)
