"""A field that another answer makes necessary says when, and is not called optional."""

import re

import pytest

pytestmark = pytest.mark.django_db


def needs_of(response):
    """What stands behind each label of a page, by the label."""
    text = response.content.decode()
    found = re.findall(r'field-label"[^>]*>([^<]+)<span class="optional">\(([^)]+)\)', text)
    return {" ".join(label.split()): need for label, need in found}


@pytest.mark.parametrize(
    ("step", "needs"),
    [
        ("child-1-nationality", {"State": "ground is chosen", "Ground": "State is chosen"}),
        (
            "child-1-where",
            {
                "Place": "at a known place",
                "State": "only the State is known",
                "What is this person to the child?": "for another person",
                "Name of the person or institution": "another person or an institution",
            },
        ),
        ("place", {"Place": "at a known place", "Found at": "optional"}),
        ("child-1-papers", {"What paper is it?": "who holds it", "Who holds it?": "paper is chosen"}),
        ("child-1-before", {"Place": "is needed if more is said", "Found at": "optional"}),
        ("child-1-birth", {"How do we know?": "a paper was seen"}),
        ("mother", {"Case number of the brother or sister": "parent of a brother or sister"}),
    ],
)
def test_what_another_answer_makes_necessary_says_when(registering, step, needs):
    registering.sends("family", children="1", here=["mother"])
    said = needs_of(registering.opens(step))
    for label, need in needs.items():
        assert need in said[label], (label, said)
