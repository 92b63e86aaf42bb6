from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from config.first_screen import PANELS


@require_safe
def home(request):
    """What is waiting for the person today, by the roles the person holds."""
    held = [panel for panel in PANELS if request.user.holds(*panel.roles)]
    if not held:
        return render(request, "accounts/no_grants.html")
    panels = [(panel.template, panel.read(request.user)) for panel in held]
    return render(request, "home.html", {"panels": panels, "today": timezone.localdate()})
