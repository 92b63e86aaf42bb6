"""What binds a form to its submission: a signed token in a locked cell.

It names the revision and, for every group of cells, the version that the form shows and a digest
of its texts: what was not touched in the file needs no comparing with what others wrote meanwhile.
"""

from dataclasses import dataclass

from django.core.signing import BadSignature, Signer

from results.workbook.entries import EntrySheet, digest_of
from results.workbook.refusals import ForgedToken

_SIGNER_SALT = "results.workbook"


@dataclass(frozen=True)
class Ticket:
    """`groups` maps the key of a group to the version seen and the digest of its texts."""

    submission_id: int
    revision_id: int
    groups: dict[str, tuple[int, str]]


def token_of(sheet: EntrySheet) -> str:
    groups = {key: [group.version, digest_of(group.texts)] for key, group in sheet.groups.items()}
    submission = sheet.submission
    return _signer().sign_object(
        [submission.pk, submission.current_revision_id, groups], compress=True
    )


def ticket_of(token: str) -> Ticket:
    """Raises ForgedToken."""
    try:
        submission_id, revision_id, groups = _signer().unsign_object(token)
    except BadSignature as error:
        raise ForgedToken from error
    return Ticket(submission_id, revision_id, {key: tuple(seen) for key, seen in groups.items()})


def _signer() -> Signer:
    return Signer(salt=_SIGNER_SALT)
