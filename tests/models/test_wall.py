"""The second wall: what each role sees of every table where no code of ours asks ``visible_to``. Promises 1, 2, 4 and 6."""

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from cases import models
from cases.enums import Sight
from cases.models import Child, Person, PersonName, Whereabouts
from cases.models.policies import GUARDS, TRAIL, guarded_tables
from cases.models.wall import Scope, everything, scope_of, seeing
from tests.guards.cast import CASE_WORK, cast_of
from tests.support import rows, sight

ROLES = (
    "caseworker", "colleague", "supervisor", "stranger", "official", "coordinator", "officer", "administrator",
    "superuser",
)  # fmt: skip
GUARDED = [apps.get_model("cases", name) for name in GUARDS]
TRACKED = [model for model in GUARDED if hasattr(model, "pgh_event_model")]
# What another sight reads of the tables that are counted, and of the trail. Nobody beside an office reads a name.
FIGURES = {"official", "coordinator"}
OFFICER = {"officer"}
BESIDE = {
    **dict.fromkeys(
        (
            models.Person,
            models.PersonStatus,
            models.Child,
            models.Nationality,
            models.ClaimDecision,
            models.ContactPermission,
            models.Passenger,
        ),
        FIGURES,
    ),
    **dict.fromkeys(
        (
            models.NumberedExport,
            models.ExportApproval,
            models.ExportOpening,
            models.ExportDestruction,
            models.EmergencyOpening,
            models.LegalHold,
            models.Erasure,
            models.SubjectRequest,
            models.TrailFinding,
        ),
        OFFICER,
    ),
}
# What is of nobody's office: what was found in the trail.
OF_NO_OFFICE = {models.TrailFinding}
# Rows of one person: a colleague keeps the child too, and sees none of them.
OWN = {models.RegistrationDraft, models.UnsentText}
# Tables that hold nothing of a person in a case file, and why.
WITHOUT_PERSONS = {
    "account_emailaddress": "of people who sign in",
    "account_emailconfirmation": "of people who sign in",
    "auth_group": "rights",
    "auth_group_permissions": "rights",
    "auth_permission": "rights",
    "cache_entry": "used codes and counts of tries, by hash",
    "cases_accesschange": "of people who sign in",
    "cases_auditseal": "hashes over the trail",
    "cases_columnchoice": "names of columns",
    "cases_country": "reference data",
    "cases_countryposition": "reference data",
    "cases_countrypositionevent": "reference data",
    "cases_factorreset": "of people who sign in",
    "cases_factorresetevent": "of people who sign in",
    "cases_indexsecret": "a key, wrapped",
    "cases_invitation": "of people who will sign in",
    "cases_invitationevent": "of people who will sign in",
    "cases_membership": "of people who sign in",
    "cases_membershipevent": "of people who sign in",
    "cases_namekeycount": "keys of names without their persons",
    "cases_office": "offices",
    "cases_officeevent": "offices",
    "cases_place": "reference data",
    "cases_placecontrol": "reference data",
    "cases_placecontrolevent": "reference data",
    "cases_placeevent": "reference data",
    "cases_publishedfigure": "what others published",
    "cases_retentionperiod": "how long what is kept",
    "cases_retentionperiodevent": "how long what is kept",
    "cases_savedview": "filters, never what was typed",
    "cases_sentform": "random ids",
    "cases_transferbatch": "a group that leaves; who is on it stands in its passengers",
    "cases_transferbatchevent": "a group that leaves; who is on it stands in its passengers",
    "cases_transfermove": "moves of a group",
    "cases_transferoffice": "offices of a group",
    "cases_transferofficeevent": "offices of a group",
    "cases_user": "people who sign in",
    "cases_user_groups": "rights",
    "cases_user_user_permissions": "rights",
    "django_admin_log": "changes of reference data; records of persons cannot be changed there",
    "django_content_type": "names of tables",
    "django_migrations": "names of migrations",
    "django_session": "sessions; what is typed into a search ends with them",
    "django_tasks_database_dbtaskresult": "ids of jobs",
    "mfa_authenticator": "of people who sign in",
    "usersessions_usersession": "of people who sign in",
}


def asked(question, *arguments):
    with connection.cursor() as cursor:
        cursor.execute(question, arguments)
        return [row[0] for row in cursor.fetchall()]


@pytest.fixture
def cast(office_north, office_west):
    return cast_of(office_north, office_west)


@pytest.fixture
def kept(cast, office_north, office_west):
    """Primary keys of what each office keeps, by model; and of everything."""
    rows.make_one_of_each(0, office_north)
    north = {model: _keys(model) for model in GUARDED}
    rows.make_one_of_each(1, office_west)
    whole = {model: _keys(model) for model in GUARDED}
    west = {model: whole[model] - north[model] for model in GUARDED}
    return {"caseworker": north, "colleague": north, "supervisor": north, "stranger": west, "all": whole}


def _keys(model):
    return set(model.objects.values_list("pk", flat=True))


def _of_office(kept, role, model):
    return kept[role][model] if role in CASE_WORK and model not in OF_NO_OFFICE else set()


@pytest.mark.parametrize("role", ROLES)
def test_every_row_is_seen_by_the_office_that_keeps_it(role, cast, kept):
    """Promises 1, 2 and 4: whatever is asked, and by whom. What ``visible_to`` shows is always among it."""
    with seeing(scope_of(cast[role])):
        for model in GUARDED:
            assert kept["stranger"][model], f"{model.__name__} has no row that could leak"
            seen = _keys(model)
            if model in OWN:
                assert seen <= kept.get(role, {model: set()})[model], model.__name__
            elif role in BESIDE.get(model, ()):
                assert seen == kept["all"][model], model.__name__
            else:
                assert seen == _of_office(kept, role, model), model.__name__
            visible = set(model.objects.visible_to(cast[role]).values_list("pk", flat=True))
            assert visible <= seen, model.__name__


@pytest.mark.parametrize("role", ROLES)
def test_a_history_is_seen_by_the_office_that_keeps_the_row(role, cast, kept):
    """Promise 6: the event tables hold every name and date once more."""
    with seeing(scope_of(cast[role])):
        for model in TRACKED:
            of = set(model.pgh_event_model.objects.values_list("pgh_obj_id", flat=True))
            expected = _of_office(kept, role, model)
            if model in OF_NO_OFFICE and role in BESIDE[model]:
                expected = kept["all"][model]
            assert of == expected, model.__name__


def test_without_a_sight_there_is_no_row_in_any_guarded_table(kept):
    """Promise 1: a setting that was forgotten shows nothing, and neither does an empty one."""
    with sight.as_in_production():
        for table in guarded_tables():
            assert asked(f"SELECT count(*) FROM {table}") == [0], table  # noqa: S608
        with seeing(Scope()):
            for table in guarded_tables():
                assert asked(f"SELECT count(*) FROM {table}") == [0], table  # noqa: S608
        with seeing(Scope(Sight.OFFICE)):
            assert not _keys(Child) | _keys(Person)


@pytest.mark.django_db
def test_every_table_of_the_app_is_guarded_or_holds_nothing_of_a_person():
    # Parts of a table have no policies of their own: the role of the app may not ask them (test_partitions).
    tables = set(
        asked(
            "SELECT relname::text FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition"
            " AND relnamespace = 'public'::regnamespace"
        )
    )
    assert set(guarded_tables()) & set(WITHOUT_PERSONS) == set()
    assert tables - set(guarded_tables()) == set(WITHOUT_PERSONS)


@pytest.mark.django_db
def test_every_guarded_table_is_guarded_from_its_owner_too():
    forced = asked(
        "SELECT relname::text FROM pg_class WHERE relkind IN ('r', 'p') AND relrowsecurity AND relforcerowsecurity"
    )
    assert sorted(forced) == guarded_tables()


def test_the_names_for_the_search_are_shown_as_the_names_themselves(cast, kept):
    """A view of the owner has no policies: its own condition is the wall. Nobody writes by it."""
    with sight.as_in_production():
        assert not models.SearchedName.objects.exists()
        for role in ROLES:
            with seeing(scope_of(cast[role])):
                seen = _keys(models.SearchedName)
            assert seen == (kept[role][PersonName] if role in CASE_WORK else set()), role
        with everything("the test"):
            assert _keys(models.SearchedName) == kept["all"][PersonName]
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        models.SearchedName.objects.update(full="x")


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT id FROM cases_child WHERE id = %(child)s",
        "SELECT id FROM cases_personname WHERE person_id = %(person)s",
        "UPDATE cases_person SET sex = 'f' WHERE id = %(person)s",
        "UPDATE cases_personname SET is_own = is_own WHERE person_id = %(person)s",
        "DELETE FROM cases_need WHERE child_id = %(child)s",
        "SELECT id FROM cases_child WHERE id = %(child)s FOR UPDATE",
    ],
)
def test_a_statement_on_a_row_of_another_office_finds_nothing(statement, cast, kept):
    """Promise 1: SQL by hand, with the right id."""
    child = Child.objects.get(pk=min(kept["stranger"][Child]))
    given = {"child": child.pk, "person": child.person_id}
    with seeing(scope_of(cast["supervisor"])), connection.cursor() as cursor:
        cursor.execute(statement, given)
        assert cursor.rowcount == 0
    with seeing(scope_of(cast["stranger"])), connection.cursor() as cursor:
        cursor.execute(statement, given)
        assert cursor.rowcount > 0  # the same statement of the office that keeps it


@pytest.mark.parametrize("give_away", [False, True])
def test_no_row_is_written_into_another_office(give_away, cast, kept, office_west):
    theirs = Person.objects.filter(pk__in=kept["stranger"][Person]).first()
    ours = Person.objects.filter(pk__in=kept["caseworker"][Person]).first()
    refused = pytest.raises(ProgrammingError, match="row-level security")
    with seeing(scope_of(cast["caseworker"])), refused, transaction.atomic():
        if give_away:
            Person.objects.filter(pk=ours.pk).update(office=office_west)
        else:
            Whereabouts.objects.create(person=theirs, kind="unknown")


def test_a_rule_and_a_history_are_kept_whatever_the_sight(cast, kept):
    """The triggers work with the owner's rights: a claim takes its latest decision, a change leaves its event."""
    claim = models.Nationality.objects.filter(pk__in=kept["caseworker"][models.Nationality]).first()
    status = "refused" if claim.status == "confirmed" else "confirmed"
    events = models.Nationality.pgh_event_model.objects.filter(pgh_obj_id=claim.pk)
    before = events.count()
    with seeing(scope_of(cast["caseworker"])):
        models.ClaimDecision.objects.create(
            nationality=claim, status=status, decided_date=timezone.localdate()
        )
    claim.refresh_from_db()
    assert claim.status == status
    assert events.count() == before + 1


@pytest.mark.django_db
def test_no_trigger_works_with_less_than_the_owners_rights():
    """An invoker's recount would see a part; and a search path of its own could lead a definer elsewhere."""
    found = asked(
        "SELECT p.proname::text FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace"
        " AND p.prorettype = 'trigger'::regtype AND NOT (p.prosecdef AND p.proconfig::text LIKE '%%search_path=public%%')"
    )
    # Who is erased is marked by one function: these ask who calls, and read no table.
    assert {name.rsplit("_", 1)[0] for name in found} == {
        "pgtrigger_child_erased_by_two",
        "pgtrigger_person_erased_by_two",
    }


def test_everything_ends_with_its_block_and_with_a_failure(cast, kept):
    scope = scope_of(cast["stranger"])
    with seeing(scope):
        with everything("the test"):
            assert _keys(Child) == kept["all"][Child]
        assert _keys(Child) == kept["stranger"][Child]
        with pytest.raises(ProgrammingError), transaction.atomic(), everything("the test"):
            asked("SELECT nonsense")
        assert _keys(Child) == kept["stranger"][Child]
    with pytest.raises(ValueError, match="Say why"):
        everything("")


def test_the_trail_is_read_by_its_readers_and_by_whom_a_line_is_about(cast):
    for role in ("caseworker", "stranger"):
        models.AuditEvent.objects.create(kind="read", actor=cast[role], subject="casefile")
    counts = {}
    for role in ROLES:
        with seeing(scope_of(cast[role])):
            counts[role] = models.AuditEvent.objects.count()
    assert counts == dict.fromkeys(ROLES, 0) | {"caseworker": 1, "stranger": 1, "officer": 2}
    assert "cases_auditevent" in TRAIL
