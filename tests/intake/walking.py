"""Registering as a browser does: a draft begun, steps answered one by one, everything recorded by one press."""

import re
import uuid

from cases.models import RegistrationDraft
from tests.guards.filling import filled
from tests.people import client_of

PAGE = "11111111-1111-4111-8111-111111111111"
OTHER_PAGE = "22222222-2222-4222-8222-222222222222"
# So high that a step is never older than the page that sends it, unless a test says so.
LATEST = 1_000_000
NAMES = ("Zarina Saidova", "Timur Saidov", "Saida Saidova")


class Registering:
    """One registration of ``user``; ``answers`` maps steps to what is typed there."""

    def __init__(self, user, client=None):
        self.user = user
        self.client = client or client_of(user)
        begun = self.client.post("/register/", {"form_id": str(uuid.uuid4())})
        self.url = begun.url.removesuffix("family/")
        self.public_id = re.search(r"/register/([^/]+)/", begun.url)[1]

    @property
    def draft(self):
        return RegistrationDraft.objects.get(public_id=self.public_id)

    def opens(self, step, query=""):
        return self.client.get(f"{self.url}{step}/{query}")

    def sends(self, step, query="", **typed):
        hidden = {"version": LATEST, "page": PAGE}
        return self.client.post(f"{self.url}{step}/{query}", hidden | typed)

    def presses(self, button, step, query="", **typed):
        """What a browser sends that shows the step as it is opened, with ``typed`` written into it."""
        address = f"{self.url}{step}/"
        body = filled(self.opens(step, query).content.decode(), address, typed | {button: "1"})
        return self.client.post(f"{address}{query}", body, content_type="application/x-www-form-urlencoded")

    def answers(self, steps):
        """Send every step of a mapping; each must lead on."""
        for step, typed in steps.items():
            response = self.sends(step, **typed)
            assert response.status_code == 302, (step, response.context["form"].errors)
        return response

    def records(self):
        version = self.draft.version if RegistrationDraft.objects.filter(public_id=self.public_id) else 1
        return self.client.post(f"{self.url}check/", {"version": version})


def child_steps(place, number=1, *, full="Zarina Saidova", **changes):
    """The four steps of the minimum record of a child: name, sex, age, place and with whom."""
    steps = {
        "name": {"name_latin": full},
        "about": {"sex": "f"},
        "birth": {"birth_kind": "age", "birth_age": "8 to 9"},
        "where": {"kind": "at_place", "place": str(place.public_id), "confidence": "confirmed"},
    }
    steps["where"]["company"] = "with_mother"
    for step, typed in changes.items():
        steps[step] = steps.get(step, {}) | typed
    return {f"child-{number}-{step}": typed for step, typed in steps.items()}


def minimum(place, **changes):
    """Five answers, and that one child is registered."""
    return {"family": {"children": "1"}, **child_steps(place, **changes)}


def family(place):
    """A mother who is here, and three children."""
    steps = {
        "family": {"children": "3", "here": ["mother"], "told_by": "mother"},
        "place": {"kind": "at_place", "place": str(place.public_id), "found_date": "2019-03-01"},
        "mother": {"how": "new", "name_latin": "Gulnora Saidova", "is_here": "on", "status": "present"},
        "father": {"how": "none", "no_parent": "refused"},
    }
    for number, full in enumerate(NAMES, start=1):
        steps |= child_steps(place, number, full=full, where={"carer": "mother"})
    return steps
