"""The upload of a file of evidence."""

from core.files.forms import PaperField
from core.vietnamese.forms import NfcCharField
from results.forms.papers import FileForm


class EvidenceForm(FileForm):
    title = NfcCharField(
        label="Nội dung tệp",
        max_length=200,
        help_text="Ví dụ: Quyết định công nhận kết quả huấn luyện dân quân.",
        error_messages={"required": "Hãy ghi tệp chứng minh điều gì."},
    )
    file = PaperField()
