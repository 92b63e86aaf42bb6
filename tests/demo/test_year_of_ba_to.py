"""Ba Tơ 2025 in the demonstration: its plan to the letter, its year over the reorganisation."""

import hashlib
from datetime import date

import pytest
from django.db.models import Sum
from django.utils import timezone

from accounts.models import User
from campaigns.domain.tied_text import body_of, untied_sentences
from campaigns.models import Campaign, Criterion, Quota, Target
from documents.domain.plain_text import text_of
from reports.domain.collect import collect
from reports.domain.integrity import harms_of
from reports.domain.reports import freeze_report, request_report
from reports.domain.table import table_of
from results.enums import SubmissionState
from results.models import Figure, Submission
from units.domain.trees import TREES, Node, tree_of
from units.models import Succession, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
# Lengths and the beginnings of the SHA-256 of the plan's six paragraphs, page breaks joined.
BA_TO_AREAS = [
    (1350, "01c4c4d875c5ed39"),
    (1312, "64f2f9459997cb2e"),
    (1049, "30fa0076c7b07c49"),
    (1818, "55edd287a9b6f409"),
    (286, "b30875bef8593780"),
    (1105, "b0346efc66e69714"),
]
# Lines, words and the beginning of the SHA-256 of the plan from its title to its signature.
BA_TO_TEXT = (34, 2_267, "5e0e780b32d9ede7")
BA_TO_PLACES = [
    *[(code, "doan-14") for code in ("T1", "T2")],
    *[(code, "doan-15") for code in ("T3", "T4")],
    *[(code, "doan-16") for code in ("T5", "T6", "T7a", "T7b", "T8a", "T8b", "T9", "T10")],
]
BA_TO_DOUBTS = [
    "Các tổ chức đảng tập trung đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh, không để suy thoái, “tự diễn biến”, “tự chuyển hóa” trong nội bộ.",
    "Bốn là, chủ động nghiên cứu, nắm tình hình và dự báo chính xác những vấn đề tác động trực tiếp đến nhiệm vụ quốc phòng, quân sự địa phương, sẵn sàng xử lý các tình huống, không để bị động, bất ngờ.",
    "Sáu là, triển khai thực hiện có chất lượng các phong trào thi đua, chương trình mục tiêu quốc gia, phong trào thi đua “LLVT huyện chung sức xây dựng nông thôn mới”, “LLVT huyện chung tay vì người nghèo - không để ai bị bỏ lại phía sau”, “Cán bộ, chiến sĩ LLVT huyện thi đua thực hiện văn hóa công sở, xứng danh “Bộ đội Cụ Hồ”, phong trào thi đua “Chung tay xóa nhà tạm, nhà dột nát trên phạm vi cả nước trong năm 2025”, phong trào “Cả nước thi đua xây dựng xã hội học tập, đẩy mạnh học tập suốt đời giai đoạn 2023 - 2030” và triển khai tốt các hoạt động công tác thi đua, khen thưởng và các hoạt động hướng tới kỷ niệm lễ lớn trong năm 2025.",
]
BA_TO_CRITERIA = [
    ("T1", "ge", 100, [1, 2, 3], False),
    ("T1", "ge", 75, [1, 2], True),
    ("T2", "ge", 100, [], False),
    ("T3", "ge", 100, [1, 2], False),
    ("T4", "ge", 100, [1, 2], False),
    ("T4", "le", 20, [1], True),
    ("T5", "ge", 100, [1, 2, 3], False),
    ("T5", "ge", 75, [1, 2], True),
    ("T6", "ge", 100, [], False),
    ("T7a", "ge", 100, [], False),
    ("T7b", "ge", 70, [], False),
    ("T8a", "ge", 95, [], False),
    ("T8b", "ge", 100, [], False),
    ("T9", "ge", 100, [], False),
    ("T10", "eq", 0, [], False),
]
# Whom the plan's section III names, and the beginnings of the SHA-256 of its three points.
BA_TO_ASSIGNMENTS = [
    ("Các phòng, ban, ngành, hội, đoàn thể, UBND các xã, thị trấn", "", "0ed134d42d940f79"),
    ("Trung tâm Truyền thông - Văn hóa - Thể thao huyện", "", "6b11e951d6f84bbb"),
    (
        "Ban Chỉ huy Quân sự huyện chủ trì, phối hợp với Phòng Nội vụ",
        "QN-BT-BCHQS",
        "9539bf9eefae1691",
    ),
]
BA_TO_SUCCESSORS = {
    "xã Ba Tơ": {"thị trấn Ba Tơ", "xã Ba Cung", "xã Ba Bích"},
    "xã Ba Dinh": {"xã Ba Dinh", "xã Ba Giang"},
    "xã Ba Động": {"xã Ba Động", "xã Ba Liên", "xã Ba Thành"},
    "xã Ba Tô": {"xã Ba Tô", "xã Ba Lế", "xã Ba Nam"},
    "xã Ba Vì": {"xã Ba Vì", "xã Ba Tiêu", "xã Ba Ngạc"},
    "xã Ba Vinh": {"xã Ba Vinh", "xã Ba Điền"},
    "xã Ba Xa": {"xã Ba Xa"},
    "xã Đặng Thùy Trâm": {"xã Ba Trang", "xã Ba Khâm"},
}


def campaign_of(unit: str) -> Campaign:
    return Campaign.objects.get(issuing_unit__code=unit)


def submissions_of(unit: str):
    return Submission.objects.filter(campaign=campaign_of(unit))


def flat(nodes: list[Node]):
    for node in nodes:
        yield node
        yield from flat(node.children)


def test_theme_and_thought_of_ba_to_are_those_of_the_plan():
    campaign = campaign_of("QN-BT")
    assert (campaign.theme, campaign.guiding_thought) == (
        "Dân chủ, đoàn kết, kỷ cương, sáng tạo, quyết thắng",
        (
            "Phát huy dân chủ, tăng cường đoàn kết, giữ vững kỷ cương, đổi mới sáng tạo, hoàn thành "
            "xuất sắc nhiệm vụ"
        ),
    )


def test_areas_of_ba_to_are_those_of_the_plan():
    texts = campaign_of("QN-BT").areas.values_list("text", flat=True)
    assert [
        (len(text), hashlib.sha256(text.encode()).hexdigest()[:16]) for text in texts
    ] == BA_TO_AREAS


def test_assignments_of_ba_to_are_the_three_of_the_plan():
    assignments = campaign_of("QN-BT").assignments.select_related("unit")
    assert [
        (
            assignment.assignee,
            assignment.unit.code if assignment.unit else "",
            hashlib.sha256(assignment.what.encode()).hexdigest()[:16],
        )
        for assignment in assignments
    ] == BA_TO_ASSIGNMENTS


def test_criteria_of_ba_to_are_the_fifteen_of_the_plan():
    criteria = Criterion.objects.filter(target__campaign=campaign_of("QN-BT"))
    assert [
        (
            criterion.target.code,
            criterion.operator,
            criterion.threshold,
            criterion.grades,
            criterion.nested_in_id is not None,
        )
        for criterion in criteria.order_by("target__ordinal", "ordinal")
    ] == BA_TO_CRITERIA


def test_sentences_of_ba_to_stand_in_their_areas():
    targets = Target.objects.filter(campaign=campaign_of("QN-BT")).select_related("area")
    assert [target.code for target in targets if target.sentence not in target.area.text] == []


def test_text_of_ba_to_is_that_of_the_plan():
    text = text_of(body_of(campaign_of("QN-BT")))
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    assert (len(text.splitlines()), len(text.split()), digest) == BA_TO_TEXT


def test_targets_of_ba_to_are_tied_to_their_paragraphs():
    targets = campaign_of("QN-BT").targets.order_by("ordinal")
    assert [(target.code, target.anchor) for target in targets] == BA_TO_PLACES


def test_doubtful_sentences_of_ba_to_are_those_that_set_no_target():
    campaign = campaign_of("QN-BT")
    assert untied_sentences(campaign, campaign.targets.all()) == BA_TO_DOUBTS


def test_open_operator_is_answered_and_marked():
    answered = Criterion.objects.exclude(answer_note="").get()
    assert (answered.target.code, answered.threshold, "chưa đối chiếu" in answered.answer_note) == (
        "T4",
        20,
        True,
    )


def test_units_of_ba_to_are_nineteen_and_pass_to_eight():
    successors: dict[str, set[str]] = {}
    communes = Succession.objects.filter(predecessor__kind="commune")
    for succession in communes.select_related("predecessor", "successor"):
        name = succession.successor.short_name.removeprefix("UBND ")
        former = succession.predecessor.short_name.removeprefix("UBND ")
        successors.setdefault(name, set()).add(former)
    assert successors == BA_TO_SUCCESSORS
    assert Unit.objects.filter(administrative_parent__code="QN-BT", kind="commune").count() == 19


def test_units_of_ba_to_end_with_the_half_year():
    ended = Unit.objects.filter(code__startswith="QN-BT").values_list("valid_to", flat=True)
    assert (len(ended), set(ended)) == (21, {date(2025, 6, 30)})


def test_quarters_of_ba_to_are_owed_by_nineteen_and_then_by_eight():
    owed = submissions_of("QN-BT").filter(unit__kind="commune")
    assert [owed.filter(period__ordinal=ordinal).count() for ordinal in (1, 2, 3, 4)] == [
        *(19, 19),
        *(8, 8),
    ]


def test_campaign_of_ba_to_passes_to_the_province():
    campaign = campaign_of("QN-BT")
    roots = submissions_of("QN-BT").filter(superior=None).order_by("period__ordinal")
    assert campaign.managing_unit.code == "QN"
    assert list(roots.values_list("unit__code", flat=True)) == ["QN-BT", "QN-BT", "QN", "QN"]
    assert "minh họa" in campaign.managements.get(unit__code="QN").act


def test_year_of_ba_to_is_whole():
    owed = submissions_of("QN-BT")
    assert set(owed.values_list("state", flat=True)) == {SubmissionState.ACCEPTED}


def test_trees_of_ba_to_show_its_successors_today():
    visible = Unit.objects.visible_to(User.objects.get(username="quantri.quangngai"))
    units = visible.in_force(timezone.localdate())
    for tree in TREES:
        names = [node.unit.short_name for node in flat(tree_of(units, tree))]
        assert any(name.endswith(" xã Ba Vì") for name in names)
        assert [name for name in names if "huyện" in name] == []


@pytest.mark.parametrize("superior", ["QN-BT", "QN"])
def test_quotas_of_ba_to_add_up_before_and_after_the_reorganisation(superior):
    quotas = Quota.objects.current().filter(campaign=campaign_of("QN-BT"))
    below = quotas.filter(unit__kind="commune", unit__administrative_parent__code=superior)
    total = below.aggregate(total=Sum("value"))["total"]
    assert (quotas.get(unit__code=superior).value, total) == (114, 114)


def test_year_of_ba_to_adds_up_over_the_reorganisation():
    submission = submissions_of("QN-BT").get(unit__code="QN", period__ordinal=4)
    table = table_of(collect(submission))
    totals = {result.target.code: result.lines[0].to_date.tally for result in table.targets}
    accepted = Figure.objects.filter(revision__accepted_for__campaign=submission.campaign)
    trained = accepted.filter(indicator__code="HL2").aggregate(Sum("g1"), Sum("g2"), Sum("g3"))
    steadfast = accepted.filter(indicator__code="CT2", period=submission.period)
    assert sum(totals["T5"].grades) == sum(trained.values())
    assert totals["T2"].part == steadfast.aggregate(total=Sum("part"))["total"] == 764
    assert (totals["T6"].part, totals["T6"].whole) == (113, 114)
    assert (totals["T7a"].part, totals["T7a"].whole) == (8, 8)


def test_report_on_the_year_of_ba_to_tells_who_reported_and_who_ended():
    submission = submissions_of("QN-BT").get(unit__code="QN", period__ordinal=4)
    table = table_of(collect(submission))
    ended = [unit.name for unit in table.units if not unit.owes]
    assert (len(table.reporting), table.missing, len(ended)) == (9, [], 20)
    assert [name for name in ended if not name.endswith(" (đến 30/06/2025)")] == []


def test_report_on_the_year_of_ba_to_marks_what_comes_from_predecessors():
    submission = submissions_of("QN-BT").get(unit__code="QN", period__ordinal=4)
    table = table_of(collect(submission))
    derived = {unit for result in table.targets for line in result.lines for unit in line.derived}
    names = [unit.name for unit in table.units if unit.unit_id in derived]
    communes = {f"xã {name.partition(' xã ')[2]}" for name in names if " xã " in name}
    assert communes == set(BA_TO_SUCCESSORS)


def test_figures_of_the_report_on_ba_to_can_be_recomputed():
    submission = submissions_of("QN-BT").get(unit__code="QN", period__ordinal=4)
    report = request_report(submission, by=User.objects.get(username="lanhdao.quangngai"))
    assert list(harms_of(freeze_report(report.pk))) == []
