from django.urls import path

from campaigns import views

app_name = "campaigns"
urlpatterns = [
    path("", views.CampaignList.as_view(), name="list"),
    path("<int:pk>/", views.CampaignDetail.as_view(), name="detail"),
    path("<int:pk>/units/", views.CampaignUnits.as_view(), name="units"),
    path("<int:pk>/launch/", views.Launch.as_view(), name="launch"),
    path("<int:pk>/close/", views.Close.as_view(), name="close"),
]
