"""What each help page says, with the source it follows. Data only: pages print it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.enums import AfterClosing, Confidence, MissingReason, Role, Separation
from cases.policy.roles import ROLES


@dataclass(frozen=True)
class Meaning:
    """A word that pages use, and what it means."""

    word: Promise | str
    text: Promise | str


@dataclass(frozen=True)
class Topic:
    """One page: what it is about in a line, sentences, words with their meaning, and whom it follows."""

    code: str
    title: Promise
    lede: Promise
    text: tuple[Promise, ...]
    source: Promise
    meanings: tuple[Meaning, ...] = ()
    # The name of an address where more of it is shown, and what that is called.
    more_at: str = ""
    more: Promise | str = ""


CLAIMS = Topic(
    code="claims",
    title=_("A claim is not leave to contact a State"),
    lede=_(
        "A claim says why a child may belong to a State. Whether that State may know of the child is another question."
    ),
    text=(
        _(
            "Record a claim as soon as there is a reason for it: a parent, a birth, a paper. A child may have several."
        ),
        _(
            "Nobody writes to a State because of a claim. For each child and State somebody first asks whether contact"
            " could harm the child or the family, and records the answer as a contact permission."
        ),
        _(
            "It begins at “not assessed”, and that means no. While it is “not assessed”, “no contact” or “revoked”, no"
            " official of that State sees anything of the child: no list, count, file or search shows it."
        ),
        _("When a State refuses, write that the State refused the request. The child was not rejected."),
    ),
    source=_(
        "Convention on the Rights of the Child, articles 7 and 8; ICRC, Professional Standards for Protection Work;"
        " IASC, Operational Guidance on Data Responsibility"
    ),
)

BIRTH = Topic(
    code="birth",
    title=_("Dates of birth are ranges"),
    lede=_("Write what you were told or have seen, no more exactly than you know it."),
    text=(
        _(
            "“About eight”, “spring 2011”, “between two winters” are full answers. They are kept as a first and a last day."
        ),
        _("No day is invented: a birth of which only the year is known is never shown as 1 January."),
        _("The range becomes a day when a recognised document gives one. Say which kind of document it was."),
        _(
            "At 3, 9, 12 and 18 years law treats a child differently. The case page shows for each between which days it"
            " comes. Take the child’s side where the range leaves it open: who may be a child counts as a child."
        ),
    ),
    source=_(
        "UNHCR, Best Interests Procedure Guidelines (2021); Convention on the Rights of the Child, articles 1 and 7"
    ),
)

NOT_KNOWN = Topic(
    code="not-known",
    title=_("Four kinds of “don’t know”"),
    lede=_(
        "An empty field says nothing. These are four answers, and the next person acts on the difference."
    ),
    text=(
        _(
            "Choose the one that is true. “Not asked” is no reproach: it tells a colleague that asking is worth while."
        ),
        _("Nobody has to answer. A refusal changes nothing in the help that a child gets."),
    ),
    meanings=tuple(
        Meaning(MissingReason(code).label, text)
        for code, text in (
            (MissingReason.UNKNOWN, _("Asking again brings nothing new; look for a paper or a relative.")),
            (MissingReason.NOT_ASKED, _("There was no time, or it was not the moment. Ask when it is.")),
            (
                MissingReason.REFUSED,
                _("Respect it. Ask again only if something changed, and say why you ask."),
            ),
            (
                MissingReason.WITHHELD,
                _(
                    "The office knows and does not write it here. Ask the supervisor before you pass anything on."
                ),
            ),
        )
    ),
    source=_(
        "Inter-Agency Guidelines for Case Management and Child Protection; ICRC, Handbook on Data Protection"
    ),
)

CERTAINTY = Topic(
    code="certainty",
    title=_("How sure a fact is"),
    lede=_("Reports may contradict one another. All of them stay, with who said so."),
    text=(
        _("A confirmed fact ends what was open before it. A report stands beside it and ends nothing."),
        _(
            "Two confirmed facts of one kind never cover the same day: the second is refused until one is corrected."
        ),
        _(
            "Never write the name of somebody who told you something in confidence; choose what kind of source it was."
        ),
    ),
    meanings=tuple(
        Meaning(Confidence(code).label, text)
        for code, text in (
            (
                Confidence.CONFIRMED,
                _("You saw it, or a recognised document or the responsible authority says so."),
            ),
            (Confidence.REPORTED, _("Somebody said so whom you have no reason to doubt.")),
            (
                Confidence.DOUBTFUL,
                _("Something speaks against it. It is kept so that nobody has to find it again."),
            ),
        )
    ),
    source=_("ICRC, Professional Standards for Protection Work, on the reliability of information"),
)

CERTIFICATES = Topic(
    code="certificates",
    title=_("Papers of a non-recognised authority"),
    lede=_("They are evidence of a date and of parents, never proof, and they are dangerous to carry."),
    text=(
        _(
            "Many children have a certificate that no State accepts. It still tells when a child was born and to whom."
        ),
        _("Record it with what it says, and that its issuer is not recognised. Do not call it fake."),
        _(
            "Whoever is found with such a paper may be suspected because of it. Ask whether it is safer kept elsewhere."
        ),
        _("Such papers are restricted: they are not handed to the child to carry, and stand on no list."),
    ),
    source=_(
        "Convention on the Rights of the Child, articles 7 and 8; ICAO Doc 9303, on what identifies a traveller"
    ),
)

SEPARATION = Topic(
    code="separation",
    title=_("With whom a child is"),
    lede=_(
        "Separation is a history, not a label: a child becomes separated on a day, and may be with family again on another."
    ),
    text=(
        _(
            "A child in prison with the mother becomes separated on the day of a journey without her. Record the day; the"
            " years before stay what they were."
        ),
        _(
            "A child who is separated or unaccompanied needs a best interests determination before a lasting solution."
        ),
        _("Contact with a parent who is held goes on after the return."),
    ),
    meanings=(
        Meaning(
            Separation.SEPARATED.label,
            _(
                "Without parents and without the person who used to care for the child; other relatives may be there."
            ),
        ),
        Meaning(
            Separation.UNACCOMPANIED.label,
            _(
                "Without parents and other relatives, and nobody cares for the child who by law or custom has to."
            ),
        ),
        Meaning(Separation.UNKNOWN.label, _("Nobody has established it. This is an answer too.")),
    ),
    source=_(
        "Inter-Agency Guiding Principles on Unaccompanied and Separated Children (2004); Minimum Standards for Child"
        " Protection (2019), standard 13; Convention on the Rights of the Child, article 9(4)"
    ),
)

DEATHS = Topic(
    code="deaths",
    title=_("Believed dead is not confirmed dead"),
    lede=_(
        "Most fathers are believed to be dead, not known to be. The difference decides who may consent and who is traced."
    ),
    text=(
        _("“Believed dead” stays a belief, however many people share it. It can never be called confirmed."),
        _("A death is confirmed by a document, or by an authority that established it. Record which."),
        _(
            "A child is called an orphan on no page unless both deaths are confirmed. Otherwise it says that both"
            " parents’ deaths are reported, not confirmed."
        ),
        _(
            "A parent who is believed dead can still be looked for, and can come back: that is one more entry, not an error."
        ),
    ),
    source=_("Inter-Agency Guiding Principles on Unaccompanied and Separated Children (2004)"),
)

CLOSING = Topic(
    code="closing",
    title=_("When a place closes"),
    lede=_(
        "Camps and homes close, and people are moved or lost sight of. One step records it for everybody who was there."
    ),
    text=(
        _(
            "Supervisors and administrators close a place: first the day and the successor, then a look at who is there."
        ),
        _(
            "Everybody of every office moves in one step, or nobody does. Other offices are shown as numbers, never by name."
        ),
        _("What is reported of a person from elsewhere stays as it is."),
        _(
            "It is undone by hand: a place that opens again gets nobody back by itself, because somebody else may have"
            " recorded more in the meantime."
        ),
    ),
    meanings=tuple(
        Meaning(AfterClosing(code).label, text)
        for code, text in (
            (
                AfterClosing.MOVED,
                _("The person is at the site that took its place, from the day of closing on."),
            ),
            (
                AfterClosing.LOST,
                _(
                    "Nobody has said where the person went. It is a task on the start page until somebody does."
                ),
            ),
            (AfterClosing.LEFT_BEFORE, _("The stay ends, and nothing is said of where the person went.")),
        )
    ),
    source=_("Minimum Standards for Child Protection (2019), standard 18: case management"),
)

NEVER = Topic(
    code="never-recorded",
    title=_("What is never recorded"),
    lede=_("What is not written down can harm nobody. No field asks for these, and no note needs them."),
    text=(
        _(
            "Ideas, loyalties or ties of a child or a parent, and marks for how dangerous somebody is said to be."
        ),
        _("Charges or evidence against parents: only where they are held, and at which stage."),
        _("Names that adults used in the fighting, religion, ethnic origin or clan."),
        _("Fingerprints, faces and profiles of the body; of a test only its result."),
        _(
            "The exact place of a home, how a child was conceived, and the names of those who told something in confidence."
        ),
    ),
    source=_(
        "UN Key Principles on the repatriation of children (2019); ICRC, Handbook on Data Protection in Humanitarian"
        " Action; Convention on the Rights of the Child, article 16"
    ),
)

ACCESS = Topic(
    code="who-sees-what",
    title=_("Who sees what"),
    lede=_(
        "Each person sees what the work needs. An address of somebody else’s case answers as if there were none."
    ),
    text=(
        _(
            "Small numbers are protected wherever officials and coordinators read: one to four appear as fewer than five."
        ),
        _("Every change is kept with who made it and when. Refused access is recorded too."),
    ),
    meanings=tuple(Meaning(Role(role).label, ROLES[role].sentence) for role in Role),
    more_at="accounts:roles",
    more=_("Which role may what"),
    source=_(
        "ICRC, Handbook on Data Protection in Humanitarian Action; IASC, Operational Guidance on Data Responsibility"
    ),
)

TOPICS: dict[str, Topic] = {
    topic.code: topic
    for topic in (
        CLAIMS,
        BIRTH,
        NOT_KNOWN,
        CERTAINTY,
        CERTIFICATES,
        SEPARATION,
        DEATHS,
        CLOSING,
        NEVER,
        ACCESS,
    )
}
