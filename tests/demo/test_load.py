"""The loaded demonstration, held against the documents it comes from."""

from datetime import date

import pytest
from django.apps import apps
from django.db.models import F, Sum
from django.utils import timezone

from accounts.models import User
from campaigns.models import Campaign, Quota
from demo.loader import load
from demo.people import PASSWORD
from demo.report import ask_for_report
from documents.models import Document, Issuer
from reports.domain.collect import collect
from reports.domain.table import table_of
from results.enums import AnswerKind, SubmissionState, Timeliness
from results.models import Figure, Revision, Submission
from units.models import Office, Unit

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


def campaign_of(unit: str) -> Campaign:
    return Campaign.objects.get(issuing_unit__code=unit)


def submissions_of(unit: str):
    return Submission.objects.filter(campaign=campaign_of(unit))


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


def test_every_unit_that_reports_can_issue_and_sign_its_report():
    for submission in Submission.objects.select_related("unit", "period"):
        day = submission.period.due_on
        signers = Office.objects.filter(unit=submission.unit, signs_alongside=False)
        offices = signers.filter(valid_from__lte=day)
        assert (offices.count(), Issuer.objects.filter(unit=submission.unit).count()) == (1, 1)


def test_quotas_of_ninh_thuan_add_up_to_the_total_of_the_province():
    quotas = Quota.objects.current().filter(campaign=campaign_of("NT"))
    below = quotas.exclude(unit__code="NT").aggregate(total=Sum("value"))["total"]
    assert (quotas.get(unit__code="NT").value, below) == (620, 620)


def test_year_of_ninh_thuan_has_every_state():
    states = submissions_of("NT").values_list("state", flat=True)
    assert set(states) == set(SubmissionState)


def test_year_of_ninh_thuan_has_late_and_overdue_submissions():
    found = {submission.timeliness for submission in submissions_of("NT").with_context()}
    overdue = {Timeliness.OVERDUE, Timeliness.VERY_OVERDUE}
    assert found == {Timeliness.ON_TIME, Timeliness.SENT_LATE} | overdue


def test_year_of_ninh_thuan_has_every_answer():
    figures = Figure.objects.filter(period__campaign=campaign_of("NT"))
    closed = set(AnswerKind) - {AnswerKind.PARTIAL}  # which can be sent by nobody
    assert set(figures.values_list("answer", flat=True)) == closed
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
    verdicts = {
        one.judgement.verdict for one in table_of(collect(submission)).targets if one.judgement
    }
    assert verdicts == {"exceeded", "met", "missed", "underway"}


def test_accounts_open_with_the_password():
    user = User.objects.get(username="nhaplieu.phanrang")
    assert user.check_password(PASSWORD)


def test_ask_for_report_asks_as_the_leader_of_the_province():
    report = ask_for_report()
    assert (str(report.submission), report.requested_by.username) == (
        "UBND tỉnh Ninh Thuận, Quý III năm 2023",
        "lanhdao.ninhthuan",
    )


def test_papers_of_quang_ngai_wait_for_the_next_hand(demonstration):
    papers = Document.objects.filter(issuer__unit__code="QN").order_by("pk")
    assert list(papers.values_list("kind", "state")) == [
        ("QĐ", "approved"),
        ("TB", "format_checked"),
        ("CV", "draft"),
        ("TB", "issued"),
    ]


def test_paper_that_was_issued_reached_its_communes_and_lies_in_a_file(demonstration):
    issued = Document.objects.get(issuer__unit__code="QN", state="issued")
    reached = set(issued.dispatches.values_list("unit__short_name", flat=True)) - {None}
    assert reached == {"UBND xã Bình Sơn", "UBND xã Ba Tơ", "UBND xã Măng Đen"}
    assert issued in Document.objects.visible_to(User.objects.get(username="nhaplieu.xabinhson"))
    assert [str(entry.record_file) for entry in issued.filings.all()] == [
        f"Hồ sơ 01/HS-TĐ năm {issued.legal_date.year}"
    ]
