"""Functions of the database for Vietnamese text."""

from django.db.models import Func, TextField, Value
from django.db.models.functions import Concat


class Folded(Func):
    """The columns in the form in which texts are searched, as collation.fold() makes it.

    The letters are lowered after they are taken apart: a database with the locale C lowers
    nothing but plain letters. What fold() does to runs of spaces is left out.
    """

    template = (
        "regexp_replace(translate(lower(normalize(%(expressions)s, NFD)), 'đĐ', 'dd'),"
        " '[\u0300-\u036f]', '', 'g')"
    )
    output_field = TextField()

    def __init__(self, first, *others):
        text = first
        for other in others:
            text = Concat(text, Value(" "), other, output_field=TextField())
        super().__init__(text)
