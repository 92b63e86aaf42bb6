"""Whatever stands on a paper, and wherever, it gets a report."""

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.checker.checking import CHECKS, check
from documents.checker.paper import Font, Line, Page, Paper, Piece, Rule, Span, Upright
from documents.checker.recognition import recognise

WORDS = st.sampled_from(
    [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số:",
        "Số: 07/KH-UBND",
        "Số: …/QĐ",
        "Ba Tơ, ngày 05 tháng 4 năm 2023",
        "V/v",
        "KẾ HOẠCH",
        "QUYẾT ĐỊNH",
        "BIÊN BẢN",
        "TRÍCH SAO",
        "Kính gửi:",
        "- Quân khu 5;",
        "Căn cứ Luật;",
        "Xét",
        "Chương I",
        "I. KẾT QUẢ",
        "1. Huấn luyện",
        "Điều 1",
        "Điều\u00a01.",
        "a) Một",
        "z) Hai",
        "Nơi nhận:",
        "TM. ỦY BAN",
        "CHỦ TỊCH",
        "Nguyễn Văn Ánh",
        "Phụ lục II",
        "(Kèm theo",
        "2",
        "./.",
        "x" * 90,
    ]
)
FONTS = st.builds(Font, st.just("Tinos"), st.booleans(), st.booleans(), st.booleans())
SPANS = st.builds(Span, WORDS, FONTS, st.sampled_from([9.0, 12.0, 14.0]), st.booleans())
ACROSS = st.integers(0, 200)
DOWN = st.integers(5, 295)


@st.composite
def pages(draw, number):
    lines = []
    for baseline in sorted(draw(st.sets(DOWN, max_size=25))):
        starts = sorted(draw(st.sets(ACROSS, min_size=1, max_size=3)))
        lines.append(Line(tuple(draw(pieces(number, at, baseline)) for at in starts)))
    rules = draw(st.lists(st.builds(Rule, ACROSS, ACROSS, DOWN), max_size=4))
    uprights = draw(st.lists(st.builds(Upright, ACROSS, DOWN, DOWN), max_size=2))
    return Page(number, 210, 297, tuple(lines), tuple(rules), tuple(uprights))


@st.composite
def pieces(draw, page, left, baseline):
    spans = draw(st.lists(SPANS, min_size=1, max_size=2))
    width = draw(st.integers(0, 160))
    return Piece(page, left, left + width, baseline - 3, baseline + 1, baseline, tuple(spans))


PAPERS = st.integers(1, 3).flatmap(
    lambda count: st.tuples(*(pages(number) for number in range(1, count + 1))).map(Paper)
)


@settings(max_examples=300, deadline=None)
@given(PAPERS)
def test_any_paper_gets_a_report(paper):
    report = check(recognise(paper))
    assert [finding.code for finding in report.findings] == [row.code for row in CHECKS]
