"""Journey: somebody with a poor connection opens the main pages, for the first time and again. Never time."""

from dataclasses import dataclass, field

import pytest
from django.core.management import call_command
from django.test import override_settings

from cases.enums import Role
from cases.models import Child, Place, TransferBatch, User
from repatriation import settings as deployed
from tests.factories import RegistrationDraftFactory
from tests.intake.walking import family
from tests.journeys.families import CASEWORKER
from tests.journeys.steps import two_walks
from tests.support import live

pytestmark = pytest.mark.journey

# Of a registration: those with most fields, a list of regions, rows, or something beside them, and all answers.
HEAVIEST_STEPS = ("mother", "child-2-name", "child-2-birth", "child-2-where", "child-1-papers", "check")
MOST_REQUESTS = 10
MOST_BYTES, MOST_BYTES_AGAIN = 100 * 1024, 20 * 1024
# Never part of these pages; collecting them would only take time.
NOT_NEEDED = ["flags", "admin", "mfa", "ext", "htmax*", "htmx-4*", "htmx-2.js", "*.map"]


@pytest.fixture(scope="session")
def collected(tmp_path_factory):
    """The static files named by their content and compressed, as a deployment has them."""
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=folder, STORAGES=deployed.STORAGES):
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=NOT_NEEDED)
    return folder


@pytest.fixture
def served(live_app, settings, collected):
    """The address of a second server, which sends static files as a deployment does."""
    settings.STATIC_ROOT = collected
    settings.STORAGES = deployed.STORAGES
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = False
    server = live.start_server()
    yield f"http://{server.host}:{server.port}"
    server.terminate()


@pytest.fixture
def browser_context_args(browser_context_args, served):
    """These visitors come to the second server."""
    return {**browser_context_args, "base_url": served}


@dataclass
class Bill:
    """What the wire carried for one page, headers included, and how its files came."""

    size: int = 0
    asked: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    encodings: dict[str, str] = field(default_factory=dict)

    def keep(self, page, *, is_first_time):
        """Count from now on; the first time with nothing in the browser's own store."""
        wire = page.context.new_cdp_session(page)
        wire.on("Network.requestWillBeSent", lambda event: self._asked(event["request"]["url"]))
        wire.on("Network.responseReceived", lambda event: self._answered(event["response"]))
        wire.on("Network.loadingFinished", self._came)
        wire.send("Network.enable")
        wire.send("Network.setCacheDisabled", {"cacheDisabled": is_first_time})

    def _asked(self, url):
        # What a style sheet carries inside it is part of the sheet.
        if not url.startswith("data:"):
            self.asked.append(url)

    def _answered(self, response):
        if not response["fromDiskCache"] and not response["url"].startswith("data:"):
            self.sent.append(response["url"])
        headers = {name.lower(): value for name, value in response["headers"].items()}
        self.encodings[response["url"]] = headers.get("content-encoding", "")

    def _came(self, event):
        self.size += event["encodedDataLength"]


@two_walks
def test_the_main_pages_are_small(come, live_app):
    """The first time as well as on any later day, when the browser has kept the files."""
    for role, paths in given_the_main_pages().items():
        visitor = come()
        visitor.enters_as(role)
        first = when_pages_are_opened(visitor, paths, is_first_time=True)
        for path, bill in first.items():
            then_it_needs_few_requests_and_few_bytes(path, bill)
            then_its_files_came_compressed(bill)

        again = when_pages_are_opened(visitor, paths, is_first_time=False)
        for path, bill in again.items():
            then_only_the_page_itself_came(path, bill)


def given_the_main_pages():
    """What each role opens most, with a child, a place and a transfer of the first office."""
    child = Child.objects.filter(office__name="Office North").order_by("pk").first()
    place = Place.objects.open().order_by("pk").first()
    transfer = TransferBatch.objects.filter(offices__office__name="Office North").order_by("pk").first()
    draft = given_a_registration_with_every_step_answered(place)
    return {
        Role.CASEWORKER: [
            "/",
            "/children/",
            f"/children/{child.public_id}/",
            f"/children/{child.public_id}/edit/",
            "/register/",
            *(f"/register/{draft.public_id}/{step}/" for step in HEAVIEST_STEPS),
            "/guardians/",
            "/claims/",
            "/transfers/",
            f"/transfers/{transfer.public_id}/",
            "/places/",
            f"/places/{place.public_id}/",
            "/help/",
        ],
        Role.COORDINATOR: ["/reports/", "/reports/totals/"],
    }


def given_a_registration_with_every_step_answered(place):
    """A mother with her birth and three children, kept by the caseworker who enters."""
    user = User.objects.get(full_name=CASEWORKER)
    born = {"birth_kind": "age", "birth_age": "16"}
    answers = family(place) | {"mother-birth": born, "child-1-papers": {"rows": "8", "row0-kind": "passport"}}
    return RegistrationDraftFactory(
        user=user,
        office=user.office,
        answers={
            step: {"typed": only_lists(typed), "version": 1, "page": ""} for step, typed in answers.items()
        },
    )


def only_lists(typed):
    """What was typed, each input with a list of texts."""
    return {name: value if isinstance(value, list) else [value] for name, value in typed.items()}


def when_pages_are_opened(visitor, paths, *, is_first_time):
    """The bill of each page by its path. That nothing more comes is waited for by all of them together."""
    pages, bills = [], {path: Bill() for path in paths}
    for path, bill in bills.items():
        page = visitor.page.context.new_page()
        bill.keep(page, is_first_time=is_first_time)
        assert page.goto(path).status == 200
        pages.append(page)
    for page in pages:
        page.wait_for_load_state("networkidle")
        page.close()
    return bills


def then_it_needs_few_requests_and_few_bytes(path, bill):
    assert 1 < len(bill.asked) <= MOST_REQUESTS, (path, bill.asked)
    assert bill.size < MOST_BYTES, (path, bill.size)


def then_its_files_came_compressed(bill):
    files = {url: encoding for url, encoding in bill.encodings.items() if url.endswith((".css", ".js"))}
    assert set(files.values()) == {"br"}, files


def then_only_the_page_itself_came(path, bill):
    assert bill.size < MOST_BYTES_AGAIN, (path, bill.size)
    assert len(bill.sent) == 1, (path, bill.sent)
