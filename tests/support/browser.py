"""The browser of the journeys: Debian's chromium or any other that this machine has."""

import os
import shutil
from dataclasses import dataclass, field

import pytest

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
INSTALL = (
    "No browser was found for the journeys. Install one: `apt-get install chromium` (Debian), "
    "`snap install chromium` (Ubuntu) or `brew install --cask chromium` (macOS)."
)
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def browser_program():
    """Return the path of the browser, or None."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    return found or next(filter(os.path.exists, PLACES), None)


def launch_arguments():
    """Return what playwright needs to start it. Without a browser the test fails on CI; elsewhere it is left out, aloud."""
    program = browser_program()
    if program is None and os.environ.get("CI") == "true":
        pytest.fail(INSTALL, pytrace=False)
    if program is None:
        pytest.skip(INSTALL)
    root = ["--no-sandbox"] if os.geteuid() == 0 else []  # the browser's own sandbox refuses to run as root
    return {"executable_path": program, "args": [*QUIET, *root]}


@dataclass
class Trouble:
    """What a page must not do on any journey: break its security policy, fail in a script, answer with a 5xx."""

    seen: list[str] = field(default_factory=list)

    def watch(self, page):
        """Listen to everything this page complains about."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.seen.append(f"script: {error}"))
        page.on("response", self._response)

    def _console(self, message):
        if message.type == "error" and "Content Security Policy" in message.text:
            self.seen.append(f"policy: {message.text}")

    def _response(self, response):
        if response.status >= 500:
            self.seen.append(f"{response.status}: {response.url}")
