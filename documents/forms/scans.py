"""The upload of a scan."""

from pathlib import Path

from django import forms

from units.forms.units import RefusableForm


class ScanForm(RefusableForm):
    file = forms.FileField(
        label="Tệp PDF, JPEG hoặc PNG, không quá 30 MB",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={"required": "Hãy chọn tệp.", "empty": "Tệp không có nội dung."},
    )

    def to_content(self) -> Path | bytes:
        """A large upload stands on disk already."""
        upload = self.cleaned_data["file"]
        if hasattr(upload, "temporary_file_path"):
            return Path(upload.temporary_file_path())
        return upload.read()
