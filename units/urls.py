from django.urls import path

from units import views

app_name = "units"
urlpatterns = [
    path("", views.UnitList.as_view(), name="list"),
    path("<int:pk>/", views.UnitDetail.as_view(), name="detail"),
]
