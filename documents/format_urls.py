from django.urls import path

from documents.views.format_reports import CheckFormat

app_name = "format"
urlpatterns = [path("", CheckFormat.as_view(), name="check")]
