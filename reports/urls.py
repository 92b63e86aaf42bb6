from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("", views.ReportList.as_view(), name="list"),
    path("<int:pk>/", views.ReportDetail.as_view(), name="detail"),
    path("request/<int:pk>/", views.RequestReport.as_view(), name="request"),
]
