"""Invitations for tests."""

import datetime
import re
import uuid

import factory
from django.core import mail
from django.utils import timezone
from factory.django import DjangoModelFactory

from cases.enums import Role
from cases.models import Invitation
from tests.factories import OfficeFactory


class InvitationFactory(DjangoModelFactory):
    """An invitation of a caseworker, good for three days; ``invited_by`` has to be given. Nobody knows its link."""

    class Meta:
        model = Invitation

    email = factory.Sequence(lambda number: f"invited{number}@example.org")
    full_name = "Samira Qasim"
    role = Role.CASEWORKER
    office = factory.SubFactory(OfficeFactory)
    token_hash = factory.LazyFunction(lambda: uuid.uuid4().hex)
    sent_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyAttribute(lambda made: made.sent_at + datetime.timedelta(hours=72))


def link_in_mail():
    """The link of the latest mail, without the name of the host."""
    return re.search(r"http://testserver(/welcome/\S+)", mail.outbox[-1].body)[1]
