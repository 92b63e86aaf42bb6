"""The validator shared by model fields and form fields."""

from django.core.exceptions import ValidationError

from core.vietnamese.nfc import has_control_characters

CONTROL_CHARACTERS = "Văn bản chứa ký tự điều khiển không hợp lệ. Hãy gõ lại đoạn này."


def refuse_control_characters(text: str) -> None:
    """Raise ValidationError when the text holds characters nobody can see."""
    if has_control_characters(text):
        raise ValidationError(CONTROL_CHARACTERS, code="control_characters")
