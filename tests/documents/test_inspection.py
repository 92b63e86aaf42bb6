"""What is found in a file that was signed outside, and what is refused."""

import re
from datetime import datetime, timedelta

import pytest

from documents.enums import DocumentKind
from documents.signing.inspection import VIETNAM, Refused, inspect
from tests.documents.keys import NOW, SERIAL, YEAR, authority_under, root_authority
from tests.documents.signed_files import (
    add_a_text_field,
    another_file_behind,
    cover_with_a_note,
    issued_file,
    prepared_file,
    sign,
    sign_in_a_field_of_ones_own,
    write_over,
)

SIGNER = "Trần Văn Bình"


@pytest.fixture(scope="module")
def root():
    return root_authority()


@pytest.fixture(scope="module")
def authority(root):
    return authority_under(root)


@pytest.fixture(scope="module")
def key(authority):
    return authority.archive(SIGNER)


@pytest.fixture
def roots(root, tmp_path):
    folder = tmp_path / "roots"
    folder.mkdir()
    (folder / "goc.crt").write_bytes(root.pem)
    (folder / "doc-toi.txt").write_text("Nơi đặt chứng thư số gốc.")
    return folder


@pytest.fixture
def look(tmp_path):
    """What is found in a file that begins with the issued one."""

    def look(content, *, roots=None, size=None):
        path = tmp_path / "signed.pdf"
        path.write_bytes(content)
        return inspect(path, size or len(issued_file()), roots)

    return look


@pytest.fixture
def refusal(look):
    def refusal(content, **how):
        with pytest.raises(Refused) as caught:
            look(content, **how)
        return caught.value.code, caught.value.signer

    return refusal


def test_signature_tells_whose_it_is(look, key):
    (found,) = look(sign(prepared_file(), key))
    signed_at = datetime.fromisoformat(found.pop("signed_at"))
    assert found == {
        "field": "NguoiKy",
        "signer": SIGNER,
        "organisation": "UBND tỉnh Trình Diễn",
        "serial": f"{SERIAL:X}",
        "certified_by": "Trung tâm chứng thực cấp dưới",
        "is_trusted": False,
        "is_in_place": True,
    }
    assert abs(signed_at - datetime.now(VIETNAM)) < timedelta(minutes=5)
    assert signed_at.utcoffset() == timedelta(hours=7)


def test_chain_to_a_trusted_root_is_told(look, key, roots):
    (found,) = look(sign(prepared_file(), key), roots=roots)
    assert found["is_trusted"] is True


def test_empty_folder_of_roots_compares_nothing(look, key, tmp_path):
    folder = tmp_path / "roots"
    folder.mkdir()
    (found,) = look(sign(prepared_file(), key), roots=folder)
    assert found["is_trusted"] is False


def test_signatures_come_in_the_order_of_signing(look, authority, roots):
    content = prepared_file()
    for field, person in (("NguoiKy", SIGNER), ("SoVaNgay", "Văn thư"), ("CoQuan", "UBND tỉnh")):
        content = sign(content, authority.archive(person), field)
    found = look(content, roots=roots)
    assert [(one["field"], one["signer"]) for one in found] == [
        ("NguoiKy", SIGNER),
        ("SoVaNgay", "Văn thư"),
        ("CoQuan", "UBND tỉnh"),
    ]


def test_minutes_are_signed_by_two(look, authority):
    content = prepared_file(DocumentKind.MINUTES)
    for field in ("ThuKy", "NguoiKy"):
        content = sign(content, authority.archive(field), field)
    found = look(content, size=len(issued_file(DocumentKind.MINUTES)))
    assert [(one["signer"], one["is_in_place"]) for one in found] == [
        ("ThuKy", True),
        ("NguoiKy", True),
    ]


def test_invisible_signature_without_a_prepared_field_is_taken(look, key):
    (found,) = look(sign(issued_file(), key, "Moi"))
    assert found["is_in_place"] is True


def test_picture_elsewhere_on_the_page_is_told(look, key):
    (found,) = look(sign_in_a_field_of_ones_own(issued_file(), key))
    assert found["is_in_place"] is False


@pytest.mark.parametrize("content", [issued_file, prepared_file])
def test_file_without_a_signature_is_refused(refusal, content):
    assert refusal(content()) == ("unsigned", "")


@pytest.mark.parametrize("change", [write_over, cover_with_a_note])
def test_content_changed_after_signing_is_refused(refusal, key, change):
    assert refusal(change(sign(prepared_file(), key))) == ("content_changed", "")


@pytest.mark.parametrize("change", [write_over, cover_with_a_note])
def test_content_changed_before_signing_is_refused(refusal, key, change):
    assert refusal(sign(change(prepared_file()), key)) == ("content_changed", "")


def test_form_that_shows_a_text_is_refused(refusal, key):
    assert refusal(sign(add_a_text_field(issued_file()), key)) == ("content_changed", "")


def test_another_file_behind_ours_is_refused(refusal, key):
    shadow = another_file_behind(issued_file())
    assert refusal(sign(shadow, key)) == ("content_changed", "")


def test_certificate_of_another_chain_is_refused(refusal, roots):
    stranger = root_authority().archive("Người Lạ")
    assert refusal(sign(prepared_file(), stranger), roots=roots) == ("untrusted", "Người Lạ")


def test_forged_chain_of_the_same_names_is_refused(refusal, roots):
    forged = authority_under(root_authority()).archive(SIGNER)
    assert refusal(sign(prepared_file(), forged), roots=roots) == ("untrusted", SIGNER)


@pytest.mark.parametrize(
    "period",
    [
        {"since": NOW - 2 * YEAR, "until": NOW - timedelta(days=1)},
        {"since": NOW + timedelta(days=1), "until": NOW + YEAR},
    ],
)
@pytest.mark.parametrize("compared", [False, True])
def test_certificate_out_of_its_time_is_refused(refusal, authority, roots, period, compared):
    late = authority.archive("Hết Hạn", **period)
    how = {"roots": roots} if compared else {}
    assert refusal(sign(prepared_file(), late), **how) == ("expired", "Hết Hạn")


def test_signature_of_other_bytes_is_refused(refusal, key):
    """A digit of where a field stands, between the issued bytes and the signature."""
    content = bytearray(sign(prepared_file(), key))
    at = re.compile(rb"/Rect \[\D*").search(content, len(issued_file())).end()
    content[at] = ord("1") if content[at] != ord("1") else ord("2")
    assert refusal(bytes(content)) == ("broken", SIGNER)


def test_signature_moved_from_another_file_is_refused(refusal, key):
    """The signature's own bytes stand where another one stood."""
    one, other = sign(prepared_file(), key), sign(prepared_file(), key, reason="Khác")
    start, end = b"/Contents <", b">"
    at, from_ = one.index(start) + len(start), other.index(start) + len(start)
    until = one.index(end, at)
    taken = other[from_ : other.index(end, from_)].ljust(until - at, b"0")[: until - at]
    moved = one[:at] + taken + one[until:]
    assert refusal(moved) == ("broken", SIGNER)


def test_names_of_strangers_are_fit_to_be_stored(look, authority):
    (found,) = look(sign(prepared_file(), authority.archive("Bình\u0000\u202eTrần\n", "A" * 64)))
    assert found["signer"] == "BìnhTrần"
