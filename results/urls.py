from django.urls import path

from results.views import (
    acts,
    board,
    entering,
    erasing,
    evidence,
    saving,
    submissions,
    subordinates,
    workbook,
)

app_name = "results"
urlpatterns = [
    path("", submissions.SubmissionList.as_view(), name="list"),
    path("board/", board.Board.as_view(), name="board"),
    path("accept/", board.AcceptMany.as_view(), name="accept_many"),
    path("calls/", board.CallList.as_view(), name="call_list"),
    path("<int:pk>/", submissions.SubmissionDetail.as_view(), name="submission"),
    path("<int:pk>/enter/", entering.Enter.as_view(), name="enter"),
    path("<int:pk>/figures/<int:indicator>/", saving.SaveRow.as_view(), name="row"),
    path("<int:pk>/evidence/", evidence.AttachEvidence.as_view(), name="attach_evidence"),
    path(
        "<int:pk>/evidence/<int:evidence>/",
        evidence.EvidenceFile.as_view(),
        name="evidence_file",
    ),
    path(
        "<int:pk>/evidence/<int:evidence>/remove/",
        evidence.RemoveEvidence.as_view(),
        name="remove_evidence",
    ),
    path("<int:pk>/present/", saving.Present.as_view(), name="present"),
    path("<int:pk>/words/", saving.SaveWords.as_view(), name="words"),
    path("<int:pk>/submit/", entering.Submit.as_view(), name="submit"),
    path("<int:pk>/accept/", acts.Accept.as_view(), name="accept"),
    path("<int:pk>/return/", acts.Return.as_view(), name="return"),
    path("<int:pk>/reopen/", acts.Reopen.as_view(), name="reopen"),
    path("<int:pk>/revisions/<int:number>/", submissions.RevisionDetail.as_view(), name="revision"),
    path(
        "<int:pk>/revisions/<int:number>/receipt/",
        submissions.ReceiptPage.as_view(),
        name="receipt",
    ),
    path("<int:pk>/workbook/", workbook.FormToFillIn.as_view(), name="workbook"),
    path("<int:pk>/workbook/upload/", workbook.Upload.as_view(), name="workbook_upload"),
    path("<int:pk>/workbook/check/", workbook.Check.as_view(), name="workbook_check"),
    path("<int:pk>/workbook/marked/", workbook.MarkedForm.as_view(), name="workbook_marked"),
    path("<int:pk>/subordinates/", subordinates.Subordinates.as_view(), name="subordinates"),
    path("<int:pk>/subordinates/archive/", subordinates.Archive.as_view(), name="archive"),
    path("<int:pk>/subordinates/received/", subordinates.Received.as_view(), name="received"),
    path("<int:pk>/erase/", erasing.AskForErasure.as_view(), name="erase"),
    path("<int:pk>/erase/<int:erasure>/", erasing.ErasurePage.as_view(), name="erasure"),
    path(
        "<int:pk>/erase/<int:erasure>/confirm/", erasing.Confirm.as_view(), name="confirm_erasure"
    ),
    path(
        "<int:pk>/erase/<int:erasure>/decline/", erasing.Decline.as_view(), name="decline_erasure"
    ),
    path("<int:pk>/calls/", board.Calls.as_view(), name="calls"),
    path("<int:pk>/extend/", board.Extend.as_view(), name="extend"),
    path("<int:pk>/withdraw-extension/", board.Withdraw.as_view(), name="withdraw_extension"),
]
