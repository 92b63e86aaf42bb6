"""What is to be erased, as the room where it stands describes it."""

from dataclasses import dataclass, field

from core.erasure.needles import Needles, squeezed
from core.files.models import StoredFile


@dataclass(frozen=True)
class Row:
    """A row of the room itself, and what its fields say once the content is gone."""

    model: type
    pk: int
    label: str
    changes: dict[str, object]


@dataclass(frozen=True)
class Spill:
    """`rows` are emptied whatever stands in them now; the texts are looked for everywhere else.

    `phrases` are parts of it that a person named, because they may be quoted without the rest.
    `keys` names what the trail of the subject tells of it: names in `before` and `after`, each
    with the fields that give the content away, or with none where all of it does; `said` are
    names with the values themselves, where others under the same name tell of something else.
    `waiting` is the place in sessions of what was uploaded for the subject and not yet taken over.
    """

    subject_type: str
    subject_id: int
    rows: list[Row]
    texts: frozenset[str]
    phrases: tuple[str, ...] = ()
    keys: dict[str, frozenset[str]] = field(default_factory=dict)
    said: tuple[tuple[str, object], ...] = ()
    files: tuple[StoredFile, ...] = ()
    waiting: tuple[str, str] = ("", "")

    @property
    def needles(self) -> Needles:
        return Needles([*self.texts, *self.phrases])

    def is_told_by(self, key: str, value, *, of_subject: bool, needles: Needles) -> bool:
        """Whether a value of the trail gives it away."""
        if needles.are_in(value):
            return True
        is_named = self._is_keyed(key, value) or (key, value) in self.said
        return of_subject and (self._is_text(value) or is_named)

    def _is_text(self, value) -> bool:
        return isinstance(value, str) and squeezed(value) in map(squeezed, self.texts)

    def _is_keyed(self, key: str, value) -> bool:
        if key not in self.keys:
            return False
        fields = self.keys[key]
        return not fields or (isinstance(value, dict) and bool(fields & value.keys()))


@dataclass(frozen=True)
class Paper:
    """A paper that holds a copy, or was made from what is erased.

    Its `files` lose their bytes; `remains` says what people must still do.
    """

    label: str
    files: tuple[StoredFile, ...] = ()
    remains: str = ""
