from documents.models.dispatch import Dispatch
from documents.models.document import Document
from documents.models.ending import DocumentEnding
from documents.models.issuer import Issuer
from documents.models.look import DocumentLook
from documents.models.numbers import NumberedKind, NumberSeries
from documents.models.record_file import FiledDocument, RecordArchive, RecordFile
from documents.models.scan import Scan
from documents.models.signing import SignedCopy
from documents.models.verification import GuessCount

__all__ = [
    "Dispatch",
    "Document",
    "DocumentEnding",
    "DocumentLook",
    "FiledDocument",
    "GuessCount",
    "Issuer",
    "NumberSeries",
    "NumberedKind",
    "RecordArchive",
    "RecordFile",
    "Scan",
    "SignedCopy",
]
