"""Form fields for what Vietnamese people type. Model fields use them through formfield()."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.text import normalize_newlines

from core.vietnamese.dates import EARLIEST, LATEST, OUT_OF_TIME
from core.vietnamese.nfc import to_nfc
from core.vietnamese.numbers import NumberError, format_number, parse_number
from core.vietnamese.validators import refuse_control_characters

ONE_LINE = "Ô này chỉ ghi một dòng. Hãy bỏ chỗ xuống dòng."


class NfcCharField(forms.CharField):
    """Text, composed before its length is measured and before anything is looked up with it.

    Blanks around it are left out. Browsers end lines with CR LF, and text from elsewhere with LF:
    kept apart, what nobody touched would stand in the trail as a change. Whatever else could not be
    kept as it was typed is refused.
    """

    def to_python(self, value):
        if isinstance(value, str):
            refuse_control_characters(value)  # here: some of them count as blanks to leave out
        text = normalize_newlines(to_nfc(super().to_python(value)))
        if "\n" in text and isinstance(self.widget, forms.TextInput):
            raise ValidationError(ONE_LINE, code="one_line")  # a browser would join the lines
        return text

    def widget_attrs(self, widget):
        """Without maxlength: a browser cuts off in silence what is pasted beyond it."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class DayField(forms.DateField):
    """A day typed as dd/mm/yyyy, within the time that a unit or a campaign can live in."""

    def __init__(self, **kwargs):
        widget = forms.DateInput(
            attrs={"placeholder": "ngày/tháng/năm", "autocomplete": "off", "size": 12}
        )
        super().__init__(**{"widget": widget} | kwargs)
        self.validators += [
            MinValueValidator(EARLIEST, OUT_OF_TIME),
            MaxValueValidator(LATEST, OUT_OF_TIME),
        ]


class NumberField(forms.Field):
    """A number typed the Vietnamese way ("1.234,5"), below 10^12 and at least min_value.

    Shown the same way; what cannot be read is shown again as it was typed.
    """

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, *, min_value: Decimal | None = Decimal(0), **kwargs):
        super().__init__(**kwargs)
        if min_value is not None:
            message = f"Số không được nhỏ hơn {format_number(min_value)}."
            self.validators.append(MinValueValidator(min_value, message))

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal):
            return value
        try:
            return parse_number(str(value)) if str(value).strip() else None
        except NumberError as error:
            raise ValidationError(str(error), code=error.code) from error

    def prepare_value(self, value):
        return format_number(value) if isinstance(value, (Decimal, int)) else value
