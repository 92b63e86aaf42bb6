"""Heavy acts in two steps: what is chosen and its effect, then the confirmation of that effect."""

from django.contrib import messages
from django.shortcuts import redirect, render

from core.access.refusals import NotPermitted, NotPossible
from core.access.views import ScopedView
from units.domain.effects import Effect, effect_of_dissolution, effect_of_move
from units.domain.reorganisation import dissolve_unit, merge_units
from units.domain.units import move_unit
from units.forms import AgreementForm, DissolutionForm, MergerForm, PlaceForm
from units.models import Unit
from units.views.offers import offered_to


class Reorganisation(ScopedView):
    """GET shows the choice and, once made, its effect; POST does what was agreed to."""

    is_abstract = True
    template = ""
    title = ""
    label = ""
    done = ""
    agreement_class = AgreementForm

    def get(self, request, **kwargs):
        choice = self.choice(request.GET or None)
        return self.show(choice, self.agreement_class())

    def post(self, request, **kwargs):
        choice, agreement = self.choice(request.POST), self.agreement_class(request.POST)
        changed = choice.is_valid() and agreement.is_valid() and self.attempt(choice, agreement)
        if not changed:
            return self.show(choice, agreement)
        messages.success(request, self.done)
        return redirect(changed)

    def attempt(self, choice, agreement):
        """That whose page comes next, or None when the verb declined."""
        try:
            return self.act(choice.cleaned_data, agreement.cleaned_data)
        except NotPermitted:
            raise
        except NotPossible as refusal:
            messages.error(self.request, refusal.message)
        return None

    def show(self, choice, agreement):
        """The effect as it is now; what stands against it is said at the fields."""
        effect = self.effect_of(choice) if choice.is_bound and choice.is_valid() else None
        if effect:
            agreement.agree_to(effect)
        context = {"act": self, "choice": choice, "effect": effect, "agreement": agreement}
        is_declined = self.request.method == "POST" or (choice.is_bound and not effect)
        return self.answer(context, status=422 if is_declined else 200)

    def answer(self, context: dict, status: int):
        return render(self.request, self.template, context | {"unit": self.object}, status=status)

    def effect_of(self, choice) -> Effect | None:
        try:
            return self.effect(choice.cleaned_data)
        except NotPermitted:
            raise
        except NotPossible as refusal:
            choice.refuse(refusal)
        return None


class ReorganisationOfUnit(Reorganisation):
    is_abstract = True
    model = Unit

    def get_queryset(self):
        return super().get_queryset().select_related("administrative_parent", "command_parent")


class Move(ReorganisationOfUnit):
    permission = "units.change_unit"
    template = "units/unit_move.html"
    title = "Điều chuyển"
    label = "Điều chuyển"
    done = "Đã điều chuyển."

    def choice(self, data):
        unit = self.object
        above = [unit.administrative_parent, unit.command_parent]
        offered = {each.pk: each for each in (*offered_to(self.request.user), *filter(None, above))}
        offered.pop(unit.pk, None)
        initial = {
            "administrative_parent": unit.administrative_parent_id,
            "command_parent": unit.command_parent_id,
        }
        return PlaceForm(data, offered=offered.values(), initial=initial)

    def effect(self, chosen) -> Effect:
        return effect_of_move(self.object, chosen, by=self.request.user)

    def act(self, chosen, agreed) -> Unit:
        return move_unit(self.object, **chosen, **agreed, by=self.request.user)


class Dissolve(ReorganisationOfUnit):
    permission = "units.change_unit"
    template = "units/unit_dissolve.html"
    title = "Giải thể"
    label = "Giải thể"
    done = "Đã ghi việc giải thể."

    def choice(self, data):
        offered = offered_to(self.request.user).exclude(pk=self.object.pk)
        return DissolutionForm(data, offered=offered)

    def effect(self, chosen) -> Effect:
        return effect_of_dissolution([self.object], **chosen, by=self.request.user)

    def act(self, chosen, agreed) -> Unit:
        return dissolve_unit(self.object, **chosen, **agreed, by=self.request.user)


class Merge(Reorganisation):
    permission = "units.add_unit"
    template = "units/unit_merge.html"
    title = "Sáp nhập đơn vị"
    label = "Sáp nhập"
    done = "Đã ghi việc sáp nhập."

    def choice(self, data):
        self.form = MergerForm(data, offered=offered_to(self.request.user))
        return self.form

    def effect(self, chosen) -> Effect:
        return effect_of_dissolution(
            chosen["units"],
            last_day=chosen["last_day"],
            successors=[self.form.to_successor()],
            by=self.request.user,
        )

    def act(self, chosen, agreed) -> Unit:
        return merge_units(
            chosen["units"],
            last_day=chosen["last_day"],
            into=self.form.to_successor(),
            **agreed,
            by=self.request.user,
        )
