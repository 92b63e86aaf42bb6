from django.contrib.auth.middleware import LoginRequiredMiddleware as DjangoLoginRequiredMiddleware
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

FORM = "application/x-www-form-urlencoded"


class CleanInputMiddleware:
    """What no browser sends: an attack or an accident.

    NUL in an address cannot be stored or searched for. Bytes of a form that are no UTF-8 Django
    would read as Latin-1, and other words would be stored than were typed.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("Địa chỉ chứa ký tự không hợp lệ.")
        if request.content_type == FORM and not _is_utf8(request.body):
            raise BadRequest("Nội dung gửi lên không phải UTF-8.")
        return self.get_response(request)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


class LoginRequiredMiddleware(DjangoLoginRequiredMiddleware):
    """Denied by default. An expired session sends the whole page to the log-in, not a fragment."""

    def handle_no_permission(self, request, view_func) -> HttpResponse:
        if request.headers.get("HX-Request"):
            return HttpResponseClientRedirect(reverse("account_login"))
        return super().handle_no_permission(request, view_func)
