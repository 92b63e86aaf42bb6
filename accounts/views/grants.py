from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.domain.delegations import delegable_grants, delegate_grant
from accounts.domain.grants import end_grant, give_grant
from accounts.domain.policies import days_in_words
from accounts.forms import DelegationForm, EndGrantForm, GrantForm
from accounts.models import Grant, User
from accounts.rules import gave_in_delegation
from accounts.views.base import FormPage
from core.access.undo import tell_done
from core.access.views import ScopedView


class GiveGrant(FormPage):
    permission = "accounts.give_grant_to"
    model = User
    title = "Giao thêm vai trò"
    label = "Giao vai trò"

    def get_form(self, data=None):
        return GrantForm(data, administrator=self.request.user)

    def done(self, form):
        grant = give_grant(self.object, by=self.request.user, terms=form.terms())
        tell_given(self.request, f"Đã giao: {grant} {days_in_words(grant)}.", grant)
        return redirect(self.object)


def tell_given(request, text: str, grant: Grant) -> None:
    """Taking it back undoes a grant only while nothing can have been done under it."""
    if grant.valid_from < timezone.localdate():
        messages.success(request, text)
    else:
        tell_done(request, text, undo=reverse("accounts:end_grant", args=[grant.pk]))


class EndGrant(FormPage):
    permission = "accounts.end_grant"
    model = Grant
    template_name = "accounts/grant_end.html"
    title = "Kết thúc phân quyền"
    label = "Kết thúc phân quyền"

    def get_queryset(self):
        return super().get_queryset().for_naming().select_related("user")

    def get_form(self, data=None):
        return EndGrantForm(data)

    def done(self, form):
        end_grant(self.object, by=self.request.user, last_day=form.cleaned_data["last_day"])
        messages.success(self.request, "Đã ghi ngày kết thúc của phân quyền.")
        return redirect(self.back_url())

    def back_url(self):
        """A head comes from the own delegations, an administrator from the person."""
        if gave_in_delegation(self.request.user, self.object):
            return reverse("delegations:list")
        return super().back_url()

    def refused_url(self):
        return self.back_url()


class DelegationList(ScopedView):
    """What the person handed to others."""

    permission = "accounts.delegate"

    def get(self, request):
        given = Grant.objects.filter(delegated_from__user=request.user).for_naming()
        context = {
            "delegations": given.select_related("user").order_by("-valid_from", "-pk"),
            "today": timezone.localdate(),
            "may_delegate": delegable_grants(request.user).exists(),
        }
        return render(request, "accounts/delegation_list.html", context)


class Delegate(FormPage):
    permission = "accounts.delegate"
    template_name = "accounts/delegation_add.html"
    title = "Ủy quyền cho người khác"
    label = "Ủy quyền"

    def get_form(self, data=None):
        return DelegationForm(data, head=self.request.user)

    def done(self, form):
        grant = delegate_grant(by=self.request.user, **form.cleaned_data)
        text = f"Đã ủy quyền cho {grant.user} {days_in_words(grant)}."
        tell_given(self.request, text, grant)
        return redirect(self.back_url())

    def back_url(self):
        return reverse("delegations:list")
