"""The upload of a scan."""

from core.access.forms import RefusableForm
from core.files.forms import PaperField


class ScanForm(RefusableForm):
    file = PaperField()
