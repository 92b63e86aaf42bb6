from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from config.navigation import first_screen


@require_safe
def home(request):
    """Sends everyone to the first screen of the own role."""
    first = first_screen(request.user)
    return redirect(first) if first else render(request, "accounts/no_grants.html")
