"""What a records file holds, as facts: for the fingerprint of what a person saw."""

from dataclasses import asdict, dataclass
from datetime import date

from documents.models import RecordFile


@dataclass(frozen=True, kw_only=True)
class Heading:
    """What stands on the cover of a file."""

    code: str
    title: str
    year: int
    opened_on: date


def heading_of(record_file: RecordFile) -> Heading:
    return Heading(**{name: getattr(record_file, name) for name in Heading.__dataclass_fields__})


def entry_facts(record_file: RecordFile) -> list:
    """The list as plain facts."""
    entries = record_file.entries.order_by("position")
    return [list(row) for row in entries.values_list("document_id", "position", "note")]


def file_facts(record_file: RecordFile) -> dict:
    """Cover and list, which whoever closes the file has seen."""
    return {"heading": asdict(heading_of(record_file)), "entries": entry_facts(record_file)}
