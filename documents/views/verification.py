from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from accounts.adapter import client_address
from core.files.hashing import HashOnly
from documents.domain.guesses import TooManyGuesses, client_of
from documents.domain.verification import document_of_code, document_of_file
from documents.forms.verification import CodeForm, FileForm


@method_decorator([csrf_exempt, login_not_required], name="dispatch")
class Verify(View):
    """Tells whoever holds a paper or a file whether it was issued here: by its code, or its bytes.

    It changes nothing, so that there is nothing to forge; and the check for forgeries would read
    the upload, and keep it, before it is only hashed.
    """

    def get(self, request):
        if "code" not in request.GET:
            return self.show()
        form = CodeForm(request.GET)
        if not form.is_valid():
            return self.show(code_form=form, status=422)
        try:
            document = document_of_code(
                form.cleaned_data["code"], client=client_of(client_address(request))
            )
        except TooManyGuesses as refusal:
            return self.refuse(form, refusal)
        return self.show(asked="code", document=document, code_form=form)

    def post(self, request):
        request.upload_handlers = [HashOnly(request)]
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(file_form=form, status=422)
        sha256 = form.cleaned_data["file"].sha256
        document = document_of_file(sha256)
        is_signed_copy = bool(document) and document.file.sha256 != sha256
        return self.show(asked="file", document=document, is_signed_copy=is_signed_copy)

    def refuse(self, form: CodeForm, refusal: TooManyGuesses):
        form.add_error("code", refusal.message)
        response = self.show(code_form=form, status=429)
        response["Retry-After"] = max(1, round((refusal.until - timezone.now()).total_seconds()))
        return response

    def show(self, *, code_form=None, file_form=None, status=200, **answer):
        context = {"code_form": code_form or CodeForm(), "file_form": file_form or FileForm()}
        return render(self.request, "documents/pages/verify.html", context | answer, status=status)
