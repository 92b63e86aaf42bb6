from django.urls import path

from campaigns.views import campaigns, quotas

app_name = "campaigns"
urlpatterns = [
    path("", campaigns.CampaignList.as_view(), name="list"),
    path("<int:pk>/", campaigns.CampaignDetail.as_view(), name="detail"),
    path("<int:pk>/units/", quotas.CampaignUnits.as_view(), name="units"),
    path("<int:pk>/launch/", campaigns.Launch.as_view(), name="launch"),
    path("<int:pk>/close/", campaigns.Close.as_view(), name="close"),
]
