from django.urls import path

from documents.views import signing

app_name = "documents"
urlpatterns = [
    path("<int:pk>/signed/", signing.Signed.as_view(), name="signed"),
    path("<int:pk>/signed/prepared/", signing.Prepared.as_view(), name="prepared"),
    path("<int:pk>/signed/upload/", signing.SignedUpload.as_view(), name="signed_upload"),
    path("signed-copies/<int:pk>/", signing.SignedFile.as_view(), name="signed_file"),
]
