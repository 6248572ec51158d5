"""What people did on cases of the demonstration in the last days: notes, flags, follows, one hand-over. All invented."""

from datetime import timedelta

from cases.children.actions import assign
from cases.enums import CaseStatus, FlagKind, NoteKind
from cases.flags.actions import follow, lower_flag, raise_flag
from cases.handover.actions import hand_over
from cases.models import Child
from cases.notes.actions import write_note

# By how many days from today each is to be looked at, what it is, and why.
FLAGS = (
    (-3, FlagKind.CHECK, "The fitness note ended; ask the doctor again."),
    (-1, FlagKind.URGENT, "Fever for three days and no place at the clinic."),
    (0, FlagKind.WAITING, "The aunt promised a copy of the mother’s passport."),
    (2, FlagKind.DATE, "Hearing on guardianship; somebody has to be there."),
    (3, FlagKind.MISSING_PAPER, "The return certificate is asked for and not issued."),
    (6, FlagKind.CHECK, "Two ages are on file; look at the vaccination card."),
    (18, FlagKind.DATE, "Call the grandmother: her answer on the home visit."),
)
FLAGS_OF_OTHERS = (
    (1, FlagKind.WAITING, "The clinic is to send the result."),
    (9, FlagKind.DATE, "Next visit to the children’s home."),
)
LOWERED = ("The interpreter is free this week.", "She came, and the talk was held.")
# How many days ago, what kind, and what was written.
NOTES = (
    (
        0,
        NoteKind.CALL,
        "The grandmother called. She asks what the children eat and whether they may speak by phone.",
    ),
    (
        1,
        NoteKind.TALK,
        "Talked for half an hour, with the sister beside. Asks every day when the mother comes back.",
    ),
    (2, NoteKind.VISIT, "Навестили вместе с врачом. Спит лучше, ест мало. Просит цветные карандаши."),
    (4, NoteKind.FAMILY_TALK, "الأم تريد أن يبقى الإخوة معاً. شرحنا لها الخطوات التالية."),
    (6, NoteKind.MEETING, "Met the head of the home. A place in the school is free from Sunday."),
    (9, NoteKind.OBSERVATION, "Plays with the younger ones and translates for them."),
    (
        15,
        NoteKind.VISIT,
        "First visit after the move. The vaccination card is there, the birth certificate is not.",
    ),
)
HANDED_OVER = 3
WHY_HANDED_OVER = "I am away until Monday. The talks are prepared; the interpreter knows."


def add_days(users, *, rng, today):
    """Write the last days of the offices that one can enter; ``users`` by name. Totals do not change by any of it."""
    layla, karim, omar, rana = (
        users[name] for name in ("Layla Haddad", "Karim Daoud", "Omar Rashid", "Rana Aziz")
    )
    of_layla, of_karim, of_rana = (_waiting(user, rng) for user in (layla, karim, rana))
    _add_flags(layla, of_layla, FLAGS, today)
    _add_flags(karim, of_karim[HANDED_OVER:], FLAGS_OF_OTHERS, today)
    _add_flags(rana, of_rana, FLAGS_OF_OTHERS, today)
    _add_lowered_flag(omar, of_layla[0], today)
    _add_notes((layla, omar), of_layla, today)
    for child in of_layla[:2]:
        follow(by=omar, child=child)
    for child in of_karim[-2:]:
        follow(by=layla, child=child)
    hand_over(by=karim, holder=karim, to=layla, children=of_karim[:HANDED_OVER], reason=WHY_HANDED_OVER)
    assign(by=omar, child=of_karim[-1], user=omar, reason="I know the family from the first interview.")


def _waiting(user, rng):
    """A dozen children in the care of ``user`` who have not travelled, drawn from all of them."""
    waiting = Child.objects.assigned_to(user).open().exclude(status=CaseStatus.POST_RETURN)
    return rng.sample(list(waiting.select_related("person").order_by("pk")), 12)


def _add_flags(by, children, flags, today):
    for child, (days, kind, reason) in zip(children, flags, strict=False):
        raise_flag(by=by, child=child, kind=kind, due_date=today + timedelta(days=days), reason=reason)


def _add_lowered_flag(by, child, today):
    reason, outcome = LOWERED
    flag = raise_flag(by=by, child=child, kind=FlagKind.WAITING, due_date=today, reason=reason)
    lower_flag(by=by, flag=flag, lowered_date=today, outcome=outcome)


def _add_notes(authors, children, today):
    """All of them on the first child, whose page shows how notes look, and one each on the next."""
    for number, (days, kind, text) in enumerate(NOTES):
        for child in (children[0], children[number + 1]):
            write_note(
                by=authors[number % 2],
                child=child,
                kind=kind,
                about_date=today - timedelta(days=days),
                text=text,
            )
