"""Family on a case page: mother's side, father's side, neither; those who claim the same place; siblings."""

from dataclasses import dataclass, field, replace
from datetime import date

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.casefile.kinship import kinship_words, shared_title
from cases.casefile.missing import unity_url
from cases.enums import ONE_AT_MOST, ParentalDeath, ParentSide, Relationship, UnityDecision
from cases.guardians.deaths import both_reported_dead, parental_death
from cases.guardians.presenters import GuardianPresenter, TiePresenter
from cases.people.masks import is_masked, mask_words
from cases.people.motherhood import young_mother_words
from cases.people.presenters import PersonPresenter


@dataclass(frozen=True)
class RelativeView:
    """One relative: name, what they are to the child, what is known of them."""

    name: object
    url: str
    relation: str
    tags: list[str] = field(default_factory=list)
    detail: str = ""


@dataclass(frozen=True)
class SiblingView:
    """One brother or sister; of one who is masked nothing but that."""

    name: str
    detail: str
    url: str = ""
    current: bool = False
    # Where one asks the office that holds the file.
    ask_url: str = ""


@dataclass(frozen=True)
class SiblingsView:
    """One group of siblings under the decision whether they stay together."""

    title: str
    siblings: list[SiblingView] = field(default_factory=list)
    reason: str = ""
    decided: date | None = None
    decide_url: str = ""
    correct_url: str = ""


class Family:
    """The family part of a case page; where it ``leaves``, without addresses and without the office's reasons."""

    def __init__(self, case, *, today=None, leaves=False):
        self.case = case
        self.today = today
        self.leaves = leaves

    @property
    def is_empty(self):
        return not self.case.ties and not self.siblings

    @property
    def size(self):
        """ "Family group of 5"; empty where there is no group."""
        sizes = [listed.group_size for listed in self.case.siblings if listed.group]
        if not sizes:
            return ""
        return ngettext("Family group of %(count)s", "Family group of %(count)s", max(sizes)) % {
            "count": max(sizes)
        }

    @property
    def mothers_side(self):
        return self._on(ParentSide.MOTHER)

    @property
    def fathers_side(self):
        return self._on(ParentSide.FATHER)

    @property
    def neither_side(self):
        return self._on(ParentSide.NONE)

    @cached_property
    def competing(self):
        """Lists of relatives who cannot all be right, side by side, by what they claim to be."""
        return [
            {
                "title": str(Relationship(relationship).label),
                "people": [self._relative(tie, with_confidence=True) for tie in ties],
            }
            for relationship, ties in self._rivals.items()
        ]

    @property
    def death(self):
        """What may be said of the parents' deaths; empty where nothing is to be said."""
        death = parental_death(self.case.ties)
        if death == ParentalDeath.REPORTED_ONLY:
            both = both_reported_dead(self.case.ties)
            return _("Both parents’ deaths reported, not confirmed") if both else ""
        if death == ParentalDeath.NONE_KNOWN:
            return ""
        return str(ParentalDeath(death).label)

    @cached_property
    def young_mothers(self):
        """A sentence for each mother of this office who would have been younger than 12 at the birth of the child."""
        child = self.case.child
        words = [
            young_mother_words(
                tie.guardian.person.birth_earliest,
                child.person.birth_latest,
                mother=PersonPresenter(tie.guardian.person).name,
                child=PersonPresenter(child.person).name,
            )
            for tie in self.case.ties
            if tie.relationship == Relationship.MOTHER and not is_masked(tie.guardian.person, child.office_id)
        ]
        return [sentence for sentence in words if sentence and not self.leaves]

    @cached_property
    def siblings(self):
        return [self._siblings(listed) for listed in self.case.siblings if listed.children]

    @cached_property
    def _rivals(self):
        rivals = {}
        for relationship in ONE_AT_MOST:
            ties = [tie for tie in self.case.ties if tie.relationship == relationship]
            if len(ties) > 1:
                rivals[relationship] = ties
        return rivals

    def _on(self, side):
        return [
            self._relative(tie)
            for tie in self.case.ties
            if tie.side == side and tie.relationship not in self._rivals
        ]

    def _relative(self, tie, *, with_confidence=False):
        words = TiePresenter(tie)
        if mask := mask_words(tie.guardian.person, self.case.child.office_id):
            return RelativeView(name=mask, url="", relation=words.relation)
        guardian = GuardianPresenter(tie.guardian, today=self.today)
        tags = [tag for tag in (*guardian.tags, words.care) if tag]
        if guardian.child:
            tags.append(_("Has a case file as a child"))
        doubt = words.confidence if with_confidence else words.doubt
        detail = [guardian.where, words.source, doubt]
        return RelativeView(
            name=guardian.name,
            url="" if self.leaves else guardian.url,
            relation=words.relation,
            tags=tags,
            detail=" · ".join(part for part in detail if part),
        )

    def _siblings(self, listed):
        tiles = [self._this_child(), *(self._sibling(sibling) for sibling in listed.children)]
        if listed.group is None:
            return SiblingsView(title=shared_title(listed.shared), siblings=tiles)
        group = listed.group
        titles = {
            UnityDecision.TOGETHER: _("Siblings: keep together"),
            UnityDecision.APART: _("Siblings: apart by decision"),
            UnityDecision.UNDECIDED: _("Siblings: not yet decided whether to keep together"),
        }
        told = SiblingsView(
            title=titles[UnityDecision(group.unity)], siblings=tiles, decided=group.unity_decided_date
        )
        if self.leaves:
            return told
        is_ours = group.office_id == self.case.child.office_id
        return replace(
            told,
            reason=group.unity_reason if is_ours else "",
            decide_url=unity_url(self.case.child, group) if is_ours else "",
            correct_url=reverse("families:correct", args=[listed.membership.public_id]) if is_ours else "",
        )

    def _this_child(self):
        person = PersonPresenter(self.case.child.person, today=self.today)
        detail = _("%(who)s · This child") % {"who": person.sex_and_age_short}
        return SiblingView(name=str(person.name), detail=detail, current=True)

    def _sibling(self, sibling):
        if mask := mask_words(sibling.person, self.case.child.office_id):
            return SiblingView(
                name=_("A brother or sister"),
                detail=mask,
                ask_url="" if self.leaves else ask_url(sibling, self.case),
            )
        person = PersonPresenter(sibling.person, today=self.today)
        return SiblingView(
            name=str(person.name),
            detail=_("%(who)s · %(kin)s")
            % {
                "who": person.sex_and_age_short,
                "kin": kinship_words(sibling.person.sex, self.case.kinship.get(sibling.pk)),
            },
            url="" if self.leaves else reverse("casefile:detail", args=[sibling.public_id]),
        )


def ask_url(sibling, case):
    """Where one asks the other office about a sibling, by consent; empty for a file of the own office."""
    return reverse("matching:review") if sibling.office_id != case.child.office_id else ""
