"""Why a word is better not written, in a sentence; the codes stand in ``wording.json``."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WHY: dict[str, Promise] = {
    "child_first": _("A child is a child; what others did is not part of the name."),
    "who_she_is": _("Say who she is to the child and where she is held."),
    "legal_word": _(
        "It is a legal word: it belongs only where the host State recorded it, or in a quotation."
    ),
    "both_deaths": _("A child is an orphan only once both deaths are confirmed."),
    "authority_decides": _("Only an authority determines that somebody is stateless."),
    "no_person_is": _("No person and no birth is illegal; say which paper or recognition is missing."),
    "says_nothing": _("It judges and tells nothing that helps the child."),
    "evidence": _("Such a paper is evidence of date and parents, whoever issued it."),
    "the_state_refused": _("A State refused something; the child is not refused."),
}
