"""Spills of secret content, brought about by the real verbs, and a search that misses nothing."""

import zlib

from django.conf import settings
from django.contrib.sessions.models import Session

from accounts.enums import Role
from accounts.models import User
from core.access.seen import fingerprint
from core.erasure.models import ErasureRequest
from results.domain.erasing import confirm_erasure, erasure_findings, request_erasure
from results.enums import AnswerKind
from results.models import Submission
from tests.factories import UserFactory
from tests.refusals import run_sql
from tests.workflows import head_of

CANARY = "Kho K17 dự trữ 4.200 khẩu tại điểm cao 611"
REASON = "Nội dung nhập nhầm vào ô ghi chú."

COLUMNS = """
SELECT table_name, column_name FROM information_schema.columns
JOIN information_schema.tables USING (table_schema, table_name)
WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
    AND data_type IN ('text', 'character varying', 'json', 'jsonb', 'ARRAY', 'bytea',
        'numeric')
"""


def inspector_of(submission: Submission) -> User:
    """Who may decide about an erasure: an inspector of the managing unit."""
    return UserFactory(grants=[(Role.INSPECTOR, submission.campaign.managing_unit)])


def value_key(submission: Submission) -> str:
    """Names the numbers of the first figure that has some."""
    figures = submission.current_revision.figures.filter(answer=AnswerKind.VALUE, text="")
    return f"figure-{figures.order_by('pk')[0].indicator_id}-value"


def asked(submission: Submission, *keys: str, phrases=(), by: User | None = None) -> ErasureRequest:
    by = by or head_of(submission)
    return request_erasure(submission, [*keys], phrases=phrases, reason=REASON, by=by)


def confirmed(
    submission: Submission, request: ErasureRequest, *, by: User | None = None
) -> ErasureRequest:
    seen = fingerprint(erasure_findings(submission, request).facts)
    return confirm_erasure(submission, request, seen=seen, by=by or inspector_of(submission))


def erased(submission: Submission, *keys: str, phrases=()) -> ErasureRequest:
    return confirmed(submission, asked(submission, *keys, phrases=phrases))


def places_with(text: str) -> set[str]:
    """Every column of every table that holds the text, every session and every stored file."""
    found = {
        f"{table}.{column}" for table, column in run_sql(COLUMNS) if _is_in(table, column, text)
    }
    if any(text in str(one.get_decoded()) for one in Session.objects.all()):
        found.add("sessions")
    return found | {"files" for path in settings.FILES_DIR.rglob("*") if _file_holds(path, text)}


def _is_in(table: str, column: str, text: str) -> bool:
    escaped = text.replace('"', '\\"')
    stored = f'"{column}"::text'
    if run_sql(
        "SELECT data_type = 'bytea' FROM information_schema.columns"
        " WHERE table_name = %s AND column_name = %s",
        table,
        column,
    ) == [(True,)]:
        stored = f"encode(\"{column}\", 'escape')"
    statement = f'SELECT count(*) FROM "{table}" WHERE strpos({stored}, %s) > 0'
    return any(run_sql(statement, needle)[0][0] for needle in {text, escaped})


def _file_holds(path, text: str) -> bool:
    if not path.is_file():
        return False
    content = path.read_bytes()
    return text.encode() in content or text.encode() in _inflated(content)


def _inflated(content: bytes) -> bytes:
    try:
        return zlib.decompress(content)
    except zlib.error:
        return b""
