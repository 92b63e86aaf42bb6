from django.http import HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

CHANGE_PAGE = "account_change_password"
OPEN_BEFORE = {CHANGE_PAGE, "account_logout"}


class InitialPasswordMiddleware:
    """An initial password is known to whoever printed it: it opens the page that replaces it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        user = request.user
        if not user.is_authenticated or not user.must_change_password:
            return None
        if request.resolver_match.view_name in OPEN_BEFORE:
            return None
        address = reverse(CHANGE_PAGE)
        if request.headers.get("HX-Request"):
            return HttpResponseClientRedirect(address)
        return HttpResponseRedirect(address)
