"""The system checks see a poor locale, a role with power, and a demonstration beside a real database."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection

from cases import checks
from cases.crypto import new_master_key
from cases.models import ChildKey
from cases.vault import key_for_writing
from tests.factories import ChildFactory, write_note


def ids(problems):
    return [problem.id for problem in problems]


@pytest.mark.django_db
def test_the_embedded_database_passes_every_check():
    call_command("check", "--database", "default")
    assert checks.check_scripts(None, ["default"]) == []
    assert checks.check_role(None, ["default"]) == []
    assert checks.check_wall(None, ["default"]) == []


@pytest.mark.django_db
def test_an_owner_who_does_not_see_every_row_is_an_error(monkeypatch):
    """Promise 1: rules and backups would know a part of the rows, and nobody would notice."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE of_the_app (id int)")
    monkeypatch.setattr(checks, "GUARDED_TABLE", "of_the_app")
    (problem,) = checks.check_wall(None, ["default"])
    assert problem.id == "cases.E009"
    assert "ALTER ROLE repatriation_app BYPASSRLS" in problem.hint


@pytest.mark.django_db
def test_letters_that_the_database_does_not_see_are_an_error(monkeypatch):
    monkeypatch.setattr(checks, "SIMILAR", (("---", "***"),))
    assert ids(checks.check_scripts(None, ["default"])) == ["cases.E001"]


@pytest.mark.django_db
def test_cases_that_the_database_does_not_fold_are_an_error(monkeypatch):
    monkeypatch.setattr(checks, "ILIKE", ("Магомед", "%КЕРИМ%"))
    assert ids(checks.check_scripts(None, ["default"])) == ["cases.E001"]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["repatriation_owner", "postgres"])
def test_a_web_role_that_owns_tables_is_an_error(settings, role):
    settings.DATABASE_APP_ROLE = role
    assert ids(checks.check_role(None, ["default"])) == ["cases.E002"]


@pytest.mark.django_db
def test_a_key_that_does_not_open_what_is_stored_is_an_error(settings):
    """Promise 21: told at the start, not by the first note that is lost."""
    key_for_writing(ChildFactory())
    assert checks.check_field_key(None, ["default"]) == []
    settings.FIELD_KEY = new_master_key()
    assert ids(checks.check_field_key(None, ["default"])) == ["cases.E005"]


@pytest.mark.django_db
def test_sealed_texts_without_any_key_are_an_error(caseworker):
    """Promise 21: a dump without keys was restored, and a new key would hide that."""
    write_note("A word", child=ChildFactory(office=caseworker.office), author=caseworker)
    ChildKey.objects.all().delete()
    assert ids(checks.check_field_key(None, ["default"])) == ["cases.E008"]


def test_the_demonstration_is_impossible_beside_another_database(settings):
    assert checks.check_demonstration(None) == []
    settings.DEMO = True
    settings.DEBUG = False
    assert checks.check_demonstration(None) == []
    settings.DATABASE_EMBEDDED = False
    assert ids(checks.check_demonstration(None)) == ["cases.E004"]
    settings.DEBUG = True
    assert ids(checks.check_demonstration(None)) == ["cases.E003", "cases.E004"]


def test_no_deployment_routes_the_doors_of_the_demonstration(settings):
    """Promise 10: a build in which somebody would come in without both factors is refused."""
    assert checks.check_doors(None) == []
    settings.ROOT_URLCONF = "repatriation.urls_demo"
    assert ids(checks.check_doors(None)) == ["cases.E006", "cases.E006"]
    settings.DEMO = True
    assert checks.check_doors(None) == []


def test_such_a_build_does_not_pass_django_s_own_command(settings):
    settings.ROOT_URLCONF = "repatriation.urls_demo"
    with pytest.raises(SystemCheckError, match="belongs to the demonstration"):
        call_command("check")


def test_no_deployment_shows_its_mail_on_a_page(settings):
    settings.EMAIL_BACKEND = checks.DEMO_MAIL
    assert ids(checks.check_doors(None)) == ["cases.E007"]
