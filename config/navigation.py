"""The menu, and everyone's first screen: what a person does here, by the roles the person holds."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from accounts.enums import DELEGATED_ROLES, FIGURE_READERS, Role
from results.rules import UNIT_HANDS

HANDS = frozenset(UNIT_HANDS)
EVERYBODY = frozenset(Role)


@dataclass(frozen=True)
class Entry:
    """A place in the menu: for whom, and whose first screen after the log-in it is.

    `task` is the list's filter that shows what is waiting for the person.
    """

    label: str
    icon: str
    route: str
    roles: frozenset[Role]
    first_for: frozenset[Role] = frozenset()
    task: str = ""

    @property
    def url(self) -> str:
        query = f"?{urlencode({'task': self.task})}" if self.task else ""
        return reverse(self.route) + query

    @property
    def namespace(self) -> str:
        return self.route.rpartition(":")[0]


@dataclass(frozen=True)
class NavItem:
    label: str
    icon: str
    url: str
    is_current: bool


MENU = (
    Entry(
        "Báo cáo số liệu của đơn vị",
        "clipboard-list",
        "results:list",
        roles=HANDS,
        first_for=HANDS,
        task="owed",
    ),
    Entry(
        "Kiểm tra, xác nhận",
        "list-check",
        "results:list",
        roles=frozenset({Role.REVIEWER}),
        first_for=frozenset({Role.REVIEWER}),
        task="review",
    ),
    Entry(
        "Số liệu các đơn vị",
        "layout-grid",
        "results:list",
        roles=FIGURE_READERS - HANDS - {Role.REVIEWER},
    ),
    Entry(
        "Phong trào thi đua",
        "flag",
        "campaigns:list",
        roles=FIGURE_READERS,
        first_for=frozenset({Role.CAMPAIGN_OFFICER}),
    ),
    Entry(
        "Chỉ tiêu thống kê",
        "target",
        "campaigns:catalogue:indicators",
        roles=frozenset({Role.CAMPAIGN_OFFICER, Role.ADMINISTRATOR}),
    ),
    Entry(
        "Báo cáo kết quả",
        "file-text",
        "reports:list",
        roles=FIGURE_READERS,
        first_for=frozenset({Role.LEADER, Role.RECORDS_CLERK, Role.COUNCIL_SECRETARY}),
    ),
    Entry(
        "Nhật ký",
        "history",
        "audit:list",
        roles=frozenset({Role.INSPECTOR}),
        first_for=frozenset({Role.INSPECTOR}),
    ),
    Entry("Đơn vị", "hierarchy", "units:list", roles=EVERYBODY),
    Entry("Ủy quyền", "send", "delegations:list", roles=frozenset(DELEGATED_ROLES)),
    Entry(
        "Người dùng",
        "users",
        "accounts:list",
        roles=frozenset({Role.ADMINISTRATOR}),
        first_for=frozenset({Role.ADMINISTRATOR}),
    ),
)


def first_screen(user) -> str | None:
    """The address a person starts from; None without any grant."""
    for entry in MENU:
        if user.holds(*entry.first_for):
            return entry.url
    return None


def nav_items(request) -> list[NavItem]:
    shown = [entry for entry in MENU if request.user.holds(*entry.roles)]
    current = _current(shown, request)
    return [
        NavItem(entry.label, entry.icon, entry.url, is_current=entry is current) for entry in shown
    ]


def _current(shown: list[Entry], request) -> Entry | None:
    """Two entries may lead to one list; the task in the address tells which of them is meant."""
    here = [entry for entry in shown if entry.namespace == request.resolver_match.namespace]
    meant = [entry for entry in here if entry.task == request.GET.get("task", "")]
    return next(iter(meant + here), None)
