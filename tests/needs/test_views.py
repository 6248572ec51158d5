"""What a child needs: one finding at a time in each domain, recorded on one screen."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.enums import FINDINGS_OF, NeedDomain, NeedFinding, NeedResponse
from cases.errors import Refused
from cases.models import Need
from cases.needs import actions
from cases.needs.presenters import DOMAINS_IN_ORDER, domain_rows
from tests import factories
from tests.people import client_of

pytestmark = pytest.mark.django_db
MARCH, MAY = datetime.date(2019, 3, 12), datetime.date(2019, 5, 1)


@pytest.fixture
def child(office_north):
    return factories.ChildFactory(office=office_north, name="Zarina Saidova")


def url_of(child, **query):
    return reverse("needs:record", args=[child.public_id], query=query or None)


def typed(**answers):
    return {
        "form_id": str(uuid.uuid4()),
        "finding": "education:out_of_school",
        "response": "to_arrange",
        "from_date": "2019-05-01",
        "confidence": "confirmed",
        "source": "mother",
        **answers,
    }


# --- the page ---


def test_a_finding_is_recorded_and_leads_to_the_case(caseworker, child):
    response = client_of(caseworker).post(url_of(child), typed())
    assert response.url == reverse("casefile:detail", args=[child.public_id])
    need = Need.objects.get(child=child)
    assert (need.domain, need.finding, need.source) == ("education", "out_of_school", "mother")


def test_no_day_is_filled_in_and_without_one_it_is_known_since_today(caseworker, child):
    client = client_of(caseworker)
    assert client.get(url_of(child)).context["form"]["from_date"].value() is None
    assert client.post(url_of(child), typed(from_date="")).status_code == 302
    assert Need.objects.get().from_date == timezone.localdate()
    page = client.get(reverse("casefile:detail", args=[child.public_id])).content.decode()
    assert "Known since" in page


def test_a_child_of_another_office_is_not_found(other_caseworker, child):
    """Promise 1."""
    client = client_of(other_caseworker)
    assert client.get(url_of(child)).status_code == 404
    assert client.post(url_of(child), typed()).status_code == 404
    assert not Need.objects.exists()


@pytest.mark.parametrize("role", ["official", "coordinator", "officer", "administrator"])
def test_who_opens_no_cases_is_refused(request, role, child):
    """Promises 2 and 4."""
    client = client_of(request.getfixturevalue(role))
    assert client.get(url_of(child)).status_code == 403
    assert client.post(url_of(child), typed()).status_code == 403


def test_methods(caseworker, child):
    assert client_of(caseworker).delete(url_of(child)).status_code == 405


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("finding", ""),
        ("finding", "education:not_vaccinated"),
        ("finding", "education"),
        ("finding", "\x00"),
        ("response", "cured"),
        ("from_date", "2999-01-01"),
        ("from_date", "0019-01-01"),
        ("source", "somebody"),
        ("form_id", "x"),
    ],
)
def test_a_mistake_has_its_message_beside_the_field(caseworker, child, field, value):
    """Promise 18."""
    response = client_of(caseworker).post(url_of(child), typed(**{field: value}))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not Need.objects.exists()


def test_sent_twice_it_is_one_finding(caseworker, child):
    """Promise 15."""
    answers = typed()
    for _time in range(2):
        assert client_of(caseworker).post(url_of(child), answers).status_code == 302
    assert Need.objects.count() == 1


def test_with_a_domain_only_its_findings_are_offered(caseworker, child):
    form = client_of(caseworker).get(url_of(child, domain="vaccination")).context["form"]
    offered = [value for value, _label in form.fields["finding"].choices]
    assert offered == [f"vaccination:{code}" for code in FINDINGS_OF[NeedDomain.VACCINATION]]
    response = client_of(caseworker).post(url_of(child, domain="vaccination"), typed())
    assert "finding" in response.context["form"].errors


@pytest.mark.parametrize("query", [{}, {"domain": "nonsense"}])
def test_without_one_all_are_offered_in_groups(caseworker, child, query):
    form = client_of(caseworker).get(url_of(child, **query)).context["form"]
    groups = form.fields["finding"].choices[1:]
    assert len(groups) == len(NeedDomain) == len(DOMAINS_IN_ORDER)
    assert sum(len(findings) for _label, findings in groups) == sum(map(len, FINDINGS_OF.values()))


# --- the action ---


def test_a_new_finding_ends_the_one_before_it_in_its_domain_alone(caseworker, child):
    before = factories.NeedFactory(child=child, from_date=MARCH)
    other = factories.NeedFactory(
        child=child, domain=NeedDomain.HEALTH, finding=NeedFinding.NEEDS_DOCTOR, from_date=MARCH
    )
    actions.record_need(
        by=caseworker,
        child=child,
        domain=NeedDomain.EDUCATION,
        finding=NeedFinding.IN_SCHOOL,
        response=NeedResponse.NOTHING_DUE,
        from_date=MAY,
    )
    before.refresh_from_db()
    other.refresh_from_db()
    assert (before.to_date, other.to_date) == (MAY, None)
    event = Need.pgh_event_model.objects.filter(pgh_obj=before).latest("pgh_id")
    assert event.pgh_context.metadata["user"] == caseworker.pk


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"finding": NeedFinding.NOT_VACCINATED}, "finding"),
        ({"from_date": datetime.date(2019, 1, 1)}, "from_date"),
        ({"from_date": timezone.localdate() + datetime.timedelta(days=1)}, "from_date"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(caseworker, child, change, field):
    before = factories.NeedFactory(child=child, from_date=MARCH)
    facts = {"domain": NeedDomain.EDUCATION, "finding": NeedFinding.IN_SCHOOL, "from_date": MAY} | change
    with pytest.raises(Refused) as refused:
        actions.record_need(by=caseworker, child=child, **facts)
    assert refused.value.field == field
    before.refresh_from_db()
    assert (before.to_date, Need.objects.count()) == (None, 1)


# --- how it reads ---


def test_school_health_and_vaccination_come_first_and_are_always_there(child):
    support = factories.NeedFactory(
        child=child, domain=NeedDomain.LEGAL, finding=NeedFinding.URGENT_SUPPORT_NEEDED
    )
    rows = domain_rows(child, [support])
    assert [row.title for row in rows] == ["School", "Health", "Vaccination", "Legal aid"]
    assert [row.current is None for row in rows] == [True, True, True, False]
    assert rows[-1].current.is_urgent
