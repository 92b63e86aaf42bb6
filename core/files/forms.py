"""The form field of a file that people send to be kept."""

from pathlib import Path

from django import forms

from core.files.uploads import LARGEST_UPLOAD, MEGABYTE, SUFFIXES


class PaperField(forms.FileField):
    """A paper or a picture of one; gives its bytes, or where they stand on disk already.

    None where it may be left out. Whether it is a paper, the domain finds out.
    """

    default_error_messages = {"required": "Hãy chọn tệp.", "empty": "Tệp không có nội dung."}

    def __init__(self, **kwargs):
        label = f"Tệp PDF, JPEG hoặc PNG, không quá {LARGEST_UPLOAD // MEGABYTE} MB"
        accepted = ",".join([*SUFFIXES.values(), ".jpeg"])
        widget = forms.ClearableFileInput(attrs={"accept": accepted})
        super().__init__(**{"label": label, "widget": widget} | kwargs)

    def clean(self, data, initial=None) -> Path | bytes | None:
        upload = super().clean(data, initial)
        if upload is None:
            return None
        if hasattr(upload, "temporary_file_path"):
            return Path(upload.temporary_file_path())
        return upload.read()
