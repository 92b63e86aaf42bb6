"""The entry page saves itself: a row, or the words, at a time.

The answer holds only what stands around the cells: the version, the verdict, what is said of the
row, the progress. A cell that somebody types in is never rewritten. An event tells the script
whether what was typed is stored.
"""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django_htmx.http import trigger_client_event

from core.access.refusals import NotPossible
from results.domain.answers import Answer
from results.domain.figures import (
    FigureConflict,
    InvalidFigures,
    NarrativeConflict,
    figures_of,
    settle_answers,
)
from results.domain.presence import note_presence
from results.domain.progress import NOTHING, progress_by_area
from results.domain.sheet import entry_sheet_of, row_of, saved_row
from results.forms.figures import FigureForm, NarrativeForm
from results.models import Figure, Revision, Submission
from results.views.submissions import StoringView, SubmissionView, seen_revision

STORED, REFUSED = "entry:stored", "entry:refused"


class Saving(StoringView):
    """GET gives the part anew as it stands, for a person who takes that."""

    is_abstract = True
    permission = "results.enter_figures"

    def get_queryset(self):
        """What entering asks of a submission, without what its page shows around the figures."""
        return Submission.objects.visible_to(self.request.user).with_lock_context()

    def save(self, figures: dict[int, Figure], answers: list[Answer], **said) -> None:
        about = {"by": self.request.user, "revision_id": seen_revision(self.request)}
        settle_answers(self.object, figures, answers, **about, **said)

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
        row = row_of(entry_sheet_of(self.object), indicator)
        if row is None:
            raise Http404
        context = {"submission": self.object, "form": FigureForm(row.figure), "row": row}
        return render(request, "results/_entry_row.html", context)

    def post(self, request, pk, indicator):
        form = FigureForm(self.figure(), request.POST)
        stands = self.store(form)
        is_stored = form.is_valid() and stands is None
        figure = form.figure if is_stored else self.figure()
        if is_stored:
            form = FigureForm(figure)
        return self.answer(
            "results/_row_saved.html",
            is_stored=is_stored,
            form=form,
            stands=stands,
            **self.around(figure),
        )

    def store(self, form: FigureForm) -> Figure | None:
        """Gives the figure that somebody else wrote meanwhile; problems are said in the form."""
        if not form.is_valid():
            return None
        try:
            self.save({form.indicator.pk: form.figure}, [form.to_answer()])
        except InvalidFigures as refusal:
            form.show_problems(refusal.errors[form.indicator.pk])
        except FigureConflict as refusal:
            return refusal.figures[form.indicator.pk]
        except NotPossible as refusal:
            form.show_problems([refusal.message])
        return None

    def figure(self) -> Figure:
        """As it stands; one that an answer was laid into may say what was refused."""
        key = self.kwargs["indicator"]
        figures = figures_of(self.object.current_revision, [key])
        if key not in figures:
            raise Http404
        return figures[key]

    def around(self, figure: Figure) -> dict:
        """What stands around the cells: verdicts, and how far the area and the whole have come."""
        row = saved_row(self.object, figure)
        if row is None:
            raise Http404
        area, progress = row.lines[0].target.area_id, progress_by_area(self.object)
        return {
            "row": row,
            "area_id": area,
            "area_progress": progress[area],
            "progress": sum(progress.values(), NOTHING),
        }


class SaveWords(Saving):
    def get(self, request, pk):
        context = {"submission": self.object, "narrative": self.form()}
        return render(request, "results/_entry_words.html", context)

    def post(self, request, pk):
        form = self.form(request.POST)
        stands = self.store(form)
        is_stored = form.is_valid()
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
            self.save({}, [], narrative=form.to_narrative())
        except NarrativeConflict as refusal:
            form.show_conflict(refusal.revision)
            return refusal.revision
        except NotPossible as refusal:
            form.add_error(None, refusal.message)
        return None

    def form(self, data=None) -> NarrativeForm:
        return NarrativeForm(self.object.current_revision, data)
