"""Closing a site: one step moves everybody who is there, whole or not at all."""

from dataclasses import dataclass, field, replace

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cases.access import remember_saved
from cases.audit.record import changing
from cases.enums import AfterClosing, Confidence, SourceKind, WhereaboutsKind
from cases.errors import Refused, Stale
from cases.models import Child, Person, Place, Whereabouts
from cases.models.wall import everything
from cases.places.actions import check_place

# So many case numbers of people who came after the closing day are named; of more, only how many.
NAMED_AT_MOST = 5


class Arrived(Stale):
    """Somebody came to the place or left it since the review; ``current`` is the place, ``found`` who is there."""

    def __init__(self, *, current, found):
        super().__init__(
            _("Somebody came here or left since you looked. Nothing was changed."), current=current
        )
        self.found = found


class ClosedAlready(Stale):
    """Somebody else closed the place first; ``current`` is the place as it is now."""


@dataclass(frozen=True)
class Closing:
    """What is known of a closing: the day, where people were moved, who said so and how sure that is.

    ``reason`` goes into the history beside each change.
    """

    day: object
    successor: Place | None = None
    source: str = SourceKind.UNKNOWN
    confidence: str = Confidence.REPORTED
    reason: str = ""

    @property
    def usual(self):
        """What becomes of everybody of whom nothing else is said."""
        return AfterClosing.MOVED if self.successor else AfterClosing.LOST


@dataclass(frozen=True)
class Reviewed:
    """What somebody saw before pressing: who was there, and what was chosen for some of them.

    ``who`` is what ``who_is_at`` gave then. ``choices`` maps the public id (text) of a person of the user's own
    office to an ``AfterClosing``.
    """

    who: str
    choices: dict = field(default_factory=dict)


def stays_at(place):
    """The open whereabouts at a place, of all offices: who is there now, as far as anybody knows."""
    return Whereabouts.objects.current().filter(place=place)


def who_is_at(place):
    """A mark of the open stays at a place: another one as soon as somebody came or left. It tells nobody's id."""
    return _mark(stays_at(place).values_list("pk", flat=True))


def _mark(ids):
    return salted_hmac("cases.places.closing", repr(sorted(ids)), algorithm="sha256").hexdigest()


@everything("A site closes for the people of every office who are there.")
def close_place(*, by, place, closing, reviewed, form_id=None):
    """Close ``place`` and end every open stay there on the day of ``closing``; returns the place.

    For everybody whereabouts begin on that day: at the successor, or unknown since the site closed. Who had left
    before is unknown from that day on, unless a report from elsewhere stands. Such reports stay in any case.
    Raises ``ClosedAlready`` where somebody was quicker, ``Arrived`` where other people are there than were
    reviewed, ``Refused`` for a day that cannot be or a stay that began after it. The number of statements does
    not depend on the number of people.
    """
    with changing(by=by, reason=closing.reason):
        place, successor, stays = _locked(place, closing.successor)
        closing = replace(closing, successor=successor)
        persons = list({stay.person_id: stay.person for stay in stays}.values())
        if _mark(stay.pk for stay in stays) != reviewed.who:
            raise Arrived(current=place, found=len(persons))
        own = _own(by, persons)
        _check_days(stays, own, closing.day)
        place.closed_date, place.successor = closing.day, closing.successor
        check_place(place)
        _check_successor(successor, closing.day)
        place.save(update_fields=["closed_date", "successor", "updated_at"])
        chosen = {
            person.pk: _chosen(reviewed.choices.get(str(person.public_id)), closing)
            if person.pk in own
            else closing.usual
            for person in persons
        }
        _move(persons, stays, closing, chosen)
        if form_id:
            remember_saved(by, form_id, place)
    return place


def _locked(place, successor):
    """The place, its successor and the stays there, so that none can change until the end of the transaction.

    People first, as whoever records whereabouts does: otherwise either would wait for the other. Whoever comes
    while this waits for the place is among the stays, though not locked; the stays are compared with those reviewed.
    """
    here = stays_at(place).order_by().values("person")
    list(Person.objects.filter(pk__in=here).order_by("pk").select_for_update().values_list("pk"))
    # Both places in one order, so that of two who close sites into one another neither waits for ever.
    asked = {place.pk, successor.pk} if successor else {place.pk}
    both = Place.objects.select_for_update(of=("self",)).select_related("successor").filter(pk__in=asked)
    places = {row.pk: row for row in both.order_by("pk")}
    place, successor = places[place.pk], places[successor.pk] if successor else None
    if not place.is_open:
        raise ClosedAlready(
            _("Somebody else closed this place while you looked. Nothing was changed."), current=place
        )
    return place, successor, list(stays_at(place).select_related("person").order_by("pk"))


def _check_successor(successor, day):
    if successor is None:
        return
    if not successor.is_open:
        raise Refused(_("This site has closed itself. Nobody can be moved there."), field="successor")
    if successor.opened_date and successor.opened_date > day:
        raise Refused(_("This site was not open yet on the day of closing."), field="successor")


def _own(by, persons):
    """Ids of those whose files the user opens: for them alone a choice counts, and they alone are named."""
    visible = Person.objects.visible_to(by).filter(pk__in=[person.pk for person in persons])
    return set(visible.values_list("pk", flat=True))


def _chosen(choice, closing):
    chosen = AfterClosing(choice or closing.usual)
    return closing.usual if chosen == AfterClosing.MOVED else chosen


def _move(persons, stays, closing, chosen):
    now = timezone.now()
    Whereabouts.objects.filter(pk__in=[stay.pk for stay in stays]).update(to_date=closing.day, updated_at=now)
    elsewhere = _open_elsewhere(persons)
    contradicted = _confirmed_later(persons, closing.day)
    Whereabouts.objects.bulk_create(
        _next_stay(person, chosen[person.pk], closing, is_contradicted=person.pk in contradicted)
        for person in persons
        if chosen[person.pk] != AfterClosing.LEFT_BEFORE or person.pk not in elsewhere
    )
    Child.objects.filter(person__in=persons).update(updated_at=now)


def _open_elsewhere(persons):
    """Ids of those of whom something else is reported; asked once the stays at the place have ended."""
    return set(Whereabouts.objects.current().filter(person__in=persons).values_list("person_id", flat=True))


def _confirmed_later(persons, day):
    """Ids of those for whom something after that day is confirmed: nothing else can be confirmed beside it."""
    confirmed = Whereabouts.objects.filter(person__in=persons, confidence=Confidence.CONFIRMED)
    later = confirmed.filter(to_date__isnull=True) | confirmed.filter(to_date__gt=day)
    return set(later.values_list("person_id", flat=True))


def _next_stay(person, chosen, closing, *, is_contradicted):
    kinds = {
        AfterClosing.MOVED: WhereaboutsKind.AT_PLACE,
        AfterClosing.LOST: WhereaboutsKind.UNKNOWN_AFTER_CLOSURE,
        AfterClosing.LEFT_BEFORE: WhereaboutsKind.UNKNOWN,
    }
    is_open_to_doubt = is_contradicted or chosen == AfterClosing.LEFT_BEFORE
    return Whereabouts(
        person=person,
        kind=kinds[chosen],
        place=closing.successor if chosen == AfterClosing.MOVED else None,
        from_date=closing.day,
        confidence=Confidence.REPORTED if is_open_to_doubt else closing.confidence,
        source=closing.source,
    )


def _check_days(stays, own, day):
    late = {stay.person_id for stay in stays if stay.from_date and stay.from_date > day}
    if not late:
        return
    children = Child.objects.filter(person__in=late & own).order_by("case_number")
    named = ", ".join(children.values_list("case_number", flat=True)[:NAMED_AT_MOST])
    if named:
        text = ngettext(
            "%(count)s person came here after that day: %(numbers)s. Correct the day, or the stay in the file.",
            "%(count)s people came here after that day, among them %(numbers)s. Correct the day, or the stays"
            " in the files.",
            len(late),
        )
    else:
        text = ngettext(
            "%(count)s person came here after that day. Correct the day.",
            "%(count)s people came here after that day. Correct the day.",
            len(late),
        )
    raise Refused(text % {"count": len(late), "numbers": named}, field="closed_date")
