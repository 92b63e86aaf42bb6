"""The upload of a scan."""

from core.files.forms import PaperField
from units.forms.units import RefusableForm


class ScanForm(RefusableForm):
    file = PaperField()
