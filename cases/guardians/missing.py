"""What is still missing about a parent or carer, and why where somebody said so."""

from cases.enums import Question
from cases.people.answers import open_of_person
from cases.people.gaps import GapList, gaps

# Where the answer to a question is recorded.
ROUTES = {
    Question.NAME: "guardians:edit",
    Question.SEX: "guardians:edit",
    Question.BIRTH: "guardians:edit",
    Question.BIRTH_PLACE: "guardians:edit",
    Question.ORIGIN: "guardians:edit",
    Question.WHERE_NOW: "guardians:whereabouts",
    Question.STATUS: "guardians:status",
    Question.PAPERS: "documents:add_for_guardian",
}


def missing_about(guardian, *, papers):
    """The ``GapList`` of a ``Guardian`` whose person carries ``all_statuses`` and ``all_whereabouts``."""
    person = guardian.person
    questions = open_of_person(
        person, whereabouts=person.all_whereabouts, statuses=person.all_statuses, papers=papers
    )
    return GapList(
        gaps(
            questions,
            person.missing_answers.all(),
            routes=ROUTES,
            say_route="guardians:missing",
            public_id=guardian.public_id,
        )
    )
