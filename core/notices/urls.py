from django.urls import path

from core.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.NoticeList.as_view(), name="list"),
    path("read/", views.ReadAll.as_view(), name="read_all"),
    path("<int:pk>/read/", views.Read.as_view(), name="read"),
]
