"""A page with one form and one verb behind it."""

from django.shortcuts import render
from django.urls import reverse

from accounts.domain.refusals import FieldRefusal
from core.access.marking import mark
from core.access.views import ScopedView


class FormPage(ScopedView):
    """Shows a form, does what it says, and shows it again with what was typed when refused.

    Subclasses give `title`, `label` of the button, `get_form(data)` and `done(form)`, which calls
    the verb and answers.
    """

    is_abstract = True
    template_name = "accounts/form_page.html"
    title = ""
    label = ""

    def get(self, request, **kwargs):
        return self.show(self.get_form())

    def post(self, request, **kwargs):
        form = self.get_form(request.POST)
        if form.is_valid():
            try:
                return self.done(form)
            except FieldRefusal as refusal:
                mark(form, refusal.field, refusal.message)
        return self.show(form, status=422)

    def show(self, form, status: int = 200):
        context = {
            "form": form,
            "title": self.title,
            "label": self.label,
            "object": self.object,
            "back": self.back_url(),
        }
        return render(self.request, self.template_name, context, status=status)

    def back_url(self) -> str:
        return self.object.get_absolute_url() if self.object else reverse("accounts:list")
