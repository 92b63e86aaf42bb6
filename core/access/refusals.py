"""How a verb declines: a type with a code and a sentence for people; nobody matches sentences."""


class Refusal(Exception):
    """A verb declines. `code` is stable, `message` is Vietnamese and shown to people."""

    code = "refused"
    message = "Không thực hiện được thao tác này."

    def __init__(self, message: str | None = None):
        self.message = message or self.message
        super().__init__(self.code)


class NotPermitted(Refusal):
    """This person may not do it (rules)."""

    code = "not_permitted"
    message = "Bạn không có quyền thực hiện thao tác này."


class NotPossible(Refusal):
    """Nobody can do it now (policies): the state, the date or the data forbid it."""

    code = "not_possible"


class ReasonMissing(NotPossible):
    """The act needs a reason that people can read later."""

    code = "reason_missing"
    message = "Hãy ghi rõ lý do."


class Stale(NotPossible):
    """What the person saw has been changed by somebody else since."""

    code = "stale"
    message = "Dữ liệu đã được người khác thay đổi. Hãy xem lại số liệu mới trước khi ghi."


def check_reason(reason: str) -> None:
    """Raises ReasonMissing when the reason says nothing."""
    if not reason.strip():
        raise ReasonMissing
