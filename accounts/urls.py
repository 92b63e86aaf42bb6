from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.PeopleList.as_view(), name="list"),
    path("<int:pk>/", views.PersonDetail.as_view(), name="detail"),
]
