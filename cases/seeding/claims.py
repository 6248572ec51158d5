"""Invented claims of a child on States, the decisions on them, and the leave to contact a State."""

from datetime import timedelta

from cases.enums import ClaimStatus, ContactLevel, Evidence
from cases.models import ClaimDecision, ContactPermission, Nationality
from cases.seeding import chances

EVIDENCE = (
    Evidence.PARENT_PASSPORT,
    Evidence.UNRECOGNISED_CERT,
    Evidence.RELATIVE_APPLICATION,
    Evidence.DNA_MOTHER,
    Evidence.CONSULAR_INTERVIEW,
    Evidence.HOSPITAL_NOTE,
)
# Decisions after which a State has been contacted, so leave to do so was given.
SENT = (
    ClaimStatus.SUBMITTED,
    ClaimStatus.QUERIED,
    ClaimStatus.CONFIRMED,
    ClaimStatus.CONFIRMED_CONDITIONALLY,
    ClaimStatus.REFUSED,
    ClaimStatus.NO_REPLY,
)


def add_claims(setting, child, *, state, found, trip=None):
    """Add what is claimed for a child: surely on the State it travelled to, else as chance has it."""
    rng = setting.rng
    if trip:
        last = ClaimStatus.CONFIRMED_CONDITIONALLY if trip.entry_only else ClaimStatus.CONFIRMED
        add_claim(
            setting, child, state=trip.state, on=found, path=(ClaimStatus.SUBMITTED, last), until=trip.day
        )
    elif rng.random() >= chances.NO_CLAIM:
        path = chances.draw(rng, chances.CLAIM_PATHS)
        add_claim(setting, child, state=state, on=found, path=path, until=setting.today)
    else:
        return
    if rng.random() < chances.SECOND_CLAIM:
        other = rng.choice([code for code, _weight in chances.STATES if code != state])
        add_claim(setting, child, state=other, on=found, path=(ClaimStatus.INDICATED,), until=setting.today)


def add_claim(setting, child, *, state, on, path, until, basis=None, contact=None):
    """Add one claim with its decisions ``path``, spread between the day ``on`` and the day ``until``.

    ``contact`` is the leave to contact that State; by default it was given where something was sent.
    Returns the claim.
    """
    rng = setting.rng
    claim = setting.tables.add(
        Nationality(
            child_id=child.pk,
            state_id=state,
            basis=basis or chances.draw(rng, chances.CLAIM_GROUNDS),
            evidence=sorted(rng.sample(EVIDENCE, rng.randint(0, 3))),
            claimed_date=on,
            # What the trigger on the decisions would find; written at once, it has nothing to change.
            status=path[-1] if path else ClaimStatus.UNASSESSED,
        )
    )
    span = max((until - on).days - 1, 0)
    for days, status in zip(sorted(rng.randint(0, span) for _ in path), path, strict=True):
        setting.tables.add(
            ClaimDecision(nationality_id=claim.pk, status=status, decided_date=on + timedelta(days=days))
        )
    if contact is None and any(status in SENT for status in path):
        contact = rng.choice((ContactLevel.PERMITTED_MINIMUM, ContactLevel.PERMITTED_FULL))
    if contact:
        add_contact(setting, child, state=state, level=contact, on=on)
    return claim


def add_contact(setting, child, *, state, level, on, reason=""):
    """Say how far a State may be contacted about a child, from a day on; returns the row."""
    return setting.tables.add(
        ContactPermission(child_id=child.pk, state_id=state, level=level, from_date=on, reason=reason)
    )
