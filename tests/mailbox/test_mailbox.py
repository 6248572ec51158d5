"""The mail of a demonstration: kept where all workers see it, shown on a page, and nowhere else."""

import pytest
from django.core.mail import get_connection, send_mail
from django.urls import NoReverseMatch, reverse

from cases.mailbox.backend import KEPT, latest
from repatriation.env import _email

pytestmark = pytest.mark.django_db

BACKEND = "cases.mailbox.backend.EmailBackend"


@pytest.fixture
def demonstration(settings):
    settings.DEMO = True
    settings.ROOT_URLCONF = "repatriation.urls_demo"
    settings.EMAIL_BACKEND = BACKEND


def test_mails_are_kept_the_latest_first():
    connection = get_connection(BACKEND)
    for number in range(KEPT + 2):
        send_mail(f"Mail {number}", "Words", None, ["samira@example.org"], connection=connection)
    subjects = [mail.subject for mail in latest()]
    assert subjects[0] == f"Mail {KEPT + 1}"
    assert len(subjects) == KEPT


def test_the_page_shows_them_with_links_and_runs_nothing(demonstration, client):
    send_mail("Hello <b>", "Open http://testserver/welcome/x/ <script>", None, ["samira@example.org"])
    page = client.get(reverse("mailbox:list")).content.decode()
    assert '<a href="http://testserver/welcome/x/"' in page
    assert "<script>" not in page.partition('class="mail-text"')[2]
    assert "Hello &lt;b&gt;" in page


def test_without_mails_it_says_so(demonstration, client):
    assert "No mail was written yet" in client.get(reverse("mailbox:list")).content.decode()


def test_a_deployment_has_no_such_page(client, settings):
    with pytest.raises(NoReverseMatch):
        reverse("mailbox:list")
    assert client.get("/demo/mail/").status_code == 404
    settings.ROOT_URLCONF = "repatriation.urls_demo"
    assert client.get("/demo/mail/").status_code == 404


@pytest.mark.parametrize(
    ("debug", "demo", "backend"),
    [
        (False, True, BACKEND),
        (True, False, "django.core.mail.backends.console.EmailBackend"),
        (False, False, "django.core.mail.backends.dummy.EmailBackend"),
    ],
)
def test_which_mail_a_deployment_has(debug, demo, backend):
    class Nothing:
        def str(self, name, default):
            return default

    assert _email(Nothing(), debug=debug, demo=demo) == {"EMAIL_BACKEND": backend}
