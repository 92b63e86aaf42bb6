from django.urls import path

from core.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.NoticeList.as_view(), name="list"),
    path("read/", views.ReadAll.as_view(), name="read_all"),
    path("outbox/", views.Outbox.as_view(), name="outbox"),
    path("outbox/again/", views.TryAllAgain.as_view(), name="try_all_again"),
    path("outbox/<int:pk>/again/", views.TryAgain.as_view(), name="try_again"),
    path("<int:pk>/read/", views.Read.as_view(), name="read"),
]
