"""A password for one download: made here, shown once, never stored. It comes back signed with the form that downloads."""

from django.core import signing

from cases.exports import new_password

SALT = "cases.outgoing.passwords"
SECONDS = 15 * 60


def offered(export, user):
    """A new password, and the signed text by which it comes back for this export and this user alone."""
    password = new_password()
    return password, signing.dumps([str(export.public_id), user.pk, password], salt=SALT)


def given_back(text, export, user):
    """The password of a signed text; empty where it is of another export or person, was changed, or is too old."""
    try:
        public_id, user_id, password = signing.loads(text, salt=SALT, max_age=SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return password if (public_id, user_id) == (str(export.public_id), user.pk) else ""
