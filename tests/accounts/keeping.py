"""What the tests of access share: a second administrator, stamps as a page hands them out, factors, the form of a page."""

from allauth.mfa.models import Authenticator
from django.urls import reverse

from cases.accounts.access_records import access_stamp
from cases.models import User
from tests.people import make_user
from tests.support.forms import form_of


def second_administrator():
    return make_user("Tamar Beridze", "administrator")


def fresh(user):
    """The account as it now stands."""
    return User.objects.get(pk=user.pk)


def seen(user):
    """The stamp that a page opened now carries."""
    return access_stamp(fresh(user))


def address(name, row):
    return reverse(f"accounts:{name}", args=[row.public_id])


def with_factors(user):
    """A key beside the app and the recovery codes that everybody has."""
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={})
    return user


def without_factors(user):
    """As somebody is who has not set up anything yet."""
    Authenticator.objects.filter(user=user).delete()
    return user


def sends(client, name, row, **typed):
    """Open the form, type, and send it."""
    url = address(name, row)
    return client.post(url, form_of(client, url, **typed))
