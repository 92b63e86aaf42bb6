"""What a person is answered who follows a link to a file that was erased."""

from django.apps import apps
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from core.erasure.models import ErasureRequest
from core.files.models import StoredFile


def erased_answer(request, file: StoredFile) -> HttpResponse:
    """410, with the day and the request, for whoever may see what the request was about.

    Raises Http404 for everybody else: to them nothing was ever there.
    """
    asked = get_object_or_404(ErasureRequest, pk=file.erased_under)
    within_reach = apps.get_model(asked.subject_type).objects.visible_to(request.user)
    about = get_object_or_404(within_reach, pk=asked.subject_id)
    context = {"file": file, "asked": asked, "about": about}
    return render(request, "410.html", context, status=410)
