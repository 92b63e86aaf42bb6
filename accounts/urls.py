from django.urls import path

from accounts.views import batches, grants, people

app_name = "accounts"
urlpatterns = [
    path("", people.PeopleList.as_view(), name="list"),
    path("add/", people.AddPerson.as_view(), name="add"),
    path("batch/", batches.Choose.as_view(), name="batch"),
    path("batch/import/", batches.Upload.as_view(), name="batch_import"),
    path("batch/import/form/", batches.EmptyForm.as_view(), name="batch_form"),
    path("batch/check/", batches.Check.as_view(), name="batch_check"),
    path("slips/", people.Slips.as_view(), name="slips"),
    path("<int:pk>/", people.PersonDetail.as_view(), name="detail"),
    path("<int:pk>/edit/", people.EditPerson.as_view(), name="edit"),
    path("<int:pk>/reset-password/", people.ResetPassword.as_view(), name="reset_password"),
    path("<int:pk>/deactivate/", people.DeactivateAccount.as_view(), name="deactivate"),
    path("<int:pk>/reactivate/", people.ReactivateAccount.as_view(), name="reactivate"),
    path("<int:pk>/grants/", grants.GiveGrant.as_view(), name="give_grant"),
    path("grants/<int:pk>/end/", grants.EndGrant.as_view(), name="end_grant"),
]
