from django.urls import path

from results import views, views_archive, views_workbook

app_name = "results"
urlpatterns = [
    path("", views.SubmissionList.as_view(), name="list"),
    path("<int:pk>/", views.SubmissionDetail.as_view(), name="submission"),
    path("<int:pk>/enter/", views.Enter.as_view(), name="enter"),
    path("<int:pk>/submit/", views.Submit.as_view(), name="submit"),
    path("<int:pk>/accept/", views.Accept.as_view(), name="accept"),
    path("<int:pk>/return/", views.Return.as_view(), name="return"),
    path("<int:pk>/reopen/", views.Reopen.as_view(), name="reopen"),
    path("<int:pk>/revisions/<int:number>/", views.RevisionDetail.as_view(), name="revision"),
    path("<int:pk>/workbook/", views_workbook.FormToFillIn.as_view(), name="workbook"),
    path("<int:pk>/workbook/upload/", views_workbook.Upload.as_view(), name="workbook_upload"),
    path("<int:pk>/workbook/check/", views_workbook.Check.as_view(), name="workbook_check"),
    path("<int:pk>/workbook/marked/", views_workbook.MarkedForm.as_view(), name="workbook_marked"),
    path("<int:pk>/subordinates/", views_archive.Subordinates.as_view(), name="subordinates"),
    path("<int:pk>/subordinates/archive/", views_archive.Archive.as_view(), name="archive"),
    path("<int:pk>/subordinates/received/", views_archive.Received.as_view(), name="received"),
]
