"""Whether somebody who is signed in has done all that a sign-in needs: a second factor, and recovery codes kept.

What a person has is read from the database with each request, so that a factor that was reset counts at once. That this
very session was opened with it is kept in the session: a passphrase alone, given before the person had a second factor,
never opens anything afterwards.
"""

import time
from dataclasses import dataclass
from enum import StrEnum

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, OuterRef

from cases.models import User

PROVED = "second_factor_of"
INVENTED = "invented_person"
KEPT_AT = "kept_at"
CODES = Authenticator.Type.RECOVERY_CODES


class Missing(StrEnum):
    """What has to be done before any page opens."""

    FACTOR = "factor"
    PROOF = "proof"
    CODES = "codes"


@dataclass(frozen=True)
class SecondFactor:
    """What somebody has: a passkey or an authenticator app, and recovery codes that were said to be kept."""

    is_set_up: bool
    codes_kept: bool


def annotated(rows, user_field):
    """``rows`` with what ``taken_from`` reads; ``user_field`` names the column that holds the user."""
    own = Authenticator.objects.filter(user=OuterRef(user_field))
    return rows.annotate(
        _is_set_up=Exists(own.exclude(type=CODES)),
        _codes_kept=Exists(own.filter(type=CODES, data__has_key=KEPT_AT)),
    )


def taken_from(row):
    """The ``SecondFactor`` of the user that an annotated row speaks of."""
    return SecondFactor(row._is_set_up, row._codes_kept)


def second_factor_of(user):
    """The ``SecondFactor`` of ``user``: what was read together with the user, or read now."""
    if not hasattr(user, "second_factor"):
        user.second_factor = taken_from(annotated(User.objects, "pk").get(pk=user.pk))
    return user.second_factor


def keep_codes(user):
    """Note that ``user`` says the recovery codes are kept; new ones have to be kept anew."""
    codes = Authenticator.objects.filter(user=user, type=CODES).first()
    if codes is not None:
        codes.data[KEPT_AT] = time.time()
        codes.save(update_fields=["data"])


def proved(request, user):
    """Note that the session of ``request`` was opened with a second factor of ``user``, or that one was set up in it."""
    request.session[PROVED] = user.pk


def came_as_invented(request, user):
    """Note that this is an invented person of the demonstration, whose button stands in for both factors."""
    request.session[INVENTED] = user.pk


def came_by_button(request):
    """Whether a button of the demonstration opened the session of ``request``; never anywhere else."""
    return settings.DEMO and request.session.get(INVENTED) == request.user.pk


def what_is_missing(request):
    """The ``Missing`` of whoever is signed in, ``None`` where every page may open."""
    user, session = request.user, request.session
    if came_by_button(request):
        return None
    has = second_factor_of(user)
    if not has.is_set_up:
        return Missing.FACTOR
    if session.get(PROVED) != user.pk:
        return Missing.PROOF
    return None if has.codes_kept else Missing.CODES
