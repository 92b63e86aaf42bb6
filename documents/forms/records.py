"""Records files: what stands on the cover, what goes in, and in which order."""

from collections.abc import Iterable

from django import forms
from django.utils import timezone

from core.access.forms import RefusableForm
from core.access.marking import mark_what_stands
from core.access.refusals import Refusal
from core.access.seen import fingerprint
from core.vietnamese.forms import DayField
from documents.domain.naming import reference_of
from documents.domain.records.facts import Heading, entry_facts
from documents.domain.records.filing import Place
from documents.domain.records.proposals import Proposal
from documents.models import Document, FiledDocument, Issuer, RecordFile
from units.forms.units import column_field, reason_field

LARGEST_ORDER = 9_999
LONGEST_TITLE = 500
NOTHING_CHOSEN = "Hãy chọn ít nhất một văn bản trong danh sách."


class ProposedDocuments(forms.MultipleChoiceField):
    """Some of the documents that are proposed, in the order in which they are."""

    widget = forms.CheckboxSelectMultiple

    def offer(self, proposals: Iterable[Proposal]) -> None:
        proposals = list(proposals)
        self.offered = {str(one.document.pk): one.document for one in proposals}
        self.choices = [(str(one.document.pk), _label(one)) for one in proposals]
        self.initial = list(self.offered)

    def clean(self, value) -> list[Document]:
        chosen = set(super().clean(value))
        return [document for key, document in self.offered.items() if key in chosen]


def _label(proposal: Proposal) -> str:
    document = proposal.document
    return f"{reference_of(document)}: {document.title} ({proposal.why})"


class PapersForm(forms.Form):
    """Documents that are proposed for a file that is open already."""

    documents = ProposedDocuments(
        label="Văn bản chưa đưa vào hồ sơ", error_messages={"required": NOTHING_CHOSEN}
    )

    def __init__(self, data=None, *, proposals: Iterable[Proposal], **kwargs):
        super().__init__(data, **kwargs)
        self.fields["documents"].offer(proposals)


class HeadingForm(RefusableForm):
    code = column_field(
        RecordFile, "code", help_text="Ghi như danh mục hồ sơ của cơ quan, ví dụ 05/HS-TĐ."
    )
    title = column_field(
        RecordFile, "title", max_length=LONGEST_TITLE, widget=forms.Textarea(attrs={"rows": 2})
    )
    year = forms.IntegerField(label="Năm", min_value=1945, max_value=2100, localize=False)
    opened_on = DayField(label="Mở hồ sơ ngày")

    def to_heading(self) -> Heading:
        names = Heading.__dataclass_fields__
        return Heading(**{name: self.cleaned_data[name] for name in names})


class OpenFileForm(HeadingForm):
    issuer = forms.ModelChoiceField(
        Issuer.objects.none(), label="Cơ quan lập hồ sơ", empty_label=None
    )
    documents = ProposedDocuments(
        label="Văn bản đưa vào hồ sơ",
        required=False,
        help_text="Bỏ đánh dấu văn bản không thuộc hồ sơ này. Còn thêm, rút được sau khi mở.",
    )
    field_order = ("issuer",)

    def __init__(self, data=None, *, issuers, proposals: Iterable[Proposal], **kwargs):
        super().__init__(data, **kwargs)
        today = timezone.localdate()
        self.initial = {"year": today.year, "opened_on": today} | self.initial
        self.fields["issuer"].queryset = issuers
        self.fields["documents"].offer(proposals)
        if not self.fields["documents"].offered:
            del self.fields["documents"]

    def to_documents(self) -> list[Document]:
        return self.cleaned_data.get("documents", [])


class CorrectFileForm(HeadingForm):
    seen = forms.CharField(widget=forms.HiddenInput)


class CloseFileForm(RefusableForm):
    seen = forms.CharField(widget=forms.HiddenInput)
    closed_on = DayField(label="Kết thúc hồ sơ ngày")


class TakeOutForm(RefusableForm):
    reason = reason_field()


class FilingForm(RefusableForm):
    """Documents ticked in a list of search results."""

    documents = forms.ModelMultipleChoiceField(
        Document.objects.none(),
        error_messages={"required": NOTHING_CHOSEN, "invalid_choice": NOTHING_CHOSEN},
    )

    def __init__(self, data=None, *, fileable, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["documents"].queryset = fileable

    def to_documents(self) -> list[Document]:
        """In the order of their days."""
        return list(self.cleaned_data["documents"].order_by("legal_date", "issued_at", "pk"))


class PlaceForm(forms.Form):
    order = forms.IntegerField(label="Thứ tự", min_value=1, max_value=LARGEST_ORDER)
    note = column_field(FiledDocument, "note")

    def __init__(self, entry: FiledDocument, number: int, data=None):
        initial = {"order": number, "note": entry.note}
        super().__init__(data, prefix=f"of{entry.document_id}", initial=initial)
        for field in self.fields.values():
            name = f"{field.label}: {reference_of(entry.document)}"
            field.widget.attrs |= {"class": "form-control", "aria-label": name}


class SeenForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)


class PlaceForms:
    """All rows of the list at once, saved or refused together."""

    def __init__(self, record_file: RecordFile, entries: Iterable[FiledDocument], data=None):
        seen = fingerprint(entry_facts(record_file))
        self.top = SeenForm(data, initial={"seen": seen})
        self.rows = {
            entry.document_id: (entry, PlaceForm(entry, number, data))
            for number, entry in enumerate(entries, 1)
        }

    def is_valid(self) -> bool:
        return all([self.top.is_valid(), *(form.is_valid() for _, form in self.rows.values())])

    def to_places(self) -> dict[int, Place]:
        return {key: Place(**form.cleaned_data) for key, (_, form) in self.rows.items()}

    @property
    def seen(self) -> str:
        return self.top.cleaned_data["seen"]

    def refuse(self, refusal: Refusal) -> None:
        self.top.add_error(None, refusal.message)

    def show_what_stands(self, stored: "PlaceForms") -> None:
        """Beside what was typed; what is no longer in the file has no row to stand in."""
        mark_what_stands(self.top, stored.top)
        for key in self.rows.keys() & stored.rows.keys():
            mark_what_stands(self.rows[key][1], stored.rows[key][1])
