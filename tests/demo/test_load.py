"""The loaded demonstration, held against the documents it comes from."""

import hashlib
from datetime import date

import pytest
from django.apps import apps
from django.db.models import F, Sum
from django.utils import timezone

from accounts.models import User
from campaigns.domain.plain_text import text_of
from campaigns.domain.tied_text import body_of, untied_sentences
from campaigns.models import Campaign, Criterion, Quota, Target
from demo.loader import load
from demo.people import PASSWORD
from demo.report import ask_for_report
from documents.models import Issuer
from reports.domain.collect import collect
from reports.domain.integrity import harms_of
from reports.domain.reports import freeze_report, request_report
from reports.domain.table import table_of
from results.enums import AnswerKind, SubmissionState, Timeliness
from results.models import Figure, Revision, Submission
from units.domain.trees import TREES, Node, tree_of
from units.models import Office, Succession, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]

NINH_THUAN_AREAS = [
    (
        "Tổ chức quán triệt sâu kỹ, triển khai thực hiện có hiệu quả các chỉ thị, nghị quyết của "
        "Đảng, chính sách và pháp luật của Nhà nước về công tác quốc phòng."
    ),
    (
        "Thi đua thực hiện có chất lượng công tác phòng thủ, sẵn sàng chiến đấu, bảo vệ an ninh chính "
        "trị, trật tự, an toàn xã hội; kết hợp thực hiện nhiệm vụ chính trị, phát triển kinh tế - xã "
        "hội với tăng cường củng cố quốc phòng, an ninh và xây dựng khu vực phòng thủ bảo đảm chặt "
        "chẽ, toàn diện, đồng bộ."
    ),
    "Thực hiện tốt công tác giáo dục quốc phòng và an ninh.",
    (
        "Xây dựng lực lượng vũ trang địa phương ngày càng vững mạnh và thực hiện có hiệu quả công tác "
        "động viên, tuyển chọn, gọi công dân nhập ngũ."
    ),
    (
        "Duy trì thực hiện có hiệu quả hoạt động công tác Đảng, công tác chính trị trong lực lượng vũ "
        "trang địa phương."
    ),
    (
        "Thực hiện có hiệu quả Đề án “Bảo đảm quốc phòng” và Đề án tổ chức lực lượng, huấn luyện, "
        "hoạt động và bảo đảm chế độ, chính sách cho dân quân tự vệ gắn với thực hiện có hiệu quả nội "
        "dung Cuộc vận động 50 và phong trào thi đua “Ngành Hậu cần quân đội làm theo lời Bác Hồ dạy”."
    ),
]

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


def count_rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_load_again_changes_nothing():
    before = count_rows()
    load()
    assert count_rows() == before


def test_theme_and_phases_of_ninh_thuan_are_those_of_the_article():
    campaign = campaign_of("NT")
    assert campaign.theme == "Đoàn kết, mẫu mực, kỷ cương, sáng tạo, quyết thắng"
    assert list(campaign.phases.values_list("starts_on", "ends_on")) == [
        (date(2023, 1, 1), date(2023, 6, 30)),
        (date(2023, 7, 1), date(2023, 12, 31)),
    ]


def test_areas_of_ninh_thuan_are_those_of_the_article():
    assert list(campaign_of("NT").areas.values_list("text", flat=True)) == NINH_THUAN_AREAS


def test_districts_of_ninh_thuan_are_seven():
    assert set(
        Unit.objects.filter(administrative_parent__code="NT", kind="district").values_list(
            "short_name", flat=True
        )
    ) == {
        "UBND thành phố Phan Rang - Tháp Chàm",
        "UBND huyện Bác Ái",
        "UBND huyện Ninh Sơn",
        "UBND huyện Ninh Hải",
        "UBND huyện Ninh Phước",
        "UBND huyện Thuận Bắc",
        "UBND huyện Thuận Nam",
    }


def test_targets_of_ninh_thuan_say_from_whom_they_are_borrowed():
    borrowed = campaign_of("NT").targets.filter(criteria__isnull=False).distinct()
    own = borrowed.exclude(source__endswith="; dùng thay cho chỉ tiêu của Ninh Thuận")
    assert (borrowed.count(), list(own)) == (9, [])


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


def test_every_unit_that_reports_can_issue_and_sign_its_report():
    for submission in Submission.objects.select_related("unit", "period"):
        day = submission.period.due_on
        offices = Office.objects.filter(unit=submission.unit, valid_from__lte=day)
        assert (offices.count(), Issuer.objects.filter(unit=submission.unit).count()) == (1, 1)


def test_quotas_of_ninh_thuan_add_up_to_the_total_of_the_province():
    quotas = Quota.objects.current().filter(campaign=campaign_of("NT"))
    below = quotas.exclude(unit__code="NT").aggregate(total=Sum("value"))["total"]
    assert (quotas.get(unit__code="NT").value, below) == (620, 620)


@pytest.mark.parametrize("superior", ["QN-BT", "QN"])
def test_quotas_of_ba_to_add_up_before_and_after_the_reorganisation(superior):
    quotas = Quota.objects.current().filter(campaign=campaign_of("QN-BT"))
    below = quotas.filter(unit__kind="commune", unit__administrative_parent__code=superior)
    total = below.aggregate(total=Sum("value"))["total"]
    assert (quotas.get(unit__code=superior).value, total) == (114, 114)


def test_year_of_ninh_thuan_has_every_state():
    states = submissions_of("NT").values_list("state", flat=True)
    assert set(states) == set(SubmissionState)


def test_year_of_ninh_thuan_has_late_and_overdue_submissions():
    found = {submission.timeliness for submission in submissions_of("NT").with_context()}
    assert found == {Timeliness.ON_TIME, Timeliness.SENT_LATE, Timeliness.OVERDUE}


def test_year_of_ninh_thuan_has_every_answer():
    figures = Figure.objects.filter(period__campaign=campaign_of("NT"))
    assert set(figures.values_list("answer", flat=True)) == set(AnswerKind)
    assert figures.filter(is_estimate=True).exists()


def test_submission_returned_once_was_sent_again_and_accepted():
    submission = submissions_of("NT").get(unit__code="NT-NINHHAI", period__ordinal=1)
    returned, accepted = submission.revisions.all()
    assert (returned.returned_at is not None, submission.accepted_revision) == (True, accepted)
    assert returned.figures.get(indicator__code="DB1").part == 21
    assert accepted.figures.get(indicator__code="DB1").part > 21


def test_reopened_submission_still_counts_what_was_accepted():
    submission = submissions_of("NT").get(state=SubmissionState.REOPENED)
    assert submission.accepted_revision.number < submission.current_revision.number


def test_past_was_acted_out_in_its_own_time():
    sent = Revision.objects.filter(submitted_at__isnull=False)
    assert not sent.exclude(
        submitted_at__date__gt=F("submission__period__data_to"),
        submitted_at__date__lt=timezone.localdate(),
    ).exists()


def test_verdicts_on_the_province_differ():
    submission = submissions_of("NT").get(unit__code="NT", period__ordinal=3)
    verdicts = {one.judgement.verdict for one in table_of(collect(submission)).targets[1:]}
    assert verdicts == {"exceeded", "met", "missed", "underway", "insufficient"}


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


def test_figures_of_the_report_on_ba_to_can_be_recomputed():
    submission = submissions_of("QN-BT").get(unit__code="QN", period__ordinal=4)
    report = request_report(submission, by=User.objects.get(username="lanhdao.quangngai"))
    assert list(harms_of(freeze_report(report.pk))) == []


def test_accounts_open_with_the_password():
    user = User.objects.get(username="nhaplieu.phanrang")
    assert user.check_password(PASSWORD)


def test_ask_for_report_asks_as_the_leader_of_the_province():
    report = ask_for_report()
    assert (str(report.submission), report.requested_by.username) == (
        "UBND tỉnh Ninh Thuận, Quý III năm 2023",
        "lanhdao.ninhthuan",
    )
