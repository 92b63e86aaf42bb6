"""The fixed words of official documents, by which their elements are recognised.

Types and abbreviations: Decree 30/2020/NĐ-CP, Annex III, part I. Recognising is generous with
capitals and spaces; the checks are not.
"""

import re

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

ABBREVIATIONS = {
    "NGHỊ QUYẾT": "NQ",
    "QUYẾT ĐỊNH": "QĐ",
    "CHỈ THỊ": "CT",
    "QUY CHẾ": "QC",
    "QUY ĐỊNH": "QyĐ",
    "THÔNG CÁO": "TC",
    "THÔNG BÁO": "TB",
    "HƯỚNG DẪN": "HD",
    "CHƯƠNG TRÌNH": "CTr",
    "KẾ HOẠCH": "KH",
    "PHƯƠNG ÁN": "PA",
    "ĐỀ ÁN": "ĐA",
    "DỰ ÁN": "DA",
    "BÁO CÁO": "BC",
    "BIÊN BẢN": "BB",
    "TỜ TRÌNH": "TTr",
    "HỢP ĐỒNG": "HĐ",
    "CÔNG ĐIỆN": "CĐ",
    "GIẤY ỦY QUYỀN": "GUQ",
    "GIẤY MỜI": "GM",
    "GIẤY GIỚI THIỆU": "GGT",
    "GIẤY NGHỈ PHÉP": "GNP",
    "PHIẾU GỬI": "PG",
    "PHIẾU CHUYỂN": "PC",
    "PHIẾU BÁO": "PB",
}
COPIES = {"SAO Y": "SY", "SAO LỤC": "SL", "TRÍCH SAO": "TrS"}
ALL_ABBREVIATIONS = frozenset({*ABBREVIATIONS.values(), *COPIES.values()})
MINUTES = "BIÊN BẢN"

# The words with which names of offices that issue documents begin, to tell a new name from the
# second line of the one above.
OFFICES = (
    "ỦY BAN", "UBND", "HỘI ĐỒNG", "HĐND", "BỘ", "SỞ", "BAN", "PHÒNG", "CỤC", "CHI CỤC", "VĂN PHÒNG",
    "QUÂN KHU", "QUÂN ĐOÀN", "SƯ ĐOÀN", "TRUNG ĐOÀN", "TIỂU ĐOÀN", "LỮ ĐOÀN", "TRƯỜNG", "HỌC VIỆN",
    "TRUNG TÂM", "CÔNG AN", "TÒA ÁN", "VIỆN", "TỔNG CỤC", "CÔNG TY", "ĐẢNG ỦY", "TỈNH ỦY",
)  # fmt: skip

# Marks, as they stand in their frames; those of urgency with the width of theirs in millimetres.
URGENCIES = {"HỎA TỐC": 30, "THƯỢNG KHẨN": 40, "KHẨN": 20}
CIRCULATIONS = frozenset({"XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ", "TÀI LIỆU THU HỒI"})

NUMBER = re.compile(r"^số\b", re.IGNORECASE)
DATE = re.compile(r"ngày\b.*\btháng\b.*\bnăm\b", re.IGNORECASE)
LETTER_SUBJECT = re.compile(r"^v/v\b", re.IGNORECASE)
ADDRESSEES = re.compile(r"^kính gửi\b", re.IGNORECASE)
RECIPIENTS = re.compile(r"^nơi nhận\b", re.IGNORECASE)
GROUND = re.compile(r"^căn cứ\b", re.IGNORECASE)
GROUND_AFTER_ANOTHER = re.compile(r"^(theo đề nghị|xét)\b", re.IGNORECASE)
ANNEX = re.compile(r"^phụ lục(?:\s+(?P<number>[IVXLC]+|\d+))?\s*[.:]?$", re.IGNORECASE)
ANNEX_OF = re.compile(r"^\(\s*kèm theo\b", re.IGNORECASE)
CONTACTS = re.compile(r"^(địa chỉ|trụ sở)\s*:", re.IGNORECASE)
DRAFTING_MARK = re.compile(r"^[^\W\d_]{1,10}\.?\s?(\(\d+\)|\d+)$")
AUTHORITY = re.compile(r"^(TM|KT|TL|TUQ|Q)\b", re.IGNORECASE)

PART = re.compile(r"^(Phần|Chương|Mục|Tiểu mục)\s+([IVXLC]+|\d+|thứ \w+)\s*$", re.IGNORECASE)
SECTION = re.compile(r"^[IVXLC]+\.\s")
CLAUSE = re.compile(r"^\d+\.\s")
ARTICLE = re.compile(r"^Điều\s+\d+\b", re.IGNORECASE)
POINT = re.compile(r"^(?P<letter>[^\W\d_])\)\s")
BLANK = r"[\s._…]*"


def without_spaces(text: str) -> str:
    return "".join(text.split())


def type_of(text: str) -> str:
    """The type of document that a line names, in capitals, or nothing."""
    words = " ".join(text.upper().split())
    return words if words in ABBREVIATIONS else ""


def begins_an_office(text: str) -> bool:
    return text.upper().startswith(tuple(f"{office} " for office in OFFICES))


def is_upper(text: str) -> bool:
    return text == text.upper()


def is_lower(text: str) -> bool:
    """Not all in capitals; a line of a single word may be nothing but an abbreviation."""
    words = [word for word in text.split() if word.lower() != word.upper()]
    return not is_upper(text) or len(words) < 2
