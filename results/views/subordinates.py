"""The forms of direct subordinates in one archive, and what becomes of those that come back."""

from dataclasses import asdict

from django.shortcuts import redirect, render

from core.excel.refusals import MOST_FILES
from core.files.naming import safe_name
from core.files.responses import download
from results.forms.subordinates import DeliveryForm, SubordinatesForm
from results.views.submissions import SubmissionView
from results.workbook.archive import Delivery, archive_of, owing_subordinates
from results.workbook.waiting import keep
from results.workbook.writing import LONGEST_NAME

MEDIA_TYPE = "application/zip"
RECEIVED = "results.received"


class Subordinates(SubmissionView):
    """Which direct subordinates still owe the period, and taking in what they filled in."""

    permission = "results.view_submission"

    def get(self, request, pk):
        return self.show(self.owing(), DeliveryForm())

    def post(self, request, pk):
        form = DeliveryForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(self.owing(), form, status=422)
        delivery = Delivery(self.object, request.user)
        for name, file in form.cleaned_data["files"]:
            delivery.receive(name, file)
        for submission, filled in delivery.kept.values():
            keep(request.session, submission, filled)
        request.session[RECEIVED] = {str(pk): [asdict(one) for one in delivery.intakes]}
        return redirect("results:received", pk)

    def owing(self, data=None) -> SubordinatesForm:
        return SubordinatesForm(owing_subordinates(self.object, self.request.user), data)

    def show(self, owing: SubordinatesForm, form: DeliveryForm, status: int = 200):
        revision = self.object.current_revision
        context = self.page_context(revision, owing=owing, form=form, most=MOST_FILES)
        return render(self.request, "results/subordinates.html", context, status=status)


class Archive(Subordinates):
    """The forms of the chosen ones."""

    permission = "results.view_submission"
    http_method_names = ["get", "head", "options"]

    def get(self, request, pk):
        owing = self.owing(request.GET)
        if not owing.is_valid():
            return self.show(owing, DeliveryForm(), status=422)
        content = archive_of(owing.cleaned_data["unit"])
        name = safe_name(f"Biểu số liệu {self.object.period}", longest=LONGEST_NAME)
        return download(content, f"{name}.zip", MEDIA_TYPE)


class Received(SubmissionView):
    """What became of the files that were sent last."""

    permission = "results.view_submission"

    def get(self, request, pk):
        intakes = request.session.get(RECEIVED, {}).get(str(pk))
        if not intakes:
            return redirect("results:subordinates", pk)
        context = self.page_context(self.object.current_revision, intakes=intakes)
        return render(request, "results/received.html", context)
