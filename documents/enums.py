from django.db.models import TextChoices


class DocumentKind(TextChoices):
    """Kinds of documents, by their abbreviation in the symbol (Decree 30/2020/NĐ-CP, Annex III).

    An official letter has none there; "CV" is only its key.
    """

    PLAN = "KH", "Kế hoạch"
    REPORT = "BC", "Báo cáo"
    SUBMISSION_LETTER = "TTr", "Tờ trình"
    MINUTES = "BB", "Biên bản"
    DECISION = "QĐ", "Quyết định"
    NOTICE = "TB", "Thông báo"
    INVITATION = "GM", "Giấy mời"
    OFFICIAL_LETTER = "CV", "Công văn"
    TRUE_COPY = "SY", "Sao y"
    COPY_ON = "SL", "Sao lục"
    EXCERPT = "TrS", "Trích sao"

    @property
    def is_copy(self) -> bool:
        """Of another document, whose words it repeats, whole or in part (articles 25 to 27)."""
        return self in COPIES

    @property
    def is_letter(self) -> bool:
        """Without a title: its subject stands as "V/v …" under the number."""
        return self is DocumentKind.OFFICIAL_LETTER

    @property
    def has_place_and_date(self) -> bool:
        """Minutes tell place and time in their text."""
        return self is not DocumentKind.MINUTES

    @property
    def has_secretary(self) -> bool:
        """Minutes are signed by the secretary, on the left, and the chair."""
        return self is DocumentKind.MINUTES

    @property
    def has_qr(self) -> bool:
        """Shows its verification code; minutes follow a form that others prescribe."""
        return self is not DocumentKind.MINUTES


COPIES = (DocumentKind.TRUE_COPY, DocumentKind.COPY_ON, DocumentKind.EXCERPT)
# Those that are written; a copy is made of them.
DRAFTED = tuple(kind for kind in DocumentKind if not kind.is_copy)


class LayoutProfile(TextChoices):
    """Whose rules of form an authority follows where they differ from the decree's."""

    DECREE_30 = "decree_30", "Nghị định 30/2020/NĐ-CP"
    ARMY = "army", "Quy định của Bộ Quốc phòng (chưa đối chiếu)"


class Urgency(TextChoices):
    """How soon a document has to arrive. How secret it is cannot be said: none is secret here."""

    NONE = "", "Không"
    URGENT = "urgent", "Khẩn"
    VERY_URGENT = "very_urgent", "Thượng khẩn"
    EXPRESS = "express", "Hỏa tốc"

    @property
    def width(self) -> int:
        """Of its frame, in millimetres (Decree 30/2020/NĐ-CP, Annex I, part III, item 2)."""
        return FRAME_WIDTHS[self]


FRAME_WIDTHS = {Urgency.URGENT: 20, Urgency.VERY_URGENT: 40, Urgency.EXPRESS: 30}


class Circulation(TextChoices):
    """What those who get a document are told to do with it."""

    NONE = "", "Không"
    RETURN = "return", "Xem xong trả lại"
    INTERNAL = "internal", "Lưu hành nội bộ"


class ContactsOn(TextChoices):
    """On which documents an issuer prints its address."""

    NONE = "none", "Không in"
    LETTERS = "letters", "Công văn và giấy mời"
    ALL = "all", "Mọi loại văn bản"

    def includes(self, kind: DocumentKind) -> bool:
        if self is ContactsOn.LETTERS:
            return kind in (DocumentKind.OFFICIAL_LETTER, DocumentKind.INVITATION)
        return self is ContactsOn.ALL and not kind.is_copy


class DocumentState(TextChoices):
    DRAFT = "draft", "Dự thảo"
    CONTENT_CHECKED = "content_checked", "Đã kiểm tra nội dung"
    FORMAT_CHECKED = "format_checked", "Đã kiểm tra thể thức"
    APPROVED = "approved", "Đã duyệt ký"
    NUMBERED = "numbered", "Đã cấp số"
    ISSUED = "issued", "Đã ban hành"
    REPLACED = "replaced", "Đã được thay thế"
    REVOKED = "revoked", "Đã bị bãi bỏ"


# Where a document has its number and its day.
WITH_A_NUMBER = (
    DocumentState.NUMBERED,
    DocumentState.ISSUED,
    DocumentState.REPLACED,
    DocumentState.REVOKED,
)
# Where it is out of the house, and final.
OUT = (DocumentState.ISSUED, DocumentState.REPLACED, DocumentState.REVOKED)


class EndingWay(TextChoices):
    """How a document ends another (Decree 30/2020/NĐ-CP, article 18)."""

    REPLACES = "replaces", "Thay thế"
    REVOKES = "revokes", "Bãi bỏ"

    @property
    def state_of_ended(self) -> DocumentState:
        return DocumentState.REPLACED if self is EndingWay.REPLACES else DocumentState.REVOKED


class DispatchWay(TextChoices):
    """How a document reaches a recipient."""

    PAPER = "paper", "Giấy"
    ELECTRONIC = "electronic", "Điện tử"
