from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.panels import ended_units_of
from config.first_screen import PANELS
from core.notices.reading import newest_unread


@require_safe
def home(request):
    """What is waiting for the person today, by the roles the person holds."""
    held = [panel for panel in PANELS if request.user.holds(*panel.roles)]
    if not held:
        return render(request, "accounts/no_grants.html")
    panels = [(panel.template, panel.read(request.user)) for panel in held]
    facts = {
        "ended_units": ended_units_of(request.user),
        "notices": newest_unread(request.user),
        "today": timezone.localdate(),
    }
    return render(request, "home.html", {"panels": panels, **facts})
