"""Why an act on people is declined, and which field of the page caused it."""

from core.access.refusals import NotPossible


class FieldRefusal(NotPossible):
    """One thing that was typed cannot stand; `field` names it."""

    field = ""


class UsernameTaken(FieldRefusal):
    code = "username_taken"
    field = "username"
    message = "Tên đăng nhập này đã có người dùng."


class DatesCrossed(FieldRefusal):
    code = "dates_crossed"
    field = "valid_to"
    message = "Ngày kết thúc phải từ ngày bắt đầu trở đi."


class GrantOverlaps(FieldRefusal):
    code = "grant_overlaps"
    field = "valid_from"


class OwnFigures(FieldRefusal):
    """An administrator sees no figures, and does not become a reader of them alone."""

    code = "own_figures"
    field = "role"
    message = (
        "Người quản trị không tự giao cho mình vai trò xem hoặc ghi số liệu;"
        " hãy nhờ người quản trị khác."
    )


class EndedAlready(FieldRefusal):
    code = "ended_already"
    field = "last_day"
    message = "Phân quyền này đã kết thúc."


class EndNotEarlier(FieldRefusal):
    code = "end_not_earlier"
    field = "last_day"


class EndInThePast(FieldRefusal):
    """What was done under a grant keeps its grant: it is not ended backwards."""

    code = "end_in_the_past"
    field = "last_day"
    message = "Chọn từ hôm nay trở đi, hoặc để trống nếu kết thúc ngay."


class LastAdministrator(NotPossible):
    """Without an administrator a unit could not be reached by anybody any more."""

    code = "last_administrator"


class ActivityUnchanged(NotPossible):
    code = "activity_unchanged"
    message = "Người khác vừa thực hiện thao tác này với tài khoản."


class PasswordOvertaken(NotPossible):
    """The password that was proved is no longer the account's."""

    code = "password_overtaken"
    message = "Mật khẩu vừa được người quản trị đặt lại. Hãy đăng nhập bằng mật khẩu mới."


class NotDelegable(FieldRefusal):
    """Only an own right of a head, held today at a unit that has not ended, is handed on."""

    code = "not_delegable"
    field = "source"
    message = (
        "Chỉ ủy quyền được vai trò chính bạn đang giữ, tại đơn vị còn hoạt động;"
        " người được ủy quyền không ủy quyền lại."
    )


class DelegateUnfit(FieldRefusal):
    code = "delegate_unfit"
    field = "person"
    message = "Chọn người khác có tài khoản đang hoạt động trong đơn vị của bạn."


class PaperMissing(FieldRefusal):
    code = "paper_missing"
    field = "paper"
    message = "Ghi số, ngày của văn bản ủy quyền."


class DelegatedBackwards(FieldRefusal):
    code = "delegated_backwards"
    field = "valid_from"
    message = "Ủy quyền có hiệu lực từ hôm nay trở đi."


class BeyondOwnGrant(FieldRefusal):
    code = "beyond_own_grant"
    field = "valid_to"
