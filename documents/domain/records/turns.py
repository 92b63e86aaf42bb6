"""How every act on a records file begins and ends: under its lock, and on the trail."""

from core.access.refusals import NotPermitted
from documents.domain.refusals import FileClosed
from documents.models import RecordFile
from documents.rules import records_grant


def locked_file(record_file: RecordFile, *, by) -> RecordFile:
    """The file as it stands now, for its records clerk. Raises NotPermitted."""
    record_file = RecordFile.objects.lock(record_file.pk)
    if records_grant(by, record_file) is None:
        raise NotPermitted
    return record_file


def locked_open_file(record_file: RecordFile, *, by) -> RecordFile:
    """Raises NotPermitted, FileClosed."""
    record_file = locked_file(record_file, by=by)
    if record_file.is_closed:
        raise FileClosed
    return record_file


def told_of(record_file: RecordFile, by) -> dict:
    """What the trail says of every act: who, under which right, and of which unit's file."""
    grant = records_grant(by, record_file)
    return {"by": by, "grant": grant, "unit_id": record_file.issuer.unit_id}
