from django.urls import path

from documents.views import acts, dispatch, drafting, issuers, numbers, register, scans, signing

app_name = "documents"
urlpatterns = [
    path("", register.DocumentList.as_view(), name="list"),
    path("new/", drafting.New.as_view(), name="new"),
    path("numbers/", numbers.SeriesList.as_view(), name="series"),
    path("numbers/open/", numbers.OpenSeries.as_view(), name="open_series"),
    path("numbers/<int:pk>/", numbers.SetFirstNumber.as_view(), name="first_number"),
    path("issuers/<int:pk>/", issuers.SetIssuer.as_view(), name="issuer"),
    path("<int:pk>/", register.DocumentDetail.as_view(), name="detail"),
    path("<int:pk>/file/", register.DocumentFile.as_view(), name="file"),
    path("<int:pk>/edit/", drafting.Edit.as_view(), name="edit"),
    path("<int:pk>/dispatch/", dispatch.DispatchPage.as_view(), name="dispatch"),
    path("<int:pk>/scans/", scans.AttachScan.as_view(), name="attach_scan"),
    path("<int:pk>/scans/<int:scan>/", scans.ScanFile.as_view(), name="scan_file"),
    path("<int:pk>/endings/", drafting.EndingsPage.as_view(), name="endings"),
    path("<int:pk>/endings/<int:ended>/", drafting.DropEnding.as_view(), name="drop_ending"),
    path("<int:pk>/check-content/", acts.CheckContent.as_view(), name="check_content"),
    path("<int:pk>/check-format/", acts.CheckFormat.as_view(), name="check_format"),
    path("<int:pk>/approve/", acts.Approve.as_view(), name="approve"),
    path("<int:pk>/slip/", register.Slip.as_view(), name="slip"),
    path("<int:pk>/return/", acts.Return.as_view(), name="return"),
    path("<int:pk>/take-back/", acts.TakeBack.as_view(), name="take_back"),
    path("<int:pk>/number/", numbers.Number.as_view(), name="number"),
    path("<int:pk>/print/", acts.Print.as_view(), name="print"),
    path("<int:pk>/issue/", acts.Issue.as_view(), name="issue"),
    path("<int:pk>/signed/", signing.Signed.as_view(), name="signed"),
    path("<int:pk>/signed/prepared/", signing.Prepared.as_view(), name="prepared"),
    path("<int:pk>/signed/upload/", signing.SignedUpload.as_view(), name="signed_upload"),
    path("signed-copies/<int:pk>/", signing.SignedFile.as_view(), name="signed_file"),
]
