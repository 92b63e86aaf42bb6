from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from core.access.views import ScopedView
from core.jobs.models import Job


class JobView(ScopedView):
    """How far a job is. The page asks again by itself until the job has ended."""

    model = Job
    permission = "jobs.view_job"

    def get(self, request, pk):
        part = "#progress" if request.htmx else ""
        response = render(request, f"jobs/job_detail.html{part}", {"job": self.object})
        patch_vary_headers(response, ["HX-Request"])
        return response
