"""Who walks: a person before a browser, on a screen, in a language; and colleagues of theirs."""

import pytest

from tests.journeys.steps import Visitor, Walk


@pytest.fixture
def walk():
    """A desk and English, unless a journey says otherwise by ``every_walk``."""
    return Walk("desk", "en")


@pytest.fixture
def browser_context_args(browser_context_args, walk):
    """The browser speaks the language of the walk, as the reader's own would."""
    return {**browser_context_args, "viewport": walk.viewport, "locale": walk.language}


@pytest.fixture
def come(new_context, walk):
    """``come()`` gives one more visitor with a browser of their own; a journey with trouble in any of them fails."""
    visitors = []

    def _come(**options):
        without_script = options.get("java_script_enabled") is False
        visitors.append(Visitor(new_context(**options).new_page(), walk, without_script=without_script))
        return visitors[-1]

    yield _come
    assert [trouble for visitor in visitors for trouble in visitor.trouble.seen] == []


@pytest.fixture
def visitor(come):
    """The one who walks."""
    return come()
