from django.urls import path

from documents.views import filing, records

app_name = "records"
urlpatterns = [
    path("", records.RecordFileList.as_view(), name="list"),
    path("open/", records.OpenRecordFile.as_view(), name="open"),
    path("<int:pk>/", records.RecordFileDetail.as_view(), name="detail"),
    path("<int:pk>/edit/", records.CorrectRecordFile.as_view(), name="correct"),
    path("<int:pk>/close/", records.CloseRecordFile.as_view(), name="close"),
    path("<int:pk>/documents/", filing.AddDocuments.as_view(), name="add"),
    path("<int:pk>/order/", filing.Arrange.as_view(), name="arrange"),
    path("<int:pk>/documents/<int:document>/", filing.TakeOut.as_view(), name="take_out"),
    path("<int:pk>/archive/", records.MakeArchive.as_view(), name="archive"),
    path("archives/<int:pk>/", records.ArchiveFile.as_view(), name="archive_file"),
]
