"""What may stand behind the issued bytes: signature fields, signatures, and what proves them.

pyHanko compares a form with the same form later. An issued document has none until the first
signature field is added, so the first form is judged here: it may hold signature fields alone.
"""

from collections.abc import Iterator

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    DiffResult,
    FieldComparisonContext,
    FieldComparisonSpec,
    FormUpdate,
    FormUpdatingRule,
    ModificationLevel,
    StandardDiffPolicy,
    SuspiciousModification,
)
from pyhanko.sign.diff_analysis.commons import compare_key_refs, qualify_transforming

# What a form of signatures needs; a form of another technology (/XFA) could show another text.
KEYS_OF_A_FORM = {"/Fields", "/SigFlags", "/DR", "/DA", "/Q", "/NeedAppearances"}


class FirstForm(FormUpdatingRule):
    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterator:
        if "/AcroForm" in old.root:
            yield from super().apply(old, new)
            return
        _, form = yield from _added("/AcroForm", old, old.root, new.root)
        if form is None:
            return
        if not isinstance(form, DictionaryObject) or not set(form) <= KEYS_OF_A_FORM:
            raise SuspiciousModification("The form is no form of signatures.")
        _, fields = yield from _added("/Fields", old, DictionaryObject(), form)
        yield from _resources(old, new, form)
        context = FieldComparisonContext(dict(_new_fields(fields)), old, new)
        for rule in self.field_rules:
            yield from rule.apply(context)


POLICY = StandardDiffPolicy(
    global_rules=DEFAULT_DIFF_POLICY.global_rules,
    form_rule=FirstForm(DEFAULT_DIFF_POLICY.form_rule.field_rules),
)


def adds_only_signatures(reader: PdfFileReader, base: int) -> bool:
    """Whether no revision after the base changes more than signatures do."""
    return is_only_signatures(POLICY.review_file(reader, base))


def is_only_signatures(found: DiffResult | SuspiciousModification) -> bool:
    return (
        isinstance(found, DiffResult) and found.modification_level <= ModificationLevel.FORM_FILLING
    )


def _added(key: str, old: HistoricalResolver, old_holder, new_holder) -> Iterator:
    """Clears the object of a key that is new, and gives it after None."""
    return qualify_transforming(
        ModificationLevel.LTA_UPDATES,
        compare_key_refs(key, old, old_holder, new_holder),
        transform=FormUpdate.curry_ref(field_name=None),
    )


def _resources(old: HistoricalResolver, new: HistoricalResolver, form) -> Iterator:
    """What the fields of the form draw their pictures with."""
    _, resources = yield from _added("/DR", old, DictionaryObject(), form)
    if resources is not None:
        for reference in new.collect_dependencies(resources, since_revision=old.revision + 1):
            yield ModificationLevel.FORM_FILLING, FormUpdate(reference)


def _new_fields(fields) -> Iterator[tuple[str, FieldComparisonSpec]]:
    if not isinstance(fields, ArrayObject):
        raise SuspiciousModification("The form has no list of fields.")
    for field in fields:
        if not isinstance(field, IndirectObject):
            raise SuspiciousModification("A field is no object of its own.")
        facts = field.get_object()
        yield (
            str(facts["/T"]),
            FieldComparisonSpec(
                field_type=facts["/FT"],
                old_field_ref=None,
                new_field_ref=field.reference,
                old_canonical_path=None,
            ),
        )
