from django import forms


class SeenForm(forms.Form):
    """The newest notice on the page whose notices are marked as read."""

    until = forms.IntegerField(min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
