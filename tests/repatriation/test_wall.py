"""One transaction for a request and for its rendering, with the sight of its user. Promises 1, 7 and 17."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import include, path

from cases.models import AuditEvent, Child, Office
from cases.models.wall import everything, scope_of, seeing
from repatriation.urls import handler500
from repatriation.urls import urlpatterns as ours
from tests.factories import ChildFactory
from tests.people import client_of
from tests.support import sight

handler500 = handler500
urlpatterns = [*ours, path("wall/", include("tests.repatriation.wall_urls"))]


@pytest.fixture(autouse=True)
def _pages(settings):
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def children(office_north, office_west):
    """A child of each of two offices."""
    return ChildFactory(office=office_north), ChildFactory(office=office_west)


def _text(response):
    return b"".join(response).decode()


def setting(name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [name])
        return cursor.fetchone()[0]


@pytest.mark.parametrize("page", ["lazily", "streamed"])
def test_what_is_asked_after_the_view_has_returned_sees_the_own_office(
    page, children, caseworker, other_caseworker
):
    """Promise 1: without ``visible_to``, by a template and by a stream."""
    for user, child in zip((caseworker, other_caseworker), children, strict=True):
        assert _text(client_of(user).get(f"/wall/{page}/")) == f"{child.case_number} "


@pytest.mark.parametrize("page", ["lazily", "streamed"])
@pytest.mark.parametrize("role", ["officer", "administrator", "anonymous"])
def test_a_role_without_case_files_sees_none(page, role, children, request, client):
    if role != "anonymous":
        client = client_of(request.getfixturevalue(role))
    assert _text(client.get(f"/wall/{page}/")) == ""


def test_a_request_leaves_no_setting_behind(children, caseworker):
    with sight.as_in_production():
        client_of(caseworker).get("/wall/lazily/")
    for name in ("app.office", "app.user"):
        assert not setting(name)


def test_what_a_view_wrote_before_it_answered_422_is_kept(caseworker):
    assert client_of(caseworker).post("/wall/writes/").status_code == 422
    assert Office.objects.get(pk=caseworker.office_id).name == "Written"


def test_a_view_that_raises_leaves_nothing_but_the_record_of_the_refusal(caseworker):
    """Promise 7: the denial outlives the transaction that is rolled back."""
    response = client_of(caseworker).post("/wall/fails/")
    assert response.status_code == 403
    assert Office.objects.get(pk=caseworker.office_id).name != "Written"
    assert list(AuditEvent.objects.values_list("kind", "actor", "subject")) == [
        ("denial", caseworker.pk, "test")
    ]


@pytest.mark.parametrize("role", ["caseworker", "officer"])
def test_a_refusal_is_recorded_before_the_answer(role, request):
    user = request.getfixturevalue(role)
    assert client_of(user).get("/wall/closed/").status_code == 403
    assert AuditEvent.objects.filter(kind="denial", actor=user).count() == 1


@pytest.mark.django_db(transaction=True)
def test_outside_of_a_test_s_own_transaction_it_is_the_same(office_north, office_west):
    """As the web server runs: the request's transaction is the outermost one."""
    from cases.enums import Role
    from tests.people import make_user

    child, _other = ChildFactory(office=office_north), ChildFactory(office=office_west)
    client = client_of(make_user("Sami Nur", Role.CASEWORKER, office=office_north))
    assert _text(client.get("/wall/lazily/")) == f"{child.case_number} "
    assert _text(client.get("/wall/streamed/")) == f"{child.case_number} "
    assert client.post("/wall/fails/").status_code == 403
    assert AuditEvent.objects.filter(kind="denial").count() == 1
    assert Office.objects.filter(name="Written").count() == 0
    with sight.as_in_production():
        assert not Child.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_everything_holds_in_each_transaction_that_a_command_opens(office_north, office_west, capsys):
    """Outside of a transaction nothing is set for longer than the next one: a pooler may give it to somebody else."""
    ChildFactory(office=office_north), ChildFactory(office=office_west)
    with sight.as_in_production():
        assert not Child.objects.exists()
        with everything("the test"):
            assert Child.objects.count() == 2
            assert len(list(Child.objects.iterator())) == 2
            for _again in range(2):
                with transaction.atomic():
                    assert Child.objects.count() == 2
        assert not Child.objects.exists()
        assert not setting("app.scope")
        call_command("find_matches")
        assert not Child.objects.exists()
    assert "no longer alike" in capsys.readouterr().out


def test_inside_a_request_the_settings_are_put_back_where_they_were(caseworker, children):
    with seeing(scope_of(caseworker)):
        with everything("the test"):
            assert Child.objects.count() == 2
        assert (setting("app.scope"), setting("app.user")) == ("office", str(caseworker.pk))
