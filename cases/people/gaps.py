"""What the file does not say of a person, each with where it is recorded, or with why it is not known."""

from dataclasses import dataclass

from django.urls import reverse

from cases.enums import MissingReason, Question


@dataclass(frozen=True)
class Gap:
    """One thing that is missing. ``reason`` says why where somebody has; then it no longer asks for anything."""

    label: str
    record_url: str
    say_url: str = ""
    reason: str = ""
    take_back_url: str = ""


@dataclass(frozen=True)
class GapList:
    """All that is missing about somebody, in the order of asking."""

    gaps: list[Gap]

    @property
    def asking(self):
        """What may be filled in when it can be."""
        return [gap for gap in self.gaps if not gap.reason]

    @property
    def explained(self):
        """What is not known for a reason that somebody recorded."""
        return [gap for gap in self.gaps if gap.reason]


def gaps(questions, missing_answers, *, routes, say_route, public_id):
    """A ``Gap`` for each of the open ``Question`` codes, in their order.

    ``routes`` maps a question to the address of its form, ``say_route`` is that of the form on why there is no
    answer; both take ``public_id``. ``missing_answers`` are the ``MissingAnswer`` rows of the person.
    """
    reasons = {answer.question: answer for answer in missing_answers}
    return [
        _gap(Question(question), reasons.get(question), routes, say_route, public_id)
        for question in questions
    ]


def _gap(question, answer, routes, say_route, public_id):
    return Gap(
        label=str(question.label),
        record_url=reverse(routes[question], args=[public_id]),
        say_url=reverse(say_route, args=[public_id], query={"question": question.value}),
        reason=str(MissingReason(answer.reason).label) if answer else "",
        take_back_url=reverse("children:missing_take_back", args=[answer.public_id]) if answer else "",
    )
