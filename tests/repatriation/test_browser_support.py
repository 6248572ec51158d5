"""Where no browser can be had, the journeys say exactly what to install; on CI that is a failure."""

import shutil

import pytest

from tests.support import browser


@pytest.fixture
def _no_browser(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(browser, "PROGRAMS", ("no-such-browser",))
    monkeypatch.setattr(browser, "PLACES", ())


@pytest.mark.usefixtures("_no_browser")
@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_says_what_to_install(monkeypatch, ci, outcome):
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="apt-get install chromium"):
        browser.launch_arguments()


def test_the_browser_of_this_machine_stays_offline():
    program = browser.browser_program()
    assert program is None or "--disable-background-networking" in browser.launch_arguments()["args"]
