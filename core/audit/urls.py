from django.urls import path

from core.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.EntryList.as_view(), name="list"),
    path("verify/", views.Verify.as_view(), name="verify"),
]
