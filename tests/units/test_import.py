"""Units from a workbook: what is read, what is refused by row and column, all or none."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.enums import Role
from core.access.refusals import NotPermitted
from core.audit.models import Entry
from core.excel.reading import SheetRow, read_rows
from core.excel.writing import workbook_bytes
from tests.factories import UnitFactory, UserFactory
from units.domain.importing import HEADS, Problem, RowsRefused, import_units, plan_import
from units.models import Unit

pytestmark = pytest.mark.django_db
CODE, KIND, OFFICIAL, SHORT, ABOVE, COMMAND, SINCE = HEADS


def row(number: int = 2, **changes) -> SheetRow:
    cells = {
        CODE: f"X{number}",
        KIND: "Ủy ban nhân dân cấp xã",
        OFFICIAL: f"Ủy ban nhân dân xã Số {number}",
        SHORT: f"UBND xã Số {number}",
        ABOVE: "NT",
        COMMAND: "",
        SINCE: "01/07/2025",
    }
    names = {"code": CODE, "kind": KIND, "above": ABOVE, "command": COMMAND, "since": SINCE}
    return SheetRow(number, cells | {names[name]: value for name, value in changes.items()})


def problems(province, *rows) -> list[Problem]:
    return plan_import(rows, by=province.administrator).problems


def test_import_makes_the_units_of_all_rows(province):
    import_units([row(2), row(3, command="NT")], by=province.administrator)

    made = Unit.objects.filter(code__startswith="X").order_by("code")
    assert [(unit.short_name, unit.administrative_parent, unit.valid_from) for unit in made] == [
        ("UBND xã Số 2", province.top, date(2025, 7, 1)),
        ("UBND xã Số 3", province.top, date(2025, 7, 1)),
    ]


def test_import_puts_rows_under_one_another_in_any_order(province):
    rows = [row(2, above="X3"), row(3, command="X4"), row(4)]
    import_units(rows, by=province.administrator)

    above = Unit.objects.filter(code__startswith="X").values_list(
        "code", "administrative_parent__code", "command_parent__code"
    )
    assert sorted(above) == [("X2", "X3", None), ("X3", "NT", "X4"), ("X4", "NT", None)]


def test_import_is_told_unit_by_unit(province):
    import_units([row(2), row(3, above="X2")], by=province.administrator)

    told = Entry.objects.filter(event="units.created").order_by("pk")
    assert [(entry.after["unit_code"], entry.authority) for entry in told] == [
        ("X2", "Quản trị, UBND tỉnh Ninh Thuận"),
        ("X3", "Quản trị, UBND tỉnh Ninh Thuận"),
    ]


def test_kind_is_read_without_marks_and_capitals(province):
    assert problems(province, row(kind="uy ban nhan dan CẤP XÃ")) == []


@pytest.mark.parametrize(
    ("changes", "head", "message"),
    [
        ({"code": ""}, CODE, "Mục này không được để trống."),
        ({"code": "BT"}, CODE, "Mã này đã có đơn vị khác dùng."),
        ({"kind": "Thôn"}, KIND, "Không có loại đơn vị “Thôn”."),
        ({"since": "2025"}, SINCE, "“2025” không phải là ngày/tháng/năm."),
        ({"since": "31/02/2025"}, SINCE, "“31/02/2025” không phải là ngày/tháng/năm."),
        (
            {"since": "01/01/1900"},
            SINCE,
            "Ngày phải trong khoảng từ 01/01/1945 đến 31/12/2100.",
        ),
        ({"above": ""}, ABOVE, "Hãy ghi ít nhất một cấp trên."),
        (
            {"command": "KHONG-CO"},
            COMMAND,
            "Đơn vị “KHONG-CO” không có trong tệp và không phải đơn vị đang hoạt động"
            " mà bạn quản trị.",
        ),
        ({"above": "X2"}, ABOVE, "Các dòng đứng vòng tròn dưới nhau."),
    ],
)
def test_wrong_cell_is_named_by_row_and_column(province, changes, head, message):
    assert problems(province, row(2, **changes)) == [Problem(2, head, message)]


def test_code_given_twice_is_named_at_the_second_row(province):
    found = problems(province, row(2, code="X"), row(7, code="X"))

    assert found == [Problem(7, CODE, "Mã trùng với dòng 2.")]


@pytest.mark.parametrize("tree", ["above", "command"])
def test_rows_in_a_circle_are_all_named(province, tree):
    rows = [row(2, **{tree: "X3"}), row(3, **{tree: "X2"}), row(4, **{tree: "X2"})]

    assert [problem.row for problem in problems(province, *rows)] == [2, 3]


def test_superior_of_others_is_as_unknown(province):
    UnitFactory(code="KHAC")

    assert [problem.head for problem in problems(province, row(above="KHAC"))] == [ABOVE]


def test_superior_that_ended_is_refused(province):
    Unit.objects.filter(pk=province.neighbour.pk).update(valid_to=date(2025, 6, 30))

    assert [problem.head for problem in problems(province, row(above="BV"))] == [ABOVE]


def test_superior_in_the_file_that_comes_too_late_is_refused(province):
    rows = [row(2, above="X3"), row(3, since="01/01/2099")]

    assert [(each.row, each.head) for each in problems(province, *rows)] == [(2, ABOVE)]


def test_one_bad_row_of_500_writes_nothing_and_is_named(province):
    rows = [row(number) for number in range(2, 502)]
    rows[321] = row(323, kind="Xóm")
    before = Unit.objects.count()

    with pytest.raises(RowsRefused) as refused:
        import_units(rows, by=province.administrator)

    assert (Unit.objects.count(), refused.value.problems) == (
        before,
        [Problem(323, KIND, "Không có loại đơn vị “Xóm”.")],
    )


def test_import_twice_says_that_the_codes_exist(province):
    import_units([row(2), row(3)], by=province.administrator)

    assert problems(province, row(2), row(3)) == [
        Problem(2, CODE, "Mã này đã có đơn vị khác dùng."),
        Problem(3, CODE, "Mã này đã có đơn vị khác dùng."),
    ]


def test_import_by_a_leader_is_refused(province):
    with pytest.raises(NotPermitted):
        import_units([row()], by=UserFactory(grants=[(Role.LEADER, province.top)]))


@pytest.fixture
def keeper(client, province):
    client.force_login(province.administrator)


def workbook(*rows: SheetRow) -> SimpleUploadedFile:
    cells = [list(row.cells.values()) for row in rows]
    return SimpleUploadedFile("don-vi.xlsx", workbook_bytes([HEADS, *cells]))


def upload(client, *rows):
    return client.post(reverse("units:import"), {"file": workbook(*rows)}, follow=True)


def test_empty_form_has_the_heads_that_are_read(client, keeper):
    content = client.get(reverse("units:import_form")).content

    assert read_rows(BytesIO(content), HEADS) == []


def test_upload_shows_what_would_be_made_and_writes_nothing(client, province, keeper):
    before = Unit.objects.count()

    response = upload(client, row(2), row(3))

    names = [line.identity.short_name for line in response.context["plan"].lines]
    assert (names, Unit.objects.count()) == (["UBND xã Số 2", "UBND xã Số 3"], before)


def test_upload_confirmed_makes_the_units_once(client, province, keeper):
    seen = upload(client, row(2), row(3)).context["act"].digest

    answers = [client.post(reverse("units:import_check"), {"seen": seen}) for _ in range(2)]

    assert [answer.url for answer in answers] == [reverse("units:list"), reverse("units:import")]
    assert Unit.objects.filter(code__startswith="X").count() == 2


def test_upload_with_a_bad_row_offers_no_confirmation(client, province, keeper):
    response = upload(client, row(2), row(3, kind="Xóm"))

    assert [problem.row for problem in response.context["plan"].problems] == [3]
    assert 'name="seen"' not in response.content.decode()


def test_bad_row_confirmed_all_the_same_writes_nothing(client, province, keeper):
    seen = upload(client, row(2), row(3, kind="Xóm")).context["act"].digest

    response = client.post(reverse("units:import_check"), {"seen": seen})

    assert response.status_code == 422
    assert not Unit.objects.filter(code__startswith="X").exists()


def test_confirmation_of_another_file_than_shown_is_refused(client, province, keeper):
    seen = upload(client, row(2)).context["act"].digest
    upload(client, row(3))

    response = client.post(reverse("units:import_check"), {"seen": seen})

    assert (response.status_code, response.context["plan"].lines[0].identity.code) == (422, "X3")
    assert not Unit.objects.filter(code__startswith="X").exists()


def test_upload_of_another_person_is_not_there(client, province, keeper):
    upload(client, row(2))
    client.force_login(UserFactory(grants=[(Role.ADMINISTRATOR, province.top)]))

    assert client.get(reverse("units:import_check")).url == reverse("units:import")


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (
            SimpleUploadedFile("a.xlsx", b"x"),
            "Không đọc được tệp. Hãy chọn tệp Excel (.xlsx hoặc .xls).",
        ),
        (SimpleUploadedFile("a.xlsx", b""), "Tệp không có nội dung."),
        (workbook(), "Tệp chưa có dòng nào dưới tên cột."),
        (
            SimpleUploadedFile("a.xlsx", workbook_bytes([HEADS[:-1]])),
            "Tệp thiếu cột: Thành lập từ ngày.",
        ),
        (
            workbook(*(row(number) for number in range(2, 503))),
            "Mỗi lần nhập không quá 500 đơn vị.",
        ),
    ],
    ids=["no workbook", "empty", "no rows", "a head missing", "too many rows"],
)
def test_file_that_cannot_be_taken_says_why(client, keeper, file, message):
    response = client.post(reverse("units:import"), {"file": file})

    assert (response.status_code, response.context["form"].errors) == (422, {"file": [message]})


@pytest.mark.parametrize("rows", [1, 3])
def test_check_asks_the_database_as_often_for_many_rows(
    client, province, keeper, django_assert_num_queries, rows
):
    upload(client, *(row(number) for number in range(2, 2 + rows)))

    with django_assert_num_queries(6):
        client.get(reverse("units:import_check"))
