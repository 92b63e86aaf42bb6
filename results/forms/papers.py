"""Files that come with an act on a report, and the signed paper above all."""

from django import forms

from core.access.forms import RefusableForm
from core.files.forms import PaperField
from core.files.uploads import LARGEST_UPLOAD, MEGABYTE
from core.vietnamese.forms import DayField, NfcCharField
from results.domain.papers import GivenPaper
from results.models import PaperReport

KINDS_OF_FILE = f"Tệp PDF, JPEG hoặc PNG, không quá {LARGEST_UPLOAD // MEGABYTE} MB."
ALL_OR_NONE = "Ghi đủ số, ngày ký và bản chụp, hoặc để trống cả ba."


class SeenForm(RefusableForm):
    """An act on the revision that the page shows."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def come_back(self, shown: dict) -> None:
        """What was typed stays, and the next posting rests on what is shown now."""
        self.data = self.data.copy()
        self.data.update(shown)


class SendOnBehalfForm(SeenForm):
    """`seen` tells whether somebody wrote into the revision since the page was shown."""

    seen = forms.CharField(widget=forms.HiddenInput)


class FileForm(SeenForm):
    """With a file, which a browser forgets when the page comes back."""

    file = PaperField()

    def come_back(self, shown: dict) -> None:
        super().come_back(shown)
        chosen = self.files.get("file")
        if chosen and "file" not in self.errors:
            self.add_error("file", f"Hãy chọn lại tệp “{chosen.name}”.")


class PaperForm(FileForm):
    """A signed paper: its number, its day, its scan."""

    number = NfcCharField(
        label="Số, ký hiệu báo cáo",
        max_length=30,
        help_text="Ví dụ: 15/BC-UBND.",
        error_messages={"required": "Hãy ghi số, ký hiệu của báo cáo giấy."},
    )
    dated_on = DayField(
        label="Ngày ký", error_messages={"required": "Hãy ghi ngày ký của báo cáo giấy."}
    )
    file = PaperField(label="Bản chụp báo cáo đã ký", help_text=KINDS_OF_FILE)
    field_order = ("revision", "number", "dated_on", "file")

    def to_paper(self) -> GivenPaper:
        given = self.cleaned_data
        return GivenPaper(given["number"], given["dated_on"], given["file"])


class SendForm(PaperForm):
    """The paper goes with the sending where there is one."""

    seen = SendOnBehalfForm.base_fields["seen"]
    PAPER = ("number", "dated_on", "file")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.PAPER:
            self.fields[name].required = False

    def clean(self):
        given = {name for name in self.PAPER if self.cleaned_data.get(name)}
        wrong = {name for name in self.PAPER if name in self.errors}
        if given or wrong:
            for name in self.PAPER:
                if name not in given | wrong:
                    self.add_error(name, ALL_OR_NONE)

    def to_paper(self) -> GivenPaper | None:
        return super().to_paper() if self.cleaned_data["number"] else None


class StandInForm(PaperForm):
    """The paper from which a superior enters, and why the unit does not enter itself."""

    reason = NfcCharField(
        label="Lý do nhập thay",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ví dụ: đơn vị mất kết nối mạng, đã gửi báo cáo giấy.",
        error_messages={"required": "Hãy ghi rõ lý do."},
    )
    field_order = (*PaperForm.field_order, "reason")

    def begin_with(self, former: PaperReport) -> None:
        """The paper that the last revision was entered from; whatever differs replaces it."""
        self.initial |= {"number": former.number, "dated_on": former.dated_on}
        self.fields["file"].required = False
        kept = f"Để trống thì giữ bản chụp báo cáo {former.reference}."
        self.fields["file"].help_text = f"{kept} {KINDS_OF_FILE}"
