"""Model fields that keep text composed (NFC) and names in Vietnamese order."""

from django.db import models
from django.db.models import lookups

from core.vietnamese import forms
from core.vietnamese.collation import sort_key
from core.vietnamese.nfc import to_nfc
from core.vietnamese.validators import refuse_control_characters


class NfcMixin:
    """Compose text on its way in, refuse invisible characters, and let the database insist.

    get_prep_value() goes through to_python(), so that lookups, update() and bulk operations
    compose as well. The CHECK is part of the column: a plain CharField that is altered into one
    of these fields does not gain it, because Django compares built-in types only.
    """

    default_validators = (refuse_control_characters,)

    def to_python(self, value):
        text = super().to_python(value)
        return to_nfc(text) if isinstance(text, str) else text

    def db_check(self, connection):
        inherited = super().db_check(connection)
        composed = f"{connection.ops.quote_name(self.column)} IS NFC NORMALIZED"
        return f"({inherited}) AND {composed}" if inherited else composed

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": forms.NfcCharField, **kwargs})


class NfcCharField(NfcMixin, models.CharField):
    pass


class NfcTextField(NfcMixin, models.TextField):
    pass


class _ComposedPattern:
    """Compose what is searched for: Django hands patterns to the database unprepared."""

    def get_prep_lookup(self):
        pattern = super().get_prep_lookup()
        return to_nfc(pattern) if isinstance(pattern, str) else pattern


def _register_patterns():
    patterns = (
        lookups.IExact,
        lookups.Contains,
        lookups.IContains,
        lookups.StartsWith,
        lookups.IStartsWith,
        lookups.EndsWith,
        lookups.IEndsWith,
    )
    for pattern in patterns:
        composed = type(f"Composed{pattern.__name__}", (_ComposedPattern, pattern), {})
        NfcCharField.register_lookup(composed)
        NfcTextField.register_lookup(composed)


_register_patterns()


class SortKeyField(models.CharField):
    """The sort key of another text of the row, under the byte order of COLLATE "C".

    Written by save() and bulk_create(). An update() of the source, or a save() whose
    update_fields leave this field out, leaves the key behind.
    """

    def __init__(self, *args, source, key=sort_key, **kwargs):
        super().__init__(*args, **{**kwargs, "db_collation": "C", "editable": False})
        self.source = source
        self.key = key

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["db_collation"], kwargs["editable"]
        return name, path, args, {**kwargs, "source": self.source, "key": self.key}

    def pre_save(self, instance, add):
        key = self.key(getattr(instance, self.source))
        setattr(instance, self.attname, key)
        return key
