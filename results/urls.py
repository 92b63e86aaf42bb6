from django.urls import path

from results import views, views_board

app_name = "results"
urlpatterns = [
    path("", views.SubmissionList.as_view(), name="list"),
    path("board/", views_board.Board.as_view(), name="board"),
    path("accept/", views_board.AcceptMany.as_view(), name="accept_many"),
    path("calls/", views_board.CallList.as_view(), name="call_list"),
    path("<int:pk>/", views.SubmissionDetail.as_view(), name="submission"),
    path("<int:pk>/enter/", views.Enter.as_view(), name="enter"),
    path("<int:pk>/submit/", views.Submit.as_view(), name="submit"),
    path("<int:pk>/accept/", views.Accept.as_view(), name="accept"),
    path("<int:pk>/return/", views.Return.as_view(), name="return"),
    path("<int:pk>/reopen/", views.Reopen.as_view(), name="reopen"),
    path("<int:pk>/calls/", views_board.Calls.as_view(), name="calls"),
    path("<int:pk>/extend/", views_board.Extend.as_view(), name="extend"),
    path("<int:pk>/withdraw-extension/", views_board.Withdraw.as_view(), name="withdraw_extension"),
    path("<int:pk>/revisions/<int:number>/", views.RevisionDetail.as_view(), name="revision"),
]
