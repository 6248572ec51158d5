"""What the main pages cost on a slow line: ``python -m tests.slow_line``, while ``make run`` runs beside it.

A browser on a line of 400 kbit/s with 400 ms of latency opens each page for the first time (nothing kept) and again.
Printed are requests and kilobytes as the line carried them, and the seconds until the page can be used: drawn, its
small script run. Figures for people; nothing asserts them, because they depend on the machine.
"""

import argparse
import re
from dataclasses import dataclass, field

from playwright.sync_api import sync_playwright

from tests.support.browser import INSTALL, browser_program

LINE = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
SCREENS = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1280, "height": 900}}
CHILD, TRANSFER, PLACE = "/children/[0-9a-f-]{36}/", "/transfers/[0-9a-f-]{36}/", "/places/[0-9a-f-]{36}/"
# By role: addresses, or the list on which the first row leads to the page.
PAGES = {
    "Caseworker": [
        ("home", "/"),
        ("children", "/children/"),
        ("case page", ("/children/", CHILD)),
        ("register", "/register/"),
        ("transfers", "/transfers/"),
        ("a transfer", ("/transfers/", TRANSFER)),
        ("places", "/places/"),
        ("a place", ("/places/", PLACE)),
        ("help", "/help/"),
    ],
    "Coordinator": [("dashboard", "/reports/"), ("totals per State", "/reports/totals/")],
}
USABLE = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
DRAWN = "(performance.getEntriesByName('first-contentful-paint')[0] || {startTime: 0}).startTime"
HEAD = f"{'page':<18}{'first: requests':>16}{'KB':>7}{'seconds':>9}{'again: requests':>17}{'KB':>7}{'seconds':>9}"


@dataclass
class Wire:
    """What the line carried for one page."""

    size: int = 0
    requests: list[str] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)

    def watch(self, page, *, is_first_time):
        session = page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", lambda event: self._asked(event["request"]["url"]))
        session.on("Network.responseReceived", lambda event: self._came(event["response"]))
        session.on("Network.loadingFinished", self._counted)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": is_first_time})
        session.send("Network.emulateNetworkConditions", LINE)

    def _asked(self, url):
        if not url.startswith("data:"):
            self.requests.append(url)

    def _came(self, response):
        if response.get("fromDiskCache"):
            self.kept.add(response["url"])

    def _counted(self, event):
        self.size += event["encodedDataLength"]

    @property
    def sent(self):
        return len(self.requests) - len(self.kept)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", default="http://localhost:8000", help="where the demonstration runs")
    parser.add_argument("--screen", choices=SCREENS, default="phone")
    given = parser.parse_args()
    program = browser_program()
    if program is None:
        parser.error(INSTALL)
    print(HEAD)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for role, pages in PAGES.items():
            _measure(browser, given, role, pages)
        browser.close()


def _measure(browser, given, role, pages):
    context = browser.new_context(viewport=SCREENS[given.screen], base_url=given.url, locale="en")
    page = context.new_page()
    page.goto("/accounts/login/")
    page.get_by_role("button", name=re.compile(f"^{role}")).click()
    page.wait_for_url(re.compile(r"/(reports/)?$"))
    for name, where in pages:
        path = where if isinstance(where, str) else _first_row(page, *where)
        first, again = (_open(context, path, is_first_time=is_first) for is_first in (True, False))
        print(f"{name:<18}" + "".join(_figures(*one, wide) for one, wide in ((first, 16), (again, 17))))
    context.close()


def _first_row(page, path, pattern):
    page.goto(path)
    links = page.locator("main a").evaluate_all("links => links.map(link => new URL(link.href).pathname)")
    return next(link for link in links if re.fullmatch(pattern, link))


def _open(context, path, *, is_first_time):
    page, wire = context.new_page(), Wire()
    wire.watch(page, is_first_time=is_first_time)
    page.goto(path, wait_until="load")
    page.wait_for_load_state("networkidle")
    seconds = max(page.evaluate(USABLE), page.evaluate(DRAWN)) / 1000
    page.close()
    return wire, seconds


def _figures(wire, seconds, wide):
    return f"{wire.sent:>{wide}}{wire.size / 1024:>7.1f}{seconds:>9.1f}"


if __name__ == "__main__":
    main()
