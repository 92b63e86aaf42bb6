"""The entry page as it is posted: all rows and the words of a revision."""

import re
from collections.abc import Iterable
from functools import partial

from core.access.marking import what_stands
from results.domain.answers import Answer
from results.domain.figures import figures_of
from results.domain.revisions import NARRATIVE
from results.domain.wording import figure_text
from results.forms.figures import FigureForm, NarrativeForm
from results.models import Figure, Revision

STANDING = "Đang có"
CELL = re.compile(r"f(\d{1,18})-", re.ASCII)  # the name under which a row posts a cell begins so


class EntryForm:
    """The rows and the narrative of a revision, posted together.

    `seen` is the revision that the page shows: the one it was posted from, until the person has
    been told of another. Of the rows only those that were posted are read: to store a page takes
    nothing of what is shown around its cells.
    """

    def __init__(self, revision: Revision, data=None):
        self.revision = revision
        self.data = data
        self.seen = data["revision"] if data else revision.pk
        self.figures = _posted(revision, data) if data else {}
        self.forms = {key: FigureForm(figure, data) for key, figure in self.figures.items()}
        self.narrative = NarrativeForm(revision, data)
        self.words = {name: getattr(revision, name) for name in NARRATIVE}

    def form_of(self, figure: Figure) -> FigureForm:
        """As it was posted, or as it stands."""
        return self.forms.get(figure.indicator_id) or FigureForm(figure)

    def is_valid(self) -> bool:
        rows = [form.is_valid() for form in self.forms.values()]
        return all(rows) and self.narrative.is_valid()

    def answers(self) -> list[Answer]:
        return [form.to_answer() for form in self.forms.values()]

    def show_problems(self, errors: dict[int, list[str]]) -> None:
        """Puts what the domain found beside the rows that caused it."""
        for indicator_id, problems in errors.items():
            self.forms[indicator_id].show_problems(problems)

    def show_conflict(self, figures: dict[int, Figure]) -> None:
        """Shows what somebody else wrote beside what was typed; saving again replaces it."""
        for indicator_id, figure in figures.items():
            self.forms[indicator_id].add_error(None, what_stands(figure_text(figure)))
        self._have_seen(figures.values())

    def show_narrative_conflict(self, revision: Revision) -> None:
        self.narrative.show_conflict(revision)
        self._have_seen(words=revision)

    def show_what_stands(self, *, may_replace: bool) -> bool:
        """Shows what the revision says wherever something else was typed; False if nowhere.

        For data of a page that showed another revision, or a submission that could be edited.
        What was left blank there takes what stands.
        """
        said = partial(what_stands, lead=STANDING, may_replace=may_replace)
        is_whole = self.is_valid()
        self._fill_blanks()
        apart = [form for form in self.forms.values() if form.is_apart()]
        for form in apart:
            form.add_error(None, said(figure_text(form.figure)))
        typed = self.narrative.cleaned_data
        other_words = {
            name: words
            for name, words in self.words.items()
            if typed.get(name) and typed[name] != words
        }
        for name, words in other_words.items():
            self.narrative.add_error(name, said(words))
        if may_replace:
            self.seen = self.revision.pk
            self._have_seen([form.figure for form in self.forms.values()], self.revision)
        return bool(apart or other_words or not is_whole)

    def _fill_blanks(self) -> None:
        for indicator_id, form in self.forms.items():
            if form.is_blank():
                self.forms[indicator_id] = FigureForm(form.figure)
        typed = self.narrative.cleaned_data
        blank = {name: words for name, words in self.words.items() if not typed.get(name)}
        self._show({self.narrative.add_prefix(name): words for name, words in blank.items()})

    def _have_seen(self, figures: Iterable[Figure] = (), words: Revision | None = None) -> None:
        """The next saving rests on what was just shown."""
        versions = {
            self.forms[figure.indicator_id].add_prefix("version"): figure.row_version
            for figure in figures
        }
        if words:
            versions[self.narrative.add_prefix("version")] = words.row_version
        self._show(versions)

    def _show(self, values: dict) -> None:
        """Puts values into the cells by the names that they are posted by."""
        self.data = self.data.copy()
        for name, value in values.items():
            self.data[name] = value
        for form in (*self.forms.values(), self.narrative):
            form.data = self.data


def _posted(revision: Revision, data) -> dict[int, Figure]:
    return figures_of(revision, {int(cell[1]) for cell in map(CELL.match, data) if cell})
