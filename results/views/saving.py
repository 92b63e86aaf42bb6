"""The entry page saves itself: a row, or the words, at a time.

The answer holds only what stands around the cells: the version, the verdict, what is said of the
row, the progress. A cell that somebody types in is never rewritten. An event tells the script
whether what was typed is stored.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django_htmx.http import trigger_client_event

from core.access.refusals import NotPossible
from results.domain.figures import FigureConflict, InvalidFigures, NarrativeConflict, save_answers
from results.domain.presence import note_presence
from results.domain.sheet import entry_sheet_of, progress_of
from results.forms.figures import FigureForm, NarrativeForm
from results.models import Figure, Revision, Submission
from results.views.submissions import SubmissionView, seen_revision

STORED, REFUSED = "entry:stored", "entry:refused"


class Saving(SubmissionView):
    """GET gives the part anew as it stands, for a person who takes that."""

    is_abstract = True
    permission = "results.enter_figures"

    def get_queryset(self):
        """What entering asks of a submission, without what its page shows around the figures."""
        return Submission.objects.visible_to(self.request.user).with_lock_context()

    def save(self, **said) -> None:
        save_answers(
            self.object, by=self.request.user, revision_id=seen_revision(self.request), **said
        )

    def answer(self, template: str, *, is_stored: bool, **context):
        """What is refused stays in the cells and, until it is stored, in the browser."""
        context |= {"submission": self.object, "stored_at": is_stored and timezone.localtime()}
        response = render(self.request, template, context, status=200 if is_stored else 422)
        return trigger_client_event(response, STORED if is_stored else REFUSED)


class Present(SubmissionView):
    """Asked every while by an open entry page: who else has it open."""

    permission = "results.enter_figures"

    def post(self, request, pk):
        others = note_presence(self.object, by=request.user)
        return render(request, "results/_entry_presence.html", {"others": others})


class SaveRow(Saving):
    def get(self, request, pk, indicator):
        sheet = self.sheet()
        form = FigureForm(sheet["row"].figure)
        context = {"submission": self.object, "form": form} | sheet
        return render(request, "results/_entry_row.html", context)

    def post(self, request, pk, indicator):
        form = FigureForm(self.figure(), request.POST)
        stands = self.store(form)
        is_stored = form.is_valid() and stands is None
        sheet = self.sheet()
        if is_stored:
            form = FigureForm(sheet["row"].figure)
        return self.answer(
            "results/_row_saved.html", is_stored=is_stored, form=form, stands=stands, **sheet
        )

    def store(self, form: FigureForm) -> Figure | None:
        """Gives the figure that somebody else wrote meanwhile; problems are said in the form."""
        if not form.is_valid():
            return None
        try:
            self.save(answers=[form.to_answer()])
        except InvalidFigures as refusal:
            form.show_problems(refusal.errors[form.indicator.pk])
        except FigureConflict as refusal:
            return refusal.figures[form.indicator.pk]
        except NotPossible as refusal:
            form.show_problems([refusal.message])
        return None

    def figure(self) -> Figure:
        figures = self.object.current_revision.figures.select_related("indicator__scale")
        return get_object_or_404(figures, indicator=self.kwargs["indicator"])

    def sheet(self) -> dict:
        """The row as it stands now, its section, and how far the whole sheet has come."""
        sections = entry_sheet_of(self.object, only=self.kwargs["indicator"])
        for section in sections:
            for row in section.rows:
                if row.figure.indicator_id == self.kwargs["indicator"]:
                    return {"row": row, "section": section, "progress": progress_of(sections)}
        raise Http404


class SaveWords(Saving):
    def get(self, request, pk):
        context = {"submission": self.object, "narrative": self.form()}
        return render(request, "results/_entry_words.html", context)

    def post(self, request, pk):
        form = self.form(request.POST)
        stands = self.store(form)
        is_stored = form.is_valid()
        if is_stored:
            self.object = self.get_object()
        return self.answer(
            "results/_words_saved.html",
            is_stored=is_stored,
            narrative=self.form() if is_stored else form,
            stands=stands,
        )

    def store(self, form: NarrativeForm) -> Revision | None:
        """Gives the words that somebody else wrote meanwhile, each said at its field."""
        if not form.is_valid():
            return None
        try:
            self.save(answers=[], narrative=form.to_narrative())
        except NarrativeConflict as refusal:
            form.show_conflict(refusal.revision)
            return refusal.revision
        except NotPossible as refusal:
            form.add_error(None, refusal.message)
        return None

    def form(self, data=None) -> NarrativeForm:
        return NarrativeForm(data, instance=self.object.current_revision, prefix="narrative")
