"""What every part of the campaign editor carries: what was seen, and why it is changed."""

from collections.abc import Iterable

from django import forms

from core.vietnamese.forms import NfcCharField

STANDS = "Đang lưu: {stands}. Bấm “Lưu” lần nữa nếu muốn thay bằng nội dung bạn gõ."
NOTHING = "để trống"


class NoteForm(forms.Form):
    """The fingerprint of what the page showed, and after launch the reason of the amendment."""

    seen = forms.CharField(widget=forms.HiddenInput)
    reason = NfcCharField(
        label="Lý do sửa đổi",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Phong trào đã phát động: hãy ghi rõ lý do sửa đổi."},
    )

    def __init__(self, *args, is_launched: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_launched:
            del self.fields["reason"]


def show_what_stands(typed: forms.BaseForm, stored: forms.BaseForm) -> None:
    """Tells at each field what is stored now, where something else was typed."""
    for name in stored.fields:
        stands, mine = stored[name], typed[name]
        if stands.is_hidden or _plain(stands) == _plain(mine):
            continue
        typed.add_error(name, STANDS.format(stands=_words(stands)))


def _plain(field: forms.BoundField) -> str:
    """A value as it is posted, lists in their order."""
    value = field.value()
    if isinstance(value, list | tuple):
        return ",".join(sorted(map(str, value)))
    prepared = field.field.widget.format_value(value) if value not in (None, "") else ""
    return "" if prepared is None else str(prepared).replace("\r\n", "\n").strip()


def _words(field: forms.BoundField) -> str:
    chosen = dict(_flat(getattr(field.field, "choices", ())))
    value = field.value()
    values = value if isinstance(value, list | tuple) else [value]
    words = ", ".join(str(chosen.get(str(one), one)) for one in values if one not in (None, ""))
    return f"“{words}”" if words else NOTHING


def _flat(choices: Iterable) -> Iterable[tuple[str, str]]:
    return ((str(value), label) for value, label in choices)
