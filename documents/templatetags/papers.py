"""How documents and their codes are named, on screens and on paper."""

from django import template

from documents.domain.layout import full_number
from documents.domain.naming import cited, reference_of
from documents.domain.verification import grouped

register = template.Library()

register.filter("cited", cited)
register.filter("full_number", full_number)
register.filter("grouped", grouped)
register.filter("reference_of", reference_of)
