"""Who judges which content areas of a campaign, and which of them somebody confirms now."""

from collections.abc import Iterable, Sequence

from django import forms

from accounts.models import Grant
from campaigns.models import ContentArea
from core.access.seen import fingerprint
from results.domain.sharing import Shares


class SharingForm(forms.Form):
    """A list of areas to tick for every reviewer."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self, data=None, *, grants: Iterable[Grant], areas: Sequence[ContentArea], shares: Shares
    ):
        super().__init__(data, initial={"seen": fingerprint(shares)})
        self.grants = {f"grant-{grant.pk}": grant for grant in grants}
        choices = [(str(area.pk), f"{area.ordinal}. {area.title}") for area in areas]
        for name, grant in self.grants.items():
            self.fields[name] = forms.TypedMultipleChoiceField(
                label=f"{grant.user}, {grant.unit}",
                choices=choices,
                coerce=int,
                required=False,
                widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
                initial=[str(key) for key in shares.get(grant.pk, [])],
                error_messages={"invalid_choice": "Nội dung này không thuộc phong trào."},
            )

    @property
    def rows(self) -> list[tuple[Grant, forms.BoundField]]:
        return [(grant, self[name]) for name, grant in self.grants.items()]

    def to_shares(self) -> dict[int, set[int]]:
        return {grant.pk: set(self.cleaned_data[name]) for name, grant in self.grants.items()}


class AreasForm(forms.Form):
    """Which areas of one report are confirmed, and of which revision."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    areas = forms.TypedMultipleChoiceField(
        coerce=int,
        error_messages={
            "required": "Hãy chọn ít nhất một nội dung để xác nhận.",
            "invalid_choice": "Báo cáo này không có nội dung đã chọn.",
        },
    )

    def __init__(self, data, *, areas: Iterable[ContentArea]):
        super().__init__(data)
        self.fields["areas"].choices = [(str(area.pk), area.title) for area in areas]
