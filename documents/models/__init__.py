from documents.models.document import Document
from documents.models.issuer import Issuer
from documents.models.numbers import NumberedKind, NumberSeries
from documents.models.signing import SignedCopy
from documents.models.verification import GuessCount

__all__ = ["Document", "GuessCount", "Issuer", "NumberSeries", "NumberedKind", "SignedCopy"]
