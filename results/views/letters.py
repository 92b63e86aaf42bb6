"""Asking for owed reports by an official letter."""

from django.contrib import messages
from django.shortcuts import redirect, render

from core.access.views import ScopedView
from results.domain.letters import (
    CameMeanwhile,
    draft_letter,
    issuers_of_letters,
    letters_of,
    periods_to_remind,
    to_remind,
    with_letters,
)
from results.forms.letters import LetterChoice, LetterForm
from results.models import ReminderLetter


class DraftLetter(ScopedView):
    """Which units of a period to ask; then the letter is a document like any other."""

    permission = "results.draft_letters"

    def get(self, request):
        choice = self.choice()
        form = self.form(choice) if choice.is_valid() else None
        return self.show(choice, form)

    def post(self, request):
        choice = self.choice()
        if not choice.is_valid():
            return self.show(choice, None, status=422)
        form = self.form(choice, request.POST)
        letter = self.draft(choice, form) if form.is_valid() else None
        if letter is None:
            return self.show(choice, form, status=422)
        messages.success(request, "Đã lập dự thảo công văn đôn đốc; tệp PDF đang được in.")
        return redirect(letter.document)

    def choice(self) -> LetterChoice:
        user = self.request.user
        periods = with_letters(periods_to_remind(user), user)
        issuers = issuers_of_letters(user)
        return LetterChoice(self.request.GET, periods=periods, issuers=issuers)

    def form(self, choice: LetterChoice, data=None) -> LetterForm:
        period, issuer = choice.cleaned_data["period"], choice.cleaned_data["issuer"]
        owed = to_remind(self.request.user, issuer).filter(period=period)
        asked = ReminderLetter.objects.filter(period=period).values_list("submissions", flat=True)
        return LetterForm(data, owed=owed, asked_already=set(asked))

    def draft(self, choice: LetterChoice, form: LetterForm) -> ReminderLetter | None:
        given = form.cleaned_data
        try:
            return draft_letter(
                choice.cleaned_data["period"],
                given["submissions"],
                issuer=choice.cleaned_data["issuer"],
                by=self.request.user,
                request_key=given["request_key"],
            )
        except CameMeanwhile as refusal:
            form.refuse(refusal)
        return None

    def show(self, choice: LetterChoice, form: LetterForm | None, status: int = 200):
        period = choice.cleaned_data.get("period") if form else None
        context = {
            "choice": choice,
            "form": form,
            "period": period,
            "letters": letters_of(period) if period else [],
        }
        return render(self.request, "results/letter_draft.html", context, status=status)
