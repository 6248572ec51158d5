"""How often things are so in the caseload: one table, after what was reported of these children.

Shares are of one; each list of pairs is drawn from by weight.
"""

from cases.enums import (
    BirthBasis,
    CaseStatus,
    ClaimBasis,
    ClaimStatus,
    PersonState,
    TransferMode,
)

# States of origin and their weight in a random caseload.
STATES = (
    ("TR", 22), ("RU", 20), ("TJ", 14), ("UZ", 12), ("AZ", 10), ("FR", 5), ("DE", 4), ("UA", 4), ("GE", 3), ("BY", 3),
    ("FI", 3),
)  # fmt: skip

FAMILY_SIZES = ((1, 35), (2, 32), (3, 20), (4, 9), (5, 4))

# Four fifths of the children are under 12.
YOUNGEST_AGE_YEARS = (((0.1, 4), 46), ((4, 9), 34), ((9, 12), 11), ((12, 17), 9))

MOTHER_STATES = (
    (PersonState.DETAINED_PRETRIAL, 53),
    (PersonState.DETAINED_LIFE, 43),
    (PersonState.DETAINED_DEATH, 4),
)
FATHER_STATES = (
    (PersonState.BELIEVED_DEAD, 80),
    (PersonState.CONFIRMED_DEAD, 10),
    (PersonState.MISSING, 6),
    (PersonState.DETAINED_UNKNOWN, 4),
)

PAPERS_COMPLETE = 0.27
BORN_OUTSIDE_THE_STATE_CLAIMED = 0.48
SECOND_CLAIM = 0.08
NO_CLAIM = 0.06
LIVES_WITH_MOTHER = 0.62
CYRILLIC_HOME_REGIONS = ("RU-DA", "RU-CE", "RU-KB", "RU-TA", "RU-IN", "RU-MOW")

BIRTH_BASES = (
    (BirthBasis.PARENT_STATEMENT, 60),
    (BirthBasis.DOCUMENT_UNRECOGNISED, 18),
    (BirthBasis.RELATIVE_STATEMENT, 10),
    (BirthBasis.SOCIAL_ESTIMATE, 12),
)
CLAIM_GROUNDS = (
    (ClaimBasis.JUS_SANGUINIS_MOTHER, 62),
    (ClaimBasis.JUS_SANGUINIS_FATHER_MARRIED, 24),
    (ClaimBasis.JUS_SANGUINIS_FATHER_PATERNITY, 8),
    (ClaimBasis.DESCENT_GRANDPARENT, 6),
)
# How far a claim has come for a child who waits: the decisions so far, in order.
CLAIM_PATHS = (
    ((), 14),
    ((ClaimStatus.INDICATED,), 12),
    ((ClaimStatus.INDICATED, ClaimStatus.EVIDENCE_GATHERING), 20),
    ((ClaimStatus.EVIDENCE_GATHERING, ClaimStatus.SUBMITTED), 18),
    ((ClaimStatus.SUBMITTED, ClaimStatus.QUERIED), 10),
    ((ClaimStatus.SUBMITTED, ClaimStatus.CONFIRMED), 18),
    ((ClaimStatus.SUBMITTED, ClaimStatus.NO_REPLY), 4),
    ((ClaimStatus.SUBMITTED, ClaimStatus.REFUSED), 4),
)

WAITING_CASES = ((CaseStatus.ACTIVE, 82), (CaseStatus.REGISTERED, 12), (CaseStatus.ON_HOLD, 6))
MODES = (
    (TransferMode.CHARTER_FLIGHT, 50),
    (TransferMode.STATE_AIRCRAFT, 30),
    (TransferMode.COMMERCIAL_FLIGHT, 15),
    (TransferMode.LAND_BORDER, 5),
)
# Of those on a list, how many do not travel on the day.
DROPPED = 0.04
DEPARTURES = (("IQ", 80), ("SY", 20))


def draw(rng, weighted):
    """One value of ``weighted`` (pairs of value and weight), drawn with ``rng``."""
    values, weights = zip(*weighted, strict=True)
    return rng.choices(values, weights)[0]
