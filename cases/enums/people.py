"""Codes about persons: sex, birth, names, parents, family, separation."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sex(TextChoices):
    """Sex as recorded (UNHCR, CPIMS). "Unknown" is not "not stated"."""

    F = "f", _("Female")
    M = "m", _("Male")
    X = "x", _("Other/Not stated")
    U = "u", _("Unknown")


class BirthBasis(TextChoices):
    """How a date of birth is known (UNHCR BIP 2021). Only a recognised document makes it exact."""

    DOCUMENT = "document", _("Recognised document")
    DOCUMENT_UNRECOGNISED = "document_unrecognised", _("Unrecognised document (indicative only)")
    PARENT_STATEMENT = "parent_statement", _("Parent statement")
    CHILD_STATEMENT = "child_statement", _("Child statement")
    RELATIVE_STATEMENT = "relative_statement", _("Relative statement")
    SOCIAL_ESTIMATE = "social_estimate", _("Social-worker estimate")
    MEDICAL_ESTIMATE = "medical_estimate", _("Medical age assessment (last resort, margin of error required)")


class BirthPrecision(TextChoices):
    """How exactly a date of birth is known (after ISO 8601-2)."""

    DAY = "day", _("Exact day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")
    RANGE = "range", _("Earliest-latest range")


class NameKind(TextChoices):
    """What a written name is. Adults' noms de guerre are not recorded."""

    CURRENT = "current", _("Name used now")
    BIRTH_CLAIMED = "birth_claimed", _("Name at birth as stated")
    DOCUMENT = "document", _("Name as on a document")
    MRZ = "mrz", _("Name as in a machine-readable zone")
    NICKNAME = "nickname", _("Nickname used in the family")
    SPELLING_VARIANT = "spelling_variant", _("Spelling variant")
    GIVEN_BY_CARER = "given_by_carer", _("Name given by a carer or institution")


class NamePart(TextChoices):
    """Parts of a name; patronymic and Arabic chains included."""

    GIVEN = "given", _("Given name")
    PATRONYMIC = "patronymic", _("Patronymic (ru: otchestvo; az: oglu/qizi; tg)")
    FATHER_GIVEN = "father_given", _("Father’s given name (ar: second name)")
    GRANDFATHER_GIVEN = "grandfather_given", _("Grandfather’s given name (ar: third name)")
    FAMILY = "family", _("Family name")
    NISBA = "nisba", _("Nisba (name after a place or family)")
    MOTHER_GIVEN = "mother_given", _("Mother’s given name")


class Separation(TextChoices):
    """With whom the child is (Inter-Agency Guiding Principles on UASC 2004; CPMS 2019 standard 13)."""

    WITH_BOTH_PARENTS = "with_both_parents", _("With both parents")
    WITH_MOTHER = "with_mother", _("With mother")
    WITH_FATHER = "with_father", _("With father")
    SEPARATED = "separated", _("Separated child")
    UNACCOMPANIED = "unaccompanied", _("Unaccompanied child")
    UNKNOWN = "unknown", _("Not yet established")


class ParentalDeath(TextChoices):
    """Derived from the parents' records, never typed. Both parents must be known dead before the word for it is used."""

    BOTH_CONFIRMED = "both_confirmed", _("Both parents confirmed dead")
    MOTHER_CONFIRMED = "mother_confirmed", _("Mother confirmed dead")
    FATHER_CONFIRMED = "father_confirmed", _("Father confirmed dead")
    REPORTED_ONLY = "reported_only", _("Death reported, not confirmed")
    NONE_KNOWN = "none_known", _("No death known")


class PersonState(TextChoices):
    """What is known of a person: present, detained (stage only, never charges), missing, dead."""

    PRESENT = "present", _("Living with the family")
    DETAINED_PRETRIAL = "detained_pretrial", _("Detained, not yet tried")
    DETAINED_SENTENCED = "detained_sentenced", _("Detained, sentenced (fixed term)")
    DETAINED_LIFE = "detained_life", _("Detained, life sentence")
    DETAINED_DEATH = "detained_death", _("Detained, sentenced to death")
    DETAINED_UNKNOWN = "detained_unknown", _("Detained, legal stage unknown")
    RELEASED_INCOUNTRY = "released_incountry", _("Released, still in the country")
    IN_ORIGIN_COUNTRY = "in_origin_country", _("In the country of origin")
    ELSEWHERE = "elsewhere", _("Known to be elsewhere")
    MISSING = "missing", _("Missing (tracing request possible)")
    BELIEVED_DEAD = "believed_dead", _("Believed dead (reported, not confirmed)")
    CONFIRMED_DEAD = "confirmed_dead", _("Confirmed dead (document or two independent sources)")
    UNKNOWN = "unknown", _("Unknown")


class Relationship(TextChoices):
    """What a parent or carer is to the child (UASC field handbook)."""

    MOTHER = "mother", _("Mother")
    FATHER = "father", _("Father")
    STEP_PARENT = "step_parent", _("Step-parent")
    CO_WIFE = "co_wife", _("Father’s other wife")
    GRANDMOTHER_M = "grandmother_m", _("Grandmother (mother’s side)")
    GRANDMOTHER_P = "grandmother_p", _("Grandmother (father’s side)")
    GRANDFATHER_M = "grandfather_m", _("Grandfather (mother’s side)")
    GRANDFATHER_P = "grandfather_p", _("Grandfather (father’s side)")
    AUNT_M = "aunt_m", _("Aunt (mother’s side)")
    AUNT_P = "aunt_p", _("Aunt (father’s side)")
    UNCLE_M = "uncle_m", _("Uncle (mother’s side)")
    UNCLE_P = "uncle_p", _("Uncle (father’s side)")
    SIBLING_ADULT = "sibling_adult", _("Adult sibling")
    SIBLING_MINOR = "sibling_minor", _("Sibling under 18")
    COUSIN = "cousin", _("Cousin")
    FOSTER_INFORMAL = "foster_informal", _("Informal foster carer")
    FOSTER_FORMAL = "foster_formal", _("Formal foster carer")
    KAFIL = "kafil", _("Kafala carer")
    LEGAL_GUARDIAN = "legal_guardian", _("Court-appointed guardian")
    INSTITUTION_STAFF = "institution_staff", _("Institution")
    CLAIMED = "claimed", _("Claimed relative, not verified")
    UNRELATED = "unrelated", _("Unrelated adult")


class ChildView(TextChoices):
    """The child's own view (CRC article 12)."""

    AGREES = "agrees", _("Agrees")
    AGREES_CONDITIONS = "agrees_conditions", _("Agrees with conditions")
    DISAGREES = "disagrees", _("Disagrees")
    UNSURE = "unsure", _("Unsure")
    TOO_YOUNG = "too_young", _("Too young; non-verbal indications noted")
    NOT_HEARD = "not_heard", _("Not heard (reason required)")


class Script(TextChoices):
    """Writing system of a name (ISO 15924)."""

    LATIN = "Latn", _("Latin letters")
    CYRILLIC = "Cyrl", _("Cyrillic letters")
    ARABIC = "Arab", _("Arabic letters")
    GEORGIAN = "Geor", _("Georgian letters")
    OTHER = "Zyyy", _("Other letters")


class SourceKind(TextChoices):
    """Who or what a fact was learnt from. Names of informants are never kept."""

    CHILD = "child", _("The child")
    MOTHER = "mother", _("The mother")
    FATHER = "father", _("The father")
    RELATIVE = "relative", _("Another relative")
    CARER = "carer", _("A carer or institution")
    DOCUMENT = "document", _("A paper that was seen")
    AUTHORITY = "authority", _("An authority")
    ORGANISATION = "organisation", _("Another organisation")
    STAFF = "staff", _("Own observation")
    UNKNOWN = "unknown", _("Not recorded")


class Confidence(TextChoices):
    """How sure a recorded fact is. Only confirmed periods may not contradict each other."""

    CONFIRMED = "confirmed", _("Confirmed")
    REPORTED = "reported", _("Reported, not confirmed")
    DOUBTFUL = "doubtful", _("Doubtful")


class ParentSide(TextChoices):
    """Through which parent a relative belongs to the child."""

    MOTHER = "mother", _("Mother’s side")
    FATHER = "father", _("Father’s side")
    NONE = "none", _("Neither side")


class AgeBand(TextChoices):
    """Age on the day of an event; where the range of birth dates straddles, it is uncertain."""

    UNDER_5 = "0-4", _("0 to 4")
    UNDER_12 = "5-11", _("5 to 11")
    UNDER_18 = "12-17", _("12 to 17")
    UNCERTAIN = "uncertain", _("Uncertain")
    ADULT = "18+", _("18 and over")


# First and last full year of age of each band of children.
AGE_BAND_YEARS = {AgeBand.UNDER_5: (0, 4), AgeBand.UNDER_12: (5, 11), AgeBand.UNDER_18: (12, 17)}
CHILD_AGE_BANDS = (AgeBand.UNDER_5, AgeBand.UNDER_12, AgeBand.UNDER_18, AgeBand.UNCERTAIN)

# Ages at which law treats a child differently; shown as a range of dates, never as one day.
LEGAL_CLOCK_YEARS = (3, 9, 12, 18)

DETAINED_STATES = (
    PersonState.DETAINED_PRETRIAL,
    PersonState.DETAINED_SENTENCED,
    PersonState.DETAINED_LIFE,
    PersonState.DETAINED_DEATH,
    PersonState.DETAINED_UNKNOWN,
)
MOTHERS_SIDE_RELATIONSHIPS = (
    Relationship.MOTHER,
    Relationship.GRANDMOTHER_M,
    Relationship.GRANDFATHER_M,
    Relationship.AUNT_M,
    Relationship.UNCLE_M,
)
FATHERS_SIDE_RELATIONSHIPS = (
    Relationship.FATHER,
    Relationship.GRANDMOTHER_P,
    Relationship.GRANDFATHER_P,
    Relationship.AUNT_P,
    Relationship.UNCLE_P,
    Relationship.CO_WIFE,
)
PARENTS = (Relationship.MOTHER, Relationship.FATHER)
# Whoever stands here beside another of the same kind contradicts them until somebody has checked.
ONE_AT_MOST = (*PARENTS, Relationship.CLAIMED)
