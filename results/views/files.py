"""Acts on a report that rest on what the page showed, mostly with a file."""

from django.shortcuts import redirect, render

from core.access.acts import Act
from results.views.submissions import SubmissionView


class SeenAct(SubmissionView, Act):
    """A form for one verb on the revision that the page shows; back to the report elsewhen.

    Subclasses say by `is_possible()` whether it can be done now.
    """

    is_abstract = True
    template = "results/submission_act.html"

    def get(self, request, pk):
        if not self.is_possible():
            return redirect(self.object)
        return super().get(request, pk=pk)

    def form(self, data=None):
        files = self.request.FILES if data is not None else None
        return self.form_class(data, files, initial=self.shown())

    def shown(self) -> dict:
        """What the act rests on, as the page shows it."""
        return {"revision": self.object.current_revision_id}

    def show(self, form, status: int = 200):
        if form.is_bound:
            self.object = self.get_object()
            form.come_back(self.shown())
        revision = self.object.current_revision
        context = self.page_context(revision, act=self, form=form, **self.beside(revision))
        return render(self.request, self.template, context, status=status)

    def beside(self, revision) -> dict:
        """What else the page shows."""
        return {}
