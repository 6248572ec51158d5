"""The mail that carries an invitation. It says nothing of any child."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from cases.enums import Role
from cases.errors import Refused


def send_invitation(invitation, url):
    """Send the link ``url`` to whom it is for. Raises ``Refused`` where no mail leaves."""
    if settings.EMAIL_BACKEND.endswith(".dummy.EmailBackend"):
        raise Refused(_("This site sends no mail yet: whoever runs it has to set EMAIL_URL first."))
    context = {
        "invitation": invitation,
        "role": Role(invitation.role).label,
        "works_for": str(invitation.state or invitation.office or ""),
        "site": settings.SITE_NAME,
        "url": url,
    }
    subject = _("Your account for %(site)s") % {"site": settings.SITE_NAME}
    try:
        send_mail(subject, render_to_string("invitations/mail.txt", context), None, [invitation.email])
    except (SMTPException, OSError) as error:
        raise Refused(_("The mail could not be sent, so nothing was saved. Try again in a while.")) from error
