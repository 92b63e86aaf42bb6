from django.urls import path

from accounts.views import grants

app_name = "delegations"
urlpatterns = [
    path("", grants.DelegationList.as_view(), name="list"),
    path("add/", grants.Delegate.as_view(), name="add"),
]
