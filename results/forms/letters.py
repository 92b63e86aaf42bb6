"""Which period a letter is about, in whose name it is written, and which units it asks."""

from collections.abc import Collection, Sequence
from uuid import uuid4

from django import forms

from campaigns.models import Period
from core.access.forms import RefusableForm
from core.vietnamese.dates import short_date
from documents.models import Issuer
from results.domain.letters import CameMeanwhile, NothingChosen, is_behind
from results.models import Submission


class LetterChoice(forms.Form):
    """What the letter is about; it stands in the address. The first of each unless it says so."""

    period = forms.ChoiceField(label="Kỳ báo cáo")
    issuer = forms.ChoiceField(label="Cơ quan ban hành")

    def __init__(self, query, *, periods: Sequence[Period], issuers: Sequence[Issuer]):
        self._rows = {
            "period": {str(one.pk): one for one in periods},
            "issuer": {str(one.pk): one for one in issuers},
        }
        data = query.copy()
        for name, rows in self._rows.items():
            data.setdefault(name, next(iter(rows), ""))
        super().__init__(data)
        labels = [(key, f"{one}, {one.campaign}") for key, one in self._rows["period"].items()]
        self.fields["period"].choices = labels
        self.fields["issuer"].choices = [
            (key, str(one)) for key, one in self._rows["issuer"].items()
        ]

    def clean_period(self) -> Period:
        return self._rows["period"][self.cleaned_data["period"]]

    def clean_issuer(self) -> Issuer:
        return self._rows["issuer"][self.cleaned_data["issuer"]]


class LetterForm(RefusableForm):
    """Who is past the day, or was asked to mend, is ticked from the beginning."""

    submissions = forms.TypedMultipleChoiceField(
        label="Đơn vị được đôn đốc",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": NothingChosen.message,
            "invalid_choice": CameMeanwhile.message,
        },
    )
    request_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, owed: Sequence[Submission], asked_already: Collection[int]):
        """`asked_already` are the keys of the reports that a letter asked for before."""
        super().__init__(data, initial={"request_key": uuid4()})
        field = self.fields["submissions"]
        field.choices = [(one.pk, _label(one, one.pk in asked_already)) for one in owed]
        field.initial = [one.pk for one in owed if is_behind(one)]


def _label(submission: Submission, is_asked: bool) -> str:
    day = f"hạn gửi {short_date(submission.effective_due_on)}"
    words = [str(submission.unit), submission.get_state_display(), day]
    return " · ".join([*words, "đã có công văn"] if is_asked else words)
