"""The base of every page behind the log-in: permission asked, lookup scoped, refusals answered."""

import rules
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views import View

from core.access.refusals import NotPermitted, Refusal
from core.erasure.answers import erased_answer
from core.files.responses import ErasedContent


class ScopedView(View):
    """A page about an object, or about none when `model` is None.

    Subclasses name a `permission` (a predicate registered with django-rules) and, for a page about
    an object, a `model` whose manager offers `visible_to(user)`. Out of scope answers 404, a
    missing permission 403. A refusal of a verb becomes a message and a way back to `refused_url()`,
    a file that was erased a page that says so.
    """

    permission: str = ""
    model = None

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if not (cls.permission or cls.__dict__.get("is_abstract")):
            raise ImproperlyConfigured(f"{cls.__name__} names no permission.")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.object = None

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        if not rules.has_perm(self.permission, request.user, self.object):
            raise PermissionDenied
        try:
            return super().dispatch(request, *args, **kwargs)
        except ErasedContent as erased:
            return erased_answer(request, erased.file)
        except NotPermitted as refusal:
            raise PermissionDenied(refusal.message) from refusal
        except Refusal as refusal:
            messages.error(request, refusal.message)
            return HttpResponseRedirect(self.refused_url())

    def get_queryset(self):
        return self.model.objects.visible_to(self.request.user)

    def get_object(self):
        if self.model is None or "pk" not in self.kwargs:
            return None
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])

    def refused_url(self) -> str:
        return self.object.get_absolute_url() if self.object else self.request.path
