"""What people do on any journey: enter, read, write, press. Each names things as the page in their language does."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote_plus

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import translation
from playwright.sync_api import expect

from cases.enums import Role
from tests.support.browser import Trouble

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
# Long enough that the bar at the foot of a phone covers nothing: what it covers can be scrolled away from it.
WHOLE_PHONE = {"width": 390, "height": 6000}
# Where each role begins; readers of totals on the dashboard.
START = dict.fromkeys(Role, "/") | {Role.OFFICIAL: "/reports/", Role.COORDINATOR: "/reports/"}
FOLDED = "main details:not([open])"
UNFOLD = "folded => [...document.querySelectorAll(folded)].map(part => (part.open = true, part))"


@dataclass(frozen=True)
class Walk:
    """On which screen and in which language a journey is walked."""

    screen: str
    language: str

    @property
    def viewport(self):
        return PHONE if self.screen == "phone" else DESK

    def __str__(self):
        return f"{self.screen}-{self.language}"


# The two screens, left to right and right to left.
WALKS = [Walk(screen, language) for screen in ("desk", "phone") for language in ("en", "ar")]
every_walk = pytest.mark.parametrize("walk", WALKS, ids=str)
# Each screen and each direction once, where a journey shows no more by walking all four ways.
two_walks = pytest.mark.parametrize("walk", [WALKS[0], WALKS[-1]], ids=str)

# A page of a busy machine may take a while; nothing here measures time.
expect.set_options(timeout=20_000)


@dataclass
class Visitor:
    """Somebody before a browser. ``without_script``: axe is a script too and would never come to its end."""

    page: object
    walk: Walk
    without_script: bool = False
    addresses: list[str] = field(default_factory=list)
    trouble: Trouble = field(default_factory=Trouble)

    def __post_init__(self):
        self.trouble.watch(self.page)
        self.page.on("request", lambda request: self.addresses.append(unquote_plus(request.url)))

    def words(self, text, **values):
        """A text of the program as this visitor reads it."""
        with translation.override(self.walk.language):
            text = translation.gettext(str(text))
        return text % values if values else text

    @property
    def main(self):
        return self.page.locator("main")

    def part(self, name):
        """The card, table or group of fields with this heading; the whole content without one."""
        if name is None:
            return self.main
        words = self.words(name)
        region = self.main.get_by_role("region", name=words, exact=True)
        return region.or_(self.main.get_by_role("group", name=words, exact=True)).first

    # Going somewhere

    def enters_as(self, role):
        """Come in by one click on the button of a role."""
        self.opens("/accounts/login/")
        name = re.compile(rf"^{re.escape(self.words(role.label))}\b")
        self.main.get_by_role("button", name=name).click()
        self.is_at(START[role])

    def opens(self, path):
        """Go to an address; returns the response."""
        return self.page.goto(path)

    def follows(self, link, part=None):
        """Click a link by its words."""
        self._goes_on_by(self._link(link, part))

    def downloads(self, link, part=None):
        """Take the file behind a link; returns its bytes."""
        with self.page.expect_download() as download:
            self._link(link, part).click()
        return download.value.path().read_bytes()

    def _link(self, words, part):
        return self.part(part).get_by_role("link", name=self.words(words)).first

    def presses(self, button, part=None):
        """Press a button by its words."""
        self._goes_on_by(self.part(part).get_by_role("button", name=self.words(button), exact=True).first)

    def _goes_on_by(self, element):
        """Click what leads to a page, and wait for that page: the one before must never be looked at in its place."""
        with self.page.expect_navigation():
            element.click()

    def unfolds(self, part):
        """Open a card or a table that may be folded on this screen."""
        summary = self.page.locator(FOLDED).filter(has_text=self.words(part)).locator("> summary")
        if summary.count():
            summary.first.click()

    # Filling in

    def writes(self, label, text, part=None):
        """Type into the field with this label."""
        self._field(label, part).fill(text)

    def chooses(self, label, option, part=None):
        """Choose from the list with this label."""
        self._field(label, part).select_option(label=self.words(option))

    def ticks(self, label, part=None):
        """Tick a box or one of several choices."""
        name = re.compile(rf"^{re.escape(self.words(label))}(\s|$)")
        place = self.part(part)
        place.get_by_role("radio", name=name).or_(place.get_by_role("checkbox", name=name)).check()

    def _field(self, label, part):
        # Behind the label may stand that it is optional, or when it is needed.
        name = re.compile(rf"^\s*{re.escape(self.words(label))}(\s+\([^()]+\))?\s*$")
        return self.part(part).get_by_label(name).filter(visible=True).first

    # Looking

    def is_at(self, path):
        """The address is this path, or fits this pattern."""
        pattern = path.pattern if isinstance(path, re.Pattern) else re.escape(path)
        expect(self.page).to_have_url(re.compile(rf"^https?://[^/]+{pattern}$"))

    def reads(self, *texts, part=None):
        """Each of these stands there."""
        for text in texts:
            expect(self.part(part)).to_contain_text(self.words(text))

    def is_told(self, text):
        """The page says what has just happened."""
        expect(self.main.get_by_role("status").first).to_contain_text(self.words(text))

    def has_heading(self, text):
        """This is the page's own heading."""
        expect(self.main.get_by_role("heading", level=1)).to_contain_text(self.words(text))

    def never_put_in_an_address(self, *names):
        """No name was part of any address that this visitor's browser asked for (promise 7)."""
        told = [url for url in self.addresses for name in names if name.casefold() in url.casefold()]
        assert told == []

    def looks_around(self):
        """Nothing that axe finds, folded parts included, and nothing to scroll sideways for."""
        assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), self.page.url
        direction = "rtl" if self.walk.language == "ar" else "ltr"
        expect(self.page.locator("html")).to_have_attribute("dir", direction)
        if self.without_script:
            return
        if self.walk.screen == "phone":
            self.page.set_viewport_size(WHOLE_PHONE)
        opened = self.page.evaluate_handle(UNFOLD, FOLDED)
        found = Axe().run(self.page).response["violations"]
        opened.evaluate("all => all.forEach(part => (part.open = false))")
        if self.walk.screen == "phone":
            self.page.set_viewport_size(PHONE)
        assert found == [], f"{self.page.url}: {[_told(violation) for violation in found]}"


def _told(violation):
    places = [node["html"][:200] for node in violation["nodes"][:3]]
    return violation["id"], violation["help"], places
