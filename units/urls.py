from django.urls import path

from units.views import acts, clusters, communes, importing, reorganisation, units

app_name = "units"
urlpatterns = [
    path("", units.UnitList.as_view(), name="list"),
    path("administrative/", units.AdministrativeTree.as_view(), name="administrative_tree"),
    path("command/", units.CommandTree.as_view(), name="command_tree"),
    path("create/", acts.Create.as_view(), name="create"),
    path("import/", importing.Upload.as_view(), name="import"),
    path("import/form/", importing.EmptyForm.as_view(), name="import_form"),
    path("import/check/", importing.Check.as_view(), name="import_check"),
    path("merge/", reorganisation.Merge.as_view(), name="merge"),
    path("clusters/", clusters.ClusterList.as_view(), name="clusters"),
    path("clusters/create/", clusters.Create.as_view(), name="create_cluster"),
    path("clusters/<int:pk>/", clusters.ClusterDetail.as_view(), name="cluster"),
    path("clusters/<int:pk>/correct/", clusters.Correct.as_view(), name="correct_cluster"),
    path("clusters/<int:pk>/members/", clusters.SetMembers.as_view(), name="cluster_members"),
    path("clusters/<int:pk>/leads/", clusters.SetLeads.as_view(), name="cluster_leads"),
    path("clusters/<int:pk>/end/", clusters.End.as_view(), name="end_cluster"),
    path("<int:pk>/", units.UnitDetail.as_view(), name="detail"),
    path("<int:pk>/correct/", acts.Correct.as_view(), name="correct"),
    path("<int:pk>/rename/", acts.Rename.as_view(), name="rename"),
    path("<int:pk>/move/", reorganisation.Move.as_view(), name="move"),
    path("<int:pk>/dissolve/", reorganisation.Dissolve.as_view(), name="dissolve"),
    path("<int:pk>/communes/", communes.Communes.as_view(), name="communes"),
    path("<int:pk>/offices/add/", acts.AddOffice.as_view(), name="add_office"),
    path("offices/<int:pk>/end/", acts.EndOffice.as_view(), name="end_office"),
    path("offices/<int:pk>/correct/", acts.CorrectOffice.as_view(), name="correct_office"),
]
