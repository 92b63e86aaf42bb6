"""The page of an act that needs one form."""

from django.contrib import messages
from django.shortcuts import redirect, render

from core.access.marking import mark_what_stands
from core.access.refusals import NotPermitted, NotPossible
from core.access.seen import ChangedMeanwhile
from core.access.views import ScopedView


class Act(ScopedView):
    """A form for one verb. A refusal stands at its field, with everything that was typed.

    Subclasses name a `template`, give a form by `form_class` or form(), and call the verb in
    act(form), which gives the thing whose page comes next, or its address.
    """

    is_abstract = True
    template = ""
    form_class = None
    title = ""
    explanation = ""
    label = "Lưu"
    done = "Đã lưu."

    def get(self, request, **kwargs):
        return self.show(self.form())

    def post(self, request, **kwargs):
        form = self.form(request.POST)
        outcome = form.is_valid() and self.attempt(form)
        if not outcome:
            return self.show(form, status=422)
        messages.success(request, self.done)
        return redirect(outcome)

    def attempt(self, form):
        """What act() gives, or None when the verb declined."""
        try:
            return self.act(form)
        except NotPermitted:
            raise
        except ChangedMeanwhile as refusal:
            form.refuse(refusal)
            self.object = self.get_object()
            self.show_again(form)
        except NotPossible as refusal:
            form.refuse(refusal)
        return None

    def show_again(self, form) -> None:
        """What was typed, beside what stands now; the act's own day and reason stand nowhere."""
        stored = self.form()
        mark_what_stands(form, stored, names=stored.initial)

    def form(self, data=None):
        return self.form_class(data, initial=self.initial())

    def initial(self) -> dict:
        return {}

    def show(self, form, status: int = 200):
        context = {"act": self, "form": form} | self.context(form)
        return render(self.request, self.template, context, status=status)

    def context(self, form) -> dict:
        """What the page shows beside the form."""
        return {}
