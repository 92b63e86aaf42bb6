from django.urls import include, path

from config.views import home

urlpatterns = [
    path("", home, name="home"),
    path("account/", include("accounts.entrance")),
    path("audit/", include("core.audit.urls")),
    path("campaigns/", include("campaigns.urls")),
    path("", include("core.jobs.urls")),
    path("delegations/", include("accounts.delegation_urls")),
    path("format/", include("documents.format_urls")),
    path("documents/", include("documents.urls")),
    path("record-files/", include("documents.record_urls")),
    path("notices/", include("core.notices.urls")),
    path("people/", include("accounts.urls")),
    path("reports/", include("reports.urls")),
    path("results/", include("results.urls")),
    path("units/", include("units.urls")),
    path("verify/", include("documents.verification_urls")),
]
