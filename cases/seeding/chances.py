"""How often things are so in the caseload: one table, after what was reported of these children.

Shares are of one; each list of pairs is drawn from by weight.
"""

from cases.enums import (
    BirthBasis,
    CaseStatus,
    ClaimBasis,
    ClaimStatus,
    Confidence,
    MissingReason,
    NeedDomain,
    NeedFinding,
    NeedResponse,
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
# How sure a birth is that no recognised paper shows; for some nobody said.
BIRTH_DOUBTS = ((Confidence.REPORTED, 80), (Confidence.DOUBTFUL, 12), ("", 8))
FOUND_NOT_RECORDED = 0.1
USES_ONE_SPELLING = 0.4
UNANSWERED = 0.3
FATHER_NEVER_FOUND = 0.25
MISSING_REASONS = (
    (MissingReason.UNKNOWN, 50),
    (MissingReason.NOT_ASKED, 25),
    (MissingReason.REFUSED, 15),
    (MissingReason.WITHHELD, 10),
)
# Domain, how often it was asked, and what was found.
NEEDS = (
    (
        NeedDomain.EDUCATION,
        0.85,
        (
            (NeedFinding.OUT_OF_SCHOOL, 40),
            (NeedFinding.NEVER_IN_SCHOOL, 25),
            (NeedFinding.NON_FORMAL_SCHOOL, 25),
            (NeedFinding.IN_SCHOOL, 10),
        ),
    ),
    (
        NeedDomain.HEALTH,
        0.8,
        (
            (NeedFinding.NO_HEALTH_CONCERN, 60),
            (NeedFinding.NEEDS_DOCTOR, 22),
            (NeedFinding.UNDER_TREATMENT, 12),
            (NeedFinding.DISABILITY, 4),
            (NeedFinding.URGENT_CARE, 2),
        ),
    ),
    (
        NeedDomain.VACCINATION,
        0.75,
        (
            (NeedFinding.NOT_VACCINATED, 35),
            (NeedFinding.PARTLY_VACCINATED, 35),
            (NeedFinding.VACCINATED_SAID, 20),
            (NeedFinding.VACCINATED_CARD_SEEN, 10),
        ),
    ),
    (
        NeedDomain.MHPSS,
        0.2,
        (
            (NeedFinding.SUPPORT_NEEDED, 75),
            (NeedFinding.URGENT_SUPPORT_NEEDED, 10),
            (NeedFinding.SUPPORT_NOT_NEEDED, 15),
        ),
    ),
)
# What was found earlier, where something has changed since.
BEFORE = {
    NeedFinding.NON_FORMAL_SCHOOL: NeedFinding.NEVER_IN_SCHOOL,
    NeedFinding.UNDER_TREATMENT: NeedFinding.NEEDS_DOCTOR,
    NeedFinding.PARTLY_VACCINATED: NeedFinding.NOT_VACCINATED,
}
NOTHING_DUE = (
    NeedFinding.IN_SCHOOL,
    NeedFinding.TOO_YOUNG_FOR_SCHOOL,
    NeedFinding.NO_HEALTH_CONCERN,
    NeedFinding.VACCINATED_CARD_SEEN,
    NeedFinding.SUPPORT_NOT_NEEDED,
)
RESPONSES = (
    (NeedResponse.TO_ARRANGE, 40),
    (NeedResponse.REFERRED, 25),
    (NeedResponse.RECEIVING, 25),
    (NeedResponse.NOT_AVAILABLE, 8),
    (NeedResponse.REFUSED, 2),
)
# Of those on a list, how many do not travel on the day.
DROPPED = 0.04
DEPARTURES = (("IQ", 80), ("SY", 20))


def draw(rng, weighted):
    """One value of ``weighted`` (pairs of value and weight), drawn with ``rng``."""
    values, weights = zip(*weighted, strict=True)
    return rng.choices(values, weights)[0]
