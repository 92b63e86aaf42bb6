"""The plan's text as it is pasted, and its blocks to choose from."""

from django import forms
from django.utils.text import Truncator

from campaigns.domain.tied_text import body_of
from campaigns.models import Campaign
from core.access.marking import what_stands
from core.vietnamese.forms import NfcCharField
from documents.domain.grammar import line_of
from documents.domain.plain_text import Body, text_of

LONGEST_TEXT = 100_000  # characters, some thirty pages; comparing longer texts takes seconds
LONGEST_LABEL = 90
STORED = "bản đang lưu ở cuối trang"


class BodyForm(forms.Form):
    text = NfcCharField(
        label="Toàn văn kế hoạch",
        max_length=LONGEST_TEXT,
        required=False,
        help_text="Mỗi đoạn một dòng. Đoạn bị cắt đôi vì hết trang thì nối lại thành một dòng.",
        widget=forms.Textarea(attrs={"rows": 16}),
    )

    def __init__(self, body: Body, data=None):
        super().__init__(data, initial={"text": text_of(body)})

    def show_what_stands(self, body: Body) -> None:
        if self["text"].value() != text_of(body):
            self.add_error("text", what_stands(STORED))


def block_choices(campaign: Campaign) -> list[tuple[str, str]]:
    """The blocks of the plan by their anchors, numbered, with their first words."""
    return [
        (block.anchor, f"{number}. {Truncator(line_of(block)).chars(LONGEST_LABEL)}")
        for number, block in enumerate(body_of(campaign).blocks, start=1)
    ]
