"""The menu: what a person does here, by the roles the person holds, grouped by what it is about."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from accounts.enums import DELEGATED_ROLES, FIGURE_READERS, Role
from results.rules import UNIT_HANDS

HANDS = frozenset(UNIT_HANDS)
EVERYBODY = frozenset(Role)


@dataclass(frozen=True)
class Entry:
    """A place in the menu, and for whom it is.

    `task` is the list's filter that shows what is waiting for the person.
    """

    group: str
    label: str
    icon: str
    route: str
    roles: frozenset[Role]
    task: str = ""

    @property
    def url(self) -> str:
        query = f"?{urlencode({'task': self.task})}" if self.task else ""
        return reverse(self.route) + query

    def leads_to(self, match) -> bool:
        """Whether a page is in the room of this place; the first screen has none but itself."""
        room = self.route.rpartition(":")[0]
        return match.namespace == room if room else match.view_name == self.route


@dataclass(frozen=True)
class NavItem:
    group: str
    label: str
    icon: str
    url: str
    is_current: bool


MENU = (
    Entry("Việc hôm nay", "Việc hôm nay", "home", "home", roles=EVERYBODY),
    Entry(
        "Số liệu",
        "Báo cáo số liệu của đơn vị",
        "clipboard-list",
        "results:list",
        roles=HANDS,
        task="owed",
    ),
    Entry(
        "Số liệu",
        "Kiểm tra, xác nhận",
        "list-check",
        "results:list",
        roles=frozenset({Role.REVIEWER}),
        task="review",
    ),
    Entry(
        "Số liệu",
        "Số liệu các đơn vị",
        "layout-grid",
        "results:list",
        roles=FIGURE_READERS - HANDS - {Role.REVIEWER},
    ),
    Entry("Số liệu", "Báo cáo kết quả", "file-text", "reports:list", roles=FIGURE_READERS),
    Entry("Văn bản", "Văn bản", "printer", "documents:list", roles=FIGURE_READERS),
    Entry("Văn bản", "Hồ sơ", "inbox", "records:list", roles=FIGURE_READERS),
    Entry("Văn bản", "Kiểm tra thể thức", "file-type-pdf", "format:check", roles=EVERYBODY),
    Entry("Kế hoạch", "Phong trào thi đua", "flag", "campaigns:list", roles=FIGURE_READERS),
    Entry(
        "Kế hoạch",
        "Chỉ tiêu thống kê",
        "target",
        "campaigns:catalogue:indicators",
        roles=frozenset({Role.CAMPAIGN_OFFICER, Role.ADMINISTRATOR}),
    ),
    Entry("Tổ chức", "Đơn vị", "hierarchy", "units:list", roles=EVERYBODY),
    Entry(
        "Tổ chức",
        "Người dùng",
        "users",
        "accounts:list",
        roles=frozenset({Role.ADMINISTRATOR}),
    ),
    Entry("Tổ chức", "Ủy quyền", "send", "delegations:list", roles=frozenset(DELEGATED_ROLES)),
    Entry("Giám sát", "Nhật ký", "history", "audit:list", roles=frozenset({Role.INSPECTOR})),
)


def nav_items(request) -> list[NavItem]:
    shown = [entry for entry in MENU if request.user.holds(*entry.roles)]
    current = _current(shown, request)
    return [
        NavItem(entry.group, entry.label, entry.icon, entry.url, is_current=entry is current)
        for entry in shown
    ]


def _current(shown: list[Entry], request) -> Entry | None:
    """Two entries may lead to one list; the task in the address tells which of them is meant."""
    here = [entry for entry in shown if entry.leads_to(request.resolver_match)]
    meant = [entry for entry in here if entry.task == request.GET.get("task", "")]
    return next(iter(meant + here), None)
