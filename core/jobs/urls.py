from django.urls import path

from core.jobs.views import JobView

urlpatterns = [path("jobs/<int:pk>/", JobView.as_view(), name="job")]
