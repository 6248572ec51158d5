"""What people say of two records that were compared, and making a family of children who belong to one."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.components.stamps import OnFile
from cases.enums import MatchAnswer, MatchBand, MatchKind
from cases.errors import Refused, Stale
from cases.families.actions import join
from cases.guardians.actions import tie_guardian
from cases.matching.consent import may_compare
from cases.matching.known import known_of
from cases.matching.person_score import compare
from cases.models import FamilyMembership, PossibleMatch


def answer(*, by, match, version, answer, reason, form_id=None):
    """Remember what somebody says of two records; they are not asked about again. Returns the ``PossibleMatch``.

    Raises ``Refused`` where ``by`` may not compare the two, ``Stale`` (``current`` is an ``OnFile``) when somebody
    answered since ``version`` was read.
    """
    with changing(by=by, reason=reason.strip()):
        current = PossibleMatch.objects.select_for_update(of=("self",)).get(pk=match.pk)
        if not may_compare(by, match):
            raise Refused(_("Ask the other office first whether the two may be compared."))
        if current.version != version:
            raise Stale(
                _("Somebody else answered while you compared."),
                current=OnFile(row=current, version=current.version),
            )
        _say(current, by, answer, reason)
        current.save()
        if form_id:
            remember_saved(by, form_id, current)
    return current


def keep_apart(*, by, person, others, reason):
    """Remember that ``person`` is none of ``others``: whoever registered the one had seen the others. Atomic."""
    with changing(by=by, reason=reason):
        known = known_of({person.pk, *(other.pk for other in others)})
        for other in others:
            _keep_two_apart(by, known, person, other, reason)


def _keep_two_apart(by, known, person, other, reason):
    first, second = sorted((person.pk, other.pk))
    match = PossibleMatch.objects.filter(first=first, second=second, kind=MatchKind.SAME_PERSON).first()
    match = match or PossibleMatch(first_id=first, second_id=second, kind=MatchKind.SAME_PERSON)
    verdict = compare(known[first], known[second]) if first in known and second in known else None
    is_person = verdict is not None and verdict.kind == MatchKind.SAME_PERSON
    match.band = verdict.band if is_person else MatchBand.POSSIBLE
    match.score = verdict.score if is_person else 0
    match.evidence = verdict.as_data() if is_person else []
    _say(match, by, MatchAnswer.DIFFERENT, reason)
    match.save()


def _say(match, by, answer, reason):
    match.answer, match.reason = answer, reason.strip()
    match.answered_by, match.answered_at = by, timezone.now()
    match.version += match.pk is not None


def make_family(*, by, match, with_group, ties, form_id=None):
    """Put two children of one office into one family group, and tie parents of one to the other; returns the match.

    ``ties`` are ``Guardianship`` rows of either child. What is on file already stays as it is. Raises ``Refused``
    where nothing was chosen, and where a rule of the data forbids a tie.
    """
    if not with_group and not ties:
        raise Refused(_("Choose at least one."))
    first, second = match.first.child, match.second.child
    with changing(by=by):
        if with_group and not share_group(first, second):
            joining, sibling = (second, first) if groups_of(first) else (first, second)
            join(by=by, child=joining, sibling=sibling)
        for tie in ties:
            tie_guardian(
                by=by,
                child=second if tie.child_id == first.pk else first,
                guardian=tie.guardian,
                relationship=tie.relationship,
                side=tie.side,
                confidence=tie.confidence,
                source=tie.source,
            )
        if form_id:
            remember_saved(by, form_id, match)
    return match


def groups_of(child):
    """The family groups (ids) that a child belongs to now."""
    return set(
        FamilyMembership.objects.current().filter(person=child.person_id).values_list("group", flat=True)
    )


def share_group(first, second):
    """Whether two children belong to one family group now."""
    return bool(groups_of(first) & groups_of(second))
