"""What a page says at its fields: what does not hold, and what somebody else stored meanwhile.

What was typed stays in the fields; the sentence beside it tells how to replace what stands.
"""

from collections.abc import Collection, Iterable

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME

OTHERS = "Người khác vừa ghi"
KEPT = "Nội dung bạn gõ vẫn còn trong ô"
REPLACE = "ghi lần nữa nếu muốn thay bằng nội dung bạn gõ"
NOTHING = "để trống"
YES_NO = {True: "có", False: "không"}
OF_THE_PAGE = {DELETION_FIELD_NAME, ORDERING_FIELD_NAME}


def what_stands(words: str, *, lead: str = OTHERS, may_replace: bool = True) -> str:
    """The sentence beside a field whose stored value reads otherwise."""
    quoted = f"“{words}”" if words else NOTHING
    return f"{lead}: {quoted}. {KEPT}{f'; {REPLACE}' if may_replace else ''}."


def mark(form: forms.BaseForm, field: str, message: str) -> None:
    """At the field that caused it, or where the form has none of this name, above all fields."""
    form.add_error(field if field in form.fields else None, message)


def mark_what_stands(
    typed: forms.BaseForm, stored: forms.BaseForm, *, names: Collection[str] | None = None
) -> None:
    """Says at each field what is stored where something else was typed.

    `names` are the fields to look at, all of them unless given: a form may ask for what is stored
    nowhere. Hidden fields, which tell what the page showed, take over what is stored: the next
    saving rests on that.
    """
    typed.data = typed.data.copy()
    for name in [name for name in names or stored.fields if name not in OF_THE_PAGE]:
        stands, mine = stored[name], typed[name]
        if stands.is_hidden:
            typed.data[mine.html_name] = stands.value()
        elif not mine.field.disabled and _posted(stands) != _posted(mine):
            typed.add_error(name, what_stands(_words(stands)))


def _posted(field: forms.BoundField) -> list[str]:
    """The value as a page posts it, several in their order."""
    value = field.value()
    if isinstance(value, bool):
        return [YES_NO[value]]
    if value in (None, ""):
        return []
    several = value if isinstance(value, list | tuple) else field.field.widget.format_value(value)
    texts = several if isinstance(several, list | tuple) else [several]
    return sorted(str(text).replace("\r\n", "\n").strip() for text in texts)


def _words(field: forms.BoundField) -> str:
    """The value as people read it; of several lines in one."""
    labels = dict(_flat(getattr(field.field, "choices", ())))
    return ", ".join(" / ".join(str(labels.get(one, one)).split("\n")) for one in _posted(field))


def _flat(choices: Iterable) -> Iterable[tuple[str, str]]:
    return ((str(value), label) for value, label in choices)
