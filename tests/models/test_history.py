"""Promise 6: every write to case tables is in the history, bulk and raw SQL included, and stays there."""

import pghistory
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from cases import models
from cases.audit.record import changing
from tests import factories

pytestmark = pytest.mark.django_db

# Tables that are their own trail, hold accounts, copy what others published, or say how somebody likes to work;
# drafts are no case files; and a key that was destroyed must not live on in a history.
NOT_TRACKED = {
    *("AccessChange", "AuditEvent", "AuditSeal", "SentForm", "TransferMove"),
    *("NumberedExport", "ExportOpening", "ExportDestruction"),
    "SearchedName",  # a view of the owner
    *("User", "Country", "PublishedFigure"),
    *("SavedView", "ColumnChoice", "FollowedCase"),
    "RegistrationDraft",
    "UnsentText",
    "NameKeyCount",
    "ChildKey",
    "IndexSecret",
    "EmergencyNotice",
}


def history_of(row):
    return list(pghistory.models.Events.objects.tracks(row).order_by("pgh_created_at", "pgh_id"))


def test_every_case_table_has_a_history():
    names = {model.__name__ for model in apps.get_app_config("cases").get_models()}
    tracked = {
        name.removesuffix("Event") for name in names if name.endswith("Event") and name != "AuditEvent"
    }
    plain = names - {f"{name}Event" for name in tracked}
    assert plain - tracked == NOT_TRACKED


def test_a_change_carries_user_and_reason(caseworker):
    person = factories.PersonFactory()
    with changing(by=caseworker, reason="The mother showed a paper"):
        models.Person.objects.filter(pk=person.pk).update(birth_place="Hasaka")
    last = history_of(person)[-1]
    assert last.pgh_label == "update"
    assert last.pgh_context["user"] == caseworker.pk
    assert last.pgh_context["reason"] == "The mother showed a paper"
    assert last.pgh_diff["birth_place"] == ["", "Hasaka"]


def test_raw_sql_is_kept_with_the_database_role():
    person = factories.PersonFactory()
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user")
        role = cursor.fetchone()[0]
        cursor.execute("UPDATE cases_person SET birth_place = 'Mosul' WHERE id = %s", [person.pk])
        cursor.execute(
            "SELECT birth_place, pgh_role FROM cases_personevent WHERE pgh_obj_id = %s ORDER BY pgh_id",
            [person.pk],
        )
        assert cursor.fetchall() == [("", role), ("Mosul", role)]


def test_bulk_changes_and_removals_are_kept():
    names = [models.PersonName.written("Timur Saidov", person=factories.PersonFactory(name="Тимур"))]
    models.PersonName.objects.bulk_create(names)
    row = names[0]
    models.PersonName.objects.filter(pk=row.pk).delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pgh_label FROM cases_personnameevent WHERE pgh_obj_id = %s ORDER BY pgh_id",
            [row.pk],
        )
        assert [label for (label,) in cursor.fetchall()] == ["insert", "delete"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_personevent SET birth_place = 'x'",
        "DELETE FROM cases_personevent",
        "TRUNCATE cases_personevent",
        "DELETE FROM cases_auditevent",
        "ALTER TABLE cases_person DISABLE TRIGGER ALL",
        "DROP TABLE cases_personevent",
    ],
)
def test_the_apps_role_cannot_change_what_is_known(statement):
    factories.PersonFactory()
    models.AuditEvent.objects.create(kind="export")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
