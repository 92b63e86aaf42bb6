from django.urls import include, path

from campaigns.views import (
    assignments,
    campaigns,
    catalogue,
    drafting,
    editor,
    papers,
    quotas,
    records,
    targets,
    transfer,
)

CATALOGUE = [
    path("", catalogue.IndicatorList.as_view(), name="indicators"),
    path("add/", catalogue.IndicatorAdd.as_view(), name="indicator_add"),
    path("<int:pk>/", catalogue.IndicatorDetail.as_view(), name="indicator"),
    path("<int:pk>/change/", catalogue.IndicatorChange.as_view(), name="indicator_change"),
    path("scales/", catalogue.ScaleList.as_view(), name="scales"),
    path("scales/add/", catalogue.ScaleAdd.as_view(), name="scale_add"),
    path("scales/<int:pk>/change/", catalogue.ScaleChange.as_view(), name="scale_change"),
]

app_name = "campaigns"
urlpatterns = [
    path("indicators/", include((CATALOGUE, "catalogue"))),
    path("", campaigns.CampaignList.as_view(), name="list"),
    path("new/", drafting.CampaignAdd.as_view(), name="add"),
    path("<int:pk>/", campaigns.CampaignDetail.as_view(), name="detail"),
    path("<int:pk>/text/", campaigns.CampaignText.as_view(), name="text"),
    path("<int:pk>/units/", quotas.CampaignUnits.as_view(), name="units"),
    path("<int:pk>/quotas/", quotas.QuotaEntry.as_view(), name="quotas"),
    path("<int:pk>/quotas/import/", quotas.QuotaImport.as_view(), name="quota_import"),
    path("quotas/", quotas.QuotaHistory.as_view(), name="quota_history"),
    path("<int:pk>/copy/", drafting.Copy.as_view(), name="copy"),
    path("<int:pk>/edit/", editor.EditAbout.as_view(), name="about"),
    path("<int:pk>/edit/schedule/", editor.EditSchedule.as_view(), name="schedule"),
    path("<int:pk>/edit/body/", editor.EditBody.as_view(), name="body"),
    path("<int:pk>/edit/areas/", editor.EditAreas.as_view(), name="areas"),
    path("<int:pk>/edit/targets/", targets.Targets.as_view(), name="targets"),
    path("<int:pk>/edit/targets/new/", targets.AddTarget.as_view(), name="target_add"),
    path("<int:pk>/edit/targets/<int:target>/", targets.EditTarget.as_view(), name="target"),
    path(
        "<int:pk>/edit/targets/<int:target>/remove/",
        targets.RemoveTarget.as_view(),
        name="target_remove",
    ),
    path("<int:pk>/edit/participants/", editor.EditParticipants.as_view(), name="participants"),
    path("<int:pk>/edit/assignments/", editor.EditAssignments.as_view(), name="assignments"),
    path("<int:pk>/edit/check/", editor.Check.as_view(), name="check"),
    path("<int:pk>/transfer/", transfer.Transfer.as_view(), name="transfer"),
    path(
        "<int:pk>/assignments/<int:assignment>/done/",
        assignments.MarkDone.as_view(),
        name="assignment_done",
    ),
    path(
        "<int:pk>/assignments/<int:assignment>/undone/",
        assignments.TakeBack.as_view(),
        name="assignment_undone",
    ),
    path("<int:pk>/paper/", papers.DraftPlan.as_view(), name="draft_plan"),
    path("<int:pk>/records/", records.CampaignRecords.as_view(), name="records"),
    path("<int:pk>/records/open/", records.OpenCampaignFile.as_view(), name="open_file"),
    path("<int:pk>/records/papers/", records.FilePapers.as_view(), name="file_papers"),
    path("<int:pk>/launch/", campaigns.Launch.as_view(), name="launch"),
    path("<int:pk>/close/", campaigns.Close.as_view(), name="close"),
]
