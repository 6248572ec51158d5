"""How parents and carers read on a page: what holds of them in a few words, and what they are to a child."""

from django.urls import reverse
from django.utils import formats
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.enums import Confidence, PassengerRole, PersonState, Relationship
from cases.people.ages import COMING_OF_AGE
from cases.people.presenters import PersonPresenter, doubt_words, whereabouts_words
from cases.people.sources import source_phrase

_STATES_OF_DEATH = (PersonState.BELIEVED_DEAD, PersonState.CONFIRMED_DEAD)


def status_words(row):
    """One ``PersonStatus`` in the few words of a tag. A death that is not confirmed never reads as one that is."""
    state = PersonState(row.status)
    if state in _STATES_OF_DEATH:
        certain = state == PersonState.CONFIRMED_DEAD and row.confidence == Confidence.CONFIRMED
        return _("Confirmed dead") if certain else _("Death reported, not confirmed")
    words = {
        PersonState.PRESENT: _("Living with the family"),
        PersonState.DETAINED_PRETRIAL: _("Detained, awaiting trial"),
        PersonState.DETAINED_SENTENCED: _("Detained, serving a sentence"),
        PersonState.DETAINED_LIFE: _("Detained, life sentence"),
        PersonState.DETAINED_DEATH: _("Detained, under a death sentence"),
        PersonState.DETAINED_UNKNOWN: _("Detained, stage not known"),
        PersonState.RELEASED_INCOUNTRY: _("Released, still in the country"),
        PersonState.IN_ORIGIN_COUNTRY: _("In the country of origin"),
        PersonState.ELSEWHERE: _("Known to be elsewhere"),
        PersonState.MISSING: _("Missing"),
        PersonState.UNKNOWN: _("Status not known"),
    }
    return words[state]


def status_doubt(row):
    """ "Reported, not confirmed" beside a status; nothing where the status already says so or is confirmed."""
    return "" if row.status in _STATES_OF_DEATH else doubt_words(row.confidence)


def status_tags(rows):
    """Tags for all statuses that hold now: reports that contradict each other stand side by side."""
    tags = []
    for row in rows:
        for words in (status_words(row), status_doubt(row)):
            if words and words not in tags:
                tags.append(words)
    return tags


class GuardianPresenter:
    """A parent or carer on a page. Prefetch as ``with_list_parts`` does, or set ``current_statuses``."""

    def __init__(self, guardian, *, today=None):
        self.guardian = guardian
        self.person = PersonPresenter(guardian.person, today=today, role=PassengerRole.PARENT)

    @property
    def url(self):
        return reverse("guardians:detail", args=[self.guardian.public_id])

    @property
    def name(self):
        return self.person.name

    @property
    def other_name(self):
        return self.person.other_name

    @cached_property
    def tags(self):
        return status_tags(self.guardian.person.current_statuses)

    @property
    def where(self):
        """Where the person is, with its doubt; empty where nothing is recorded."""
        row = self.person.whereabouts
        return whereabouts_words(row) if row else ""

    @cached_property
    def child(self):
        """The case file of a mother (or carer) who is a child herself, or ``None``."""
        return getattr(self.guardian.person, "child", None)

    @property
    def child_url(self):
        return reverse("casefile:detail", args=[self.child.public_id]) if self.child else ""

    @property
    def clock(self):
        """The legal clock of somebody who may be under age; empty for all others."""
        ages = self.person.ages
        if ages is None or ages[0] >= COMING_OF_AGE:
            return ""
        return self.person.next_clock.text if self.person.next_clock else ""


class TiePresenter:
    """What somebody is to a child, with how it is known."""

    def __init__(self, tie):
        self.tie = tie

    @property
    def relation(self):
        return str(Relationship(self.tie.relationship).label)

    @property
    def source(self):
        return source_phrase(self.tie.source)

    @property
    def confidence(self):
        """How sure the tie itself is, apart from what is known of the person."""
        words = {
            Confidence.CONFIRMED: _("Relationship confirmed"),
            Confidence.REPORTED: _("Relationship not confirmed"),
            Confidence.DOUBTFUL: _("Relationship doubtful"),
        }
        return words[Confidence(self.tie.confidence)]

    @property
    def doubt(self):
        """The same, and nothing for a tie that is confirmed."""
        return "" if self.tie.confidence == Confidence.CONFIRMED else self.confidence

    @property
    def care(self):
        """Whether this person cares, or cared, for the child; empty where not."""
        if not self.tie.is_carer:
            return ""
        return _("Cared for the child") if self.tie.carer_to_date else _("Cares for the child")

    @property
    def care_from(self):
        return self.tie.carer_from_date

    @property
    def care_to(self):
        return self.tie.carer_to_date


class TieToChild(TiePresenter):
    """The same seen from the parent or carer: to which child. The tie carries ``hides_child`` (``hidden_from``)."""

    def __init__(self, tie, *, office_id, rivals=(), today=None):
        super().__init__(tie)
        self.is_kept_here = tie.child.office_id == office_id
        # Of a restricted file nothing shows either but that there is one.
        self.is_ours = self.is_kept_here and not tie.hides_child
        self._rivals = [Rival(rival) for rival in rivals]
        self._today = today

    @property
    def rivals(self):
        """Others who are named for the same place beside the child; none for a child whom another office holds."""
        return self._rivals if self.is_ours else []

    @property
    def mask(self):
        """What stands in place of the name of a child whom the reader is not shown; empty for all others."""
        if self.is_ours:
            return ""
        return _("Restricted file") if self.is_kept_here else _("Held by another office")

    @cached_property
    def _child(self):
        return PersonPresenter(self.tie.child.person, today=self._today)

    @property
    def name(self):
        """The child’s name; ``None`` for a child whom another office holds."""
        return self._child.name if self.is_ours else None

    @property
    def who(self):
        """ "girl, 8 to 9"; empty for a child whom another office holds."""
        return self._child.sex_and_age_short if self.is_ours else ""

    @property
    def url(self):
        return reverse("casefile:detail", args=[self.tie.child.public_id]) if self.is_ours else ""

    @property
    def change_url(self):
        return reverse("guardians:change_tie", args=[self.tie.public_id]) if self.is_ours else ""

    @property
    def end_care_url(self):
        """Empty where this person does not care for the child now."""
        cares = self.tie.is_carer and self.tie.carer_to_date is None
        return reverse("guardians:end_care", args=[self.tie.public_id]) if cares and self.is_ours else ""


class Rival(TiePresenter):
    """Somebody else who is named for the same place beside a child."""

    @property
    def name(self):
        return PersonPresenter(self.tie.guardian.person).name

    @property
    def url(self):
        return reverse("guardians:detail", args=[self.tie.guardian.public_id])


def ties_to_children(ties, rivals, *, office_id):
    """A ``TieToChild`` for each tie of one person; ``rivals`` are ties of others to the same children."""
    return [
        TieToChild(
            tie,
            office_id=office_id,
            rivals=[
                rival
                for rival in rivals
                if (rival.child_id, rival.relationship) == (tie.child_id, tie.relationship)
                and rival.guardian.person.office_id == office_id
            ],
        )
        for tie in ties
    ]


class GuardianRow(GuardianPresenter):
    """A row of the list: the person, and the children with what the person is to each."""

    @cached_property
    def children(self):
        return [
            TieToChild(tie, office_id=self.guardian.person.office_id)
            for tie in sorted(self.guardian.guardianships.all(), key=lambda tie: tie.pk)
        ]


def count_words(count):
    """ "218 parents and carers", "more than 10,000 parents and carers"."""
    number = formats.localize(count.value, use_l10n=True)
    if not count.is_exact:
        number = _("more than %(count)s") % {"count": number}
    words = ngettext("%(count)s parent or carer", "%(count)s parents and carers", count.value)
    return words % {"count": number}


def page_words(shown):
    """ "50 on this page"; pages are not counted through."""
    return ngettext("%(count)d on this page", "%(count)d on this page", shown) % {"count": shown}
