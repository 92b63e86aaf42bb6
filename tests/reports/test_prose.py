"""The text of a report: what follows from the figures, and the unit's own words."""

from datetime import date

import pytest

from documents.domain.blocks import DashList, GroupRow, Heading, Paragraph, Table
from reports.domain.annex import units_annex
from reports.domain.collect import collect
from reports.domain.prose import Narrative, Occasion, body_of, title_of
from reports.domain.table import table_of
from tests.factories import (
    ContentAreaFactory,
    CriterionFactory,
    TargetFactory,
)

OCCASION = Occasion(
    issued_by="Ủy ban nhân dân tỉnh Ninh Thuận",
    campaign="Phong trào thi đua Quyết thắng",
    theme="Đoàn kết, quyết thắng",
    reference="Kế hoạch số 07/KH-UBND.",
    period="Quý I năm 2026",
    data_from=date(2026, 1, 1),
    data_to=date(2026, 3, 31),
)


def text_of(block):
    if isinstance(block, Paragraph):
        return "".join(run.text for run in block.runs)
    return block.items if isinstance(block, DashList) else block.text


def told(submission, *, occasion=OCCASION, narrative=None):
    """The words of the body in order, without its table."""
    blocks = body_of(table_of(collect(submission)), occasion, narrative or Narrative())
    return [text_of(block) for block in blocks if not isinstance(block, Table)]


def table_in(submission):
    blocks = body_of(table_of(collect(submission)), OCCASION, Narrative())
    (table,) = [block for block in blocks if isinstance(block, Table)]
    return table


def test_title_names_period_and_campaign():
    assert title_of(OCCASION) == "Kết quả quý I năm 2026 thực hiện phong trào thi đua Quyết thắng"


def test_report_of_a_superior_tells_results_then_units(quarter):
    first, _ = quarter.communes
    quarter.accept(first, part=90, whole=100)
    assert told(quarter.submission()) == [
        "Thực hiện Kế hoạch số 07/KH-UBND, Ủy ban nhân dân tỉnh Ninh Thuận báo cáo kết quả thực "
        "hiện phong trào thi đua quý I năm 2026 như sau:",
        "Chủ đề của phong trào: “Đoàn kết, quyết thắng”. Số liệu của kỳ tính từ ngày 01 tháng 01 "
        "năm 2026 đến ngày 31 tháng 3 năm 2026. 01/02 đơn vị có số liệu đã được xác nhận; 01 đơn "
        "vị chưa có, nên các kết quả tổng hợp dưới đây là tạm tính.",
        "I. KẾT QUẢ THỰC HIỆN CÁC NỘI DUNG, CHỈ TIÊU THI ĐUA",
        "Tính lũy kế đến hết kỳ báo cáo, có 01 chỉ tiêu chưa đạt.",
        "1. Động viên, tuyển quân",
        ("Quân nhân dự bị tham gia huấn luyện (95% quân số): 90/100, bằng 90%, chưa đạt.",),
        "Kết quả từng chỉ tiêu như sau:",
        "II. ĐƠN VỊ CHƯA ĐẠT CHỈ TIÊU, CHƯA CÓ SỐ LIỆU",
        "1. Đơn vị chưa đạt chỉ tiêu",
        ("Quân nhân dự bị tham gia huấn luyện (95% quân số): 01 đơn vị, gồm Xã An Hải (90%).",),
        "2. Đơn vị chưa có số liệu được xác nhận",
        "01 đơn vị, gồm Xã Bắc Sơn.",
        "Trên đây là báo cáo kết quả thực hiện phong trào thi đua quý I năm 2026 của Ủy ban nhân "
        "dân tỉnh Ninh Thuận./.",
    ]


def test_complete_report_says_so_and_names_nobody(quarter):
    for unit in quarter.communes:
        quarter.accept(unit, part=100, whole=100)
    words = told(quarter.submission())
    assert words[1].endswith("năm 2026. 02/02 đơn vị có số liệu đã được xác nhận.")
    assert words[-3:-1] == [
        "1. Đơn vị chưa đạt chỉ tiêu",
        "Không có đơn vị chưa đạt chỉ tiêu đã đến kỳ đánh giá.",
    ]


def test_report_of_a_unit_alone_has_no_section_on_units(quarter):
    unit, _ = quarter.communes
    quarter.send(unit, part=90, whole=100)
    headings = [text for text in told(quarter.submission(unit)) if text[:2] in ("I.", "II")]
    assert headings == ["I. KẾT QUẢ THỰC HIỆN CÁC NỘI DUNG, CHỈ TIÊU THI ĐUA"]


def test_campaign_stands_for_a_plan_that_is_not_named(quarter):
    quarter.accept(quarter.communes[0], part=90, whole=100)
    unnamed = Occasion(**{**vars(OCCASION), "reference": "", "theme": ""})
    first, second, *_ = told(quarter.submission(), occasion=unnamed)
    assert first == (
        "Thực hiện phong trào thi đua Quyết thắng, Ủy ban nhân dân tỉnh Ninh Thuận báo cáo kết "
        "quả quý I năm 2026 như sau:"
    )
    assert second.startswith("Số liệu của kỳ tính từ ngày 01 tháng 01 năm 2026")


def test_units_own_words_are_quoted_line_by_line(quarter):
    quarter.accept(quarter.communes[0], part=100, whole=100)
    narrative = Narrative(strengths="Làm tốt.\n\n  Đúng hạn. ", proposals="Đề nghị tập huấn.")
    assert told(quarter.submission(), narrative=narrative)[-7:-1] == [
        "III. ĐÁNH GIÁ CHUNG",
        "1. Ưu điểm",
        "Làm tốt.",
        "Đúng hạn.",
        "IV. ĐỀ XUẤT, KIẾN NGHỊ",
        "Đề nghị tập huấn.",
    ]


def test_assessment_numbers_only_what_was_written(quarter):
    quarter.accept(quarter.communes[0], part=100, whole=100)
    narrative = Narrative(shortcomings="Gửi chậm.", causes="Kiêm nhiệm.")
    assert told(quarter.submission(), narrative=narrative)[-6:-1] == [
        "III. ĐÁNH GIÁ CHUNG",
        "1. Hạn chế",
        "Gửi chậm.",
        "2. Nguyên nhân",
        "Kiêm nhiệm.",
    ]


def test_long_list_of_units_is_cut_after_ten(make_quarter, monkeypatch):
    monkeypatch.setattr("reports.domain.prose.MOST_NAMES", 2)
    quarter = make_quarter(communes=4)
    for unit, part in zip(quarter.communes, [40, 30, 20, 10], strict=True):
        quarter.accept(unit, part=part, whole=100)
    (behind,) = [words for words in told(quarter.submission()) if isinstance(words, tuple)][1]
    assert behind.endswith(
        ": 04 đơn vị, gồm Xã Lợi Hải (10%), Xã Công Hải (20%) và 02 đơn vị khác tại Phụ lục."
    )


def test_table_stands_under_its_content_area(quarter):
    quarter.accept(quarter.communes[0], part=90, whole=100)
    group, row = table_in(quarter.submission()).rows
    assert group == GroupRow("Động viên, tuyển quân")
    assert row.cells == (
        "1",
        "Quân nhân dự bị tham gia huấn luyện (95% quân số)",
        "",
        "90/100",
        "90/100",
        "–",
        "90%",
        "Chưa đạt",
    )


def test_annex_shows_every_unit_with_its_mark_and_the_total(quarter):
    first, _ = quarter.communes
    quarter.accept(first, part=90, whole=100)
    annex = units_annex(table_of(collect(quarter.submission())))
    _, table = annex.blocks
    assert [row.cells for row in table.rows] == [
        ("1", "Xã An Hải", "90% (C)"),
        ("2", "Xã Bắc Sơn *", "–"),
        ("", "Tổng hợp", "90% (C)"),
    ]


def test_report_of_a_unit_alone_has_no_annex(quarter):
    unit, _ = quarter.communes
    quarter.send(unit, part=90, whole=100)
    assert units_annex(table_of(collect(quarter.submission(unit)))) is None


@pytest.mark.parametrize(
    ("more", "thresholds", "sizes"),
    [(7, 1, [8]), (8, 1, [5, 4]), (16, 1, [6, 6, 5]), (5, 2, [5, 6])],
)
def test_annex_spreads_targets_over_even_tables(make_quarter, more, thresholds, sizes):
    quarter = make_quarter(communes=1)
    for number in range(more):
        target = TargetFactory(
            campaign=quarter.campaign,
            area=ContentAreaFactory(campaign=quarter.campaign, ordinal=number + 2),
            indicator=quarter.indicator,
            ordinal=number + 2,
            asked_in=[quarter.periods[0]],
        )
        for ordinal in range(1, thresholds + 1):
            CriterionFactory(target=target, ordinal=ordinal)
    quarter.accept(quarter.communes[0], part=90, whole=100)
    blocks = units_annex(table_of(collect(quarter.submission()))).blocks
    tables = [block for block in blocks if isinstance(block, Table)]
    captions = [block for block in blocks if isinstance(block, Heading)]
    assert [len(table.columns) - 2 for table in tables] == sizes
    assert [table.width for table in tables] == [252] * len(sizes)
    assert len(captions) == (0 if len(sizes) == 1 else len(sizes))
