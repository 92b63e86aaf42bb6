"""The page of a job: its requester sees how far it is, nobody else sees that it is there."""

import pytest
from django.urls import reverse

from accounts.models import User
from core.jobs import queue
from core.jobs.errors import JobFailed

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
POLL = 'hx-trigger="every 2s"'
RELOAD = '<noscript><meta http-equiv="refresh" content="3"></noscript>'


@pytest.fixture
def requester():
    return User.objects.create_user("an", full_name="Nguyễn Văn An")


@pytest.fixture
def job(requester, rung):
    args = {"text": "một"}
    return queue.request("tests.echo", args=args, key="1", by=requester, result_url="/results/1/")


@pytest.fixture
def page(client, requester, job):
    """Gives the text of the job's page as the requester sees it."""
    client.force_login(requester)

    def page(**headers):
        return client.get(job.get_absolute_url(), headers=headers).content.decode()

    return page


def fail(job):
    queue.fail(queue.claim(job.pk), JobFailed("no_figures", "Kỳ này chưa có số liệu."))


def test_page_has_an_address_of_its_own(job):
    assert job.get_absolute_url() == reverse("job", args=[job.pk]) == f"/jobs/{job.pk}/"


def test_page_of_somebody_else_is_not_there(client, job):
    client.force_login(User.objects.create_user("binh", full_name="Trần Thị Bình"))
    assert client.get(job.get_absolute_url()).status_code == 404


def test_page_asks_for_a_login(client, job):
    response = client.get(job.get_absolute_url())
    assert (response.status_code, response.url) == (302, f"/account/login/?next=/jobs/{job.pk}/")


def test_page_of_a_queued_job_asks_again(page):
    text = page()
    assert (POLL in text, RELOAD in text, "Công việc đang chờ đến lượt." in text) == (
        True,
        True,
        True,
    )


def test_page_shows_how_far_the_job_is(page, job):
    queue.report_progress(queue.claim(job.pk), 2, 5, "Đang dàn trang")
    assert '<progress value="40" max="100" aria-label="Đang dàn trang">40%</progress>' in page()


def test_page_says_that_a_job_will_be_tried_again(page, job):
    queue.give_back(queue.claim(job.pk), JobFailed())
    assert "Lần thử 1 không thành" in page()


def test_page_of_a_done_job_rests_and_leads_to_the_result(page, job):
    queue.finish(queue.claim(job.pk), None)
    text = page()
    assert (POLL in text, RELOAD in text, 'href="/results/1/"' in text) == (False, False, True)


def test_page_of_a_failed_job_rests_and_gives_the_reason(page, job):
    fail(job)
    text = page()
    assert (POLL in text, RELOAD in text, "Kỳ này chưa có số liệu." in text) == (
        False,
        False,
        True,
    )


def test_page_answers_htmx_with_the_part_that_changes(page):
    text = page(**HTMX).strip()
    assert (text.startswith("<section"), text.endswith("</section>")) == (True, True)


def test_page_tells_caches_that_it_has_two_forms(client, requester, job):
    client.force_login(requester)
    response = client.get(job.get_absolute_url())
    assert "HX-Request" in response["Vary"].split(", ")


def test_page_keeps_to_its_queries(client, requester, job, django_assert_num_queries):
    client.force_login(requester)
    with django_assert_num_queries(3):  # session, user, job
        client.get(job.get_absolute_url(), headers=HTMX)
