"""How documents and their codes are named, on screens and on paper."""

from django import template

from documents.domain.layout import drafting_mark, full_number
from documents.domain.naming import cited
from documents.domain.verification import grouped

register = template.Library()

register.filter("cited", cited)
register.filter("drafting_mark", drafting_mark)
register.filter("full_number", full_number)
register.filter("grouped", grouped)
