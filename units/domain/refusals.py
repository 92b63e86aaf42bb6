"""How an act on units is declined. Each type knows the field of the form that caused it."""

from core.access.refusals import NotPossible, Stale


class UnitRefusal(NotPossible):
    """`field` is named as the verb's argument; it is "" when the act as a whole is declined."""

    code = "unit_refused"
    field = ""

    def __init__(self, message: str | None = None, *, field: str | None = None):
        super().__init__(message)
        self.field = self.field if field is None else field


class CodeTaken(UnitRefusal):
    code = "code_taken"
    field = "code"
    message = "Mã này đã có đơn vị khác dùng."


class NothingChanged(UnitRefusal):
    code = "nothing_changed"
    message = "Chưa có nội dung nào thay đổi."


class NoSuperior(UnitRefusal):
    code = "no_superior"
    field = "administrative_parent"
    message = "Hãy chọn ít nhất một cấp trên."


class OutOfReach(UnitRefusal):
    """Another unit that the act needs is not the actor's to keep."""

    code = "out_of_reach"


class NotInForce(UnitRefusal):
    code = "not_in_force"


class StandsUnderItself(UnitRefusal):
    code = "stands_under_itself"


class AlreadyEnds(UnitRefusal):
    """The unit, or the office, has its last day already."""

    code = "already_ends"


class DatesCross(UnitRefusal):
    code = "dates_cross"


class SucceedsItself(UnitRefusal):
    code = "succeeds_itself"
    field = "successors"


class SubordinatesRemain(UnitRefusal):
    """Units that live on would be left under one that ends."""

    code = "subordinates_remain"


class OfficesOverlap(UnitRefusal):
    code = "offices_overlap"
    field = "valid_from"


class NoProvince(UnitRefusal):
    code = "no_province"
    field = "province"
    message = "Chỉ thêm danh mục cấp xã cho Ủy ban nhân dân cấp tỉnh đang hoạt động."


class EffectChanged(Stale):
    """The act would do something else than what the person agreed to."""

    message = "Từ khi bạn xem, tác động của việc này đã thay đổi. Hãy xem lại rồi xác nhận."


class ClusterNameTaken(UnitRefusal):
    code = "cluster_name_taken"
    field = "name"
    message = "Cùng thời gian, đơn vị tổ chức đã có cụm, khối thi đua tên này."


class NotACandidate(UnitRefusal):
    """A cluster is made of units under its organiser that are there on the day."""

    code = "not_a_candidate"
    field = "units"


class InAnotherCluster(UnitRefusal):
    """A unit is compared with one set of others at a time."""

    code = "in_another_cluster"
    field = "units"


class NotAMember(UnitRefusal):
    code = "not_a_member"


class LeadsTwice(UnitRefusal):
    code = "leads_twice"
    message = "Mỗi đơn vị chỉ giữ một vị trí."
