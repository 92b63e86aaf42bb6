from django.urls import path

from documents.views import verification

app_name = "verification"
urlpatterns = [
    path("", verification.Verify.as_view(), name="page"),
]
