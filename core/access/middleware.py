from django.contrib.auth.middleware import LoginRequiredMiddleware as DjangoLoginRequiredMiddleware
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect


class CleanInputMiddleware:
    """NUL cannot be stored or searched for; in an address it is an attack or an accident."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("Địa chỉ chứa ký tự không hợp lệ.")
        return self.get_response(request)


class LoginRequiredMiddleware(DjangoLoginRequiredMiddleware):
    """Denied by default. An expired session sends the whole page to the log-in, not a fragment."""

    def handle_no_permission(self, request, view_func) -> HttpResponse:
        if request.headers.get("HX-Request"):
            return HttpResponseClientRedirect(reverse("account_login"))
        return super().handle_no_permission(request, view_func)
