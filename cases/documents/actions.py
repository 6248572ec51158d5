"""Writing what is known of a paper. Its number is sealed before it reaches the database."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.components.stamps import refuse_stale
from cases.documents.numbers import put_number
from cases.enums import Custody, IssuerKind, Question, Recognition
from cases.errors import Refused
from cases.models import Document
from cases.people.answers import answered
from cases.people.touching import touch


def add_paper(
    *,
    by,
    person,
    kind,
    issuer_kind=IssuerKind.UNKNOWN,
    issuer_country=None,
    recognition=Recognition.RECOGNITION_PENDING,
    custody=Custody.WITH_CHILD,
    name_as_printed="",
    issued_date=None,
    valid_until_date=None,
    number="",
    form_id=None,
):
    """Record a paper of ``person``, lost and never issued ones too; returns the ``Document``.

    A paper of a non-recognised authority is evidence of dates and parents, never proof, and dangerous to carry:
    it is kept as not recognised. Raises ``Refused`` for a day of issue to come, an end before the issue, and a
    ``number`` that cannot be sealed.
    """
    facts = _facts(
        kind=kind,
        issuer_kind=issuer_kind,
        issuer_country=issuer_country,
        recognition=recognition,
        custody=custody,
        name_as_printed=name_as_printed,
        issued_date=issued_date,
        valid_until_date=valid_until_date,
    )
    with changing(by=by):
        paper = Document(person=person, **facts)
        put_number(paper, number)
        paper.save()
        answered(person, Question.PAPERS)
        touch(person)
        if form_id:
            remember_saved(by, form_id, paper)
    return paper


def update_paper(*, by, paper, version, reason="", number="", **facts):
    """Correct a paper with the facts that ``add_paper`` takes; the earlier version stays in the history.

    Raises ``Stale`` (``current`` is an ``OnFile``) when somebody else saved since the stamp ``version`` was read,
    ``Refused`` as ``add_paper`` does.
    """
    facts = _facts(**facts)
    with changing(by=by, reason=reason):
        paper = Document.objects.select_for_update(of=("self",)).select_related("person").get(pk=paper.pk)
        refuse_stale(paper, version)
        for name, value in facts.items():
            setattr(paper, name, value)
        put_number(paper, number)
        paper.save()
        touch(paper.person)
    return paper


def _facts(**facts):
    issued = facts["issued_date"]
    if issued and issued > timezone.localdate():
        raise Refused(_("This day has not come yet."), field="issued_date")
    if facts["issuer_kind"] == IssuerKind.NON_RECOGNISED:
        # Whoever issued it decides; a slip in the other answer must not make it look like proof.
        facts["recognition"] = Recognition.NOT_RECOGNISED
    facts["name_as_printed"] = facts["name_as_printed"].strip()
    return facts
