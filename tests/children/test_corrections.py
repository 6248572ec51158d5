"""Correcting a dated entry that was wrong: with a reason, for two people at once, and without an event. Promise 13."""

import datetime

import pytest
from django.urls import reverse

from cases.casefile.loading import case_rows, load_case
from cases.casefile.timeline import timeline_of
from cases.components.stamps import stamp_of
from cases.enums import CONTACT_ALLOWED, Confidence
from cases.errors import Refused
from cases.families.actions import correct_membership
from cases.models import CaseAssignment, ContactPermission, FamilyMembership
from cases.nationalities.actions import correct_contact
from tests import factories
from tests.people import client_of
from tests.support.forms import form_of

pytestmark = pytest.mark.django_db
WHY = "It was another camp"
MARCH = datetime.date(2019, 3, 12)


@pytest.fixture
def child(office_north):
    return factories.ChildFactory(office=office_north)


def entries(child):
    """A row of each kind, with its address and something to correct."""
    person = child.person
    return {
        "whereabouts": (factories.WhereaboutsFactory(person=person), "from_date", "2019-04-01"),
        "status": (factories.PersonStatusFactory(person=person), "status", "present"),
        "separation": (factories.SeparationFactory(child=child), "status", "separated"),
        "need": (factories.NeedFactory(child=child), "finding", "in_school"),
        "decision": (
            factories.ClaimDecisionFactory(nationality=factories.NationalityFactory(child=child)),
            "status",
            "refused",
        ),
        "contact": (
            factories.ContactPermissionFactory(child=child, reason="The aunt asked"),
            "level",
            "permitted_anonymous",
        ),
        "membership": (
            factories.FamilyMembershipFactory(group__office=child.office, person=person, from_date=MARCH),
            "confidence",
            "doubtful",
        ),
        "assignment": (
            factories.CaseAssignmentFactory(child=child, office=child.office),
            "from_date",
            "2019-04-01",
        ),
    }


ROUTES = {
    "whereabouts": "children:correct_whereabouts",
    "status": "children:correct_status",
    "separation": "children:correct_separation",
    "need": "needs:correct",
    "decision": "nationalities:correct_decision",
    "contact": "nationalities:correct_contact",
    "membership": "families:correct",
    "assignment": "children:correct_assignment",
}
KINDS = tuple(ROUTES)
# Another field that the form asks of each, for two people who correct different things.
BESIDE = {
    "decision": {"reference": "No 7"},
    "contact": {"grounds": "Her aunt asked"},
    "membership": {"to_date": "2019-05-01"},
    "assignment": {"said": "Ask the aunt"},
}
every_kind = pytest.mark.parametrize("kind", KINDS)


def url_of(kind, row):
    return reverse(ROUTES[kind], args=[row.public_id])


def send(user, url, **values):
    client = client_of(user)
    return client.post(url, form_of(client, url, **values))


@every_kind
def test_an_entry_is_corrected_and_its_history_says_why(caseworker, child, kind):
    """Promise 6."""
    row, field, value = entries(child)[kind]
    response = send(caseworker, url_of(kind, row), **{field: value, "reason": WHY})
    claim = getattr(row, "nationality", None)
    back = reverse("nationalities:detail", args=[claim.public_id]) if claim else None
    assert response["Location"] == (back or reverse("casefile:detail", args=[child.public_id]))
    row.refresh_from_db()
    assert str(getattr(row, field)) == value
    last = row.events.order_by("pgh_id").last()
    assert last.pgh_context.metadata["reason"] == WHY


@every_kind
def test_a_correction_is_no_event(caseworker, child, kind):
    """DOMAIN 5."""
    made = entries(child)
    row, field, value = made[kind]
    before = len(timeline_of(load_case(case_rows().get(pk=child.pk), reader=caseworker)))
    assert send(caseworker, url_of(kind, row), **{field: value, "reason": WHY}).status_code == 302
    told = timeline_of(load_case(case_rows().get(pk=child.pk), reader=caseworker))
    assert len(told) == before
    assert not any(WHY in entry.text + entry.detail for entry in told)


@every_kind
def test_a_reason_is_asked_for(caseworker, child, kind):
    row, field, value = entries(child)[kind]
    response = send(caseworker, url_of(kind, row), **{field: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["reason"]


@every_kind
def test_two_people_at_once_see_both_versions(caseworker, supervisor, child, kind):
    """Promise 13."""
    row, field, value = entries(child)[kind]
    mine, url = client_of(caseworker), url_of(kind, row)
    data = form_of(mine, url, reason=WHY, **BESIDE.get(kind, {"source": "mother"}))
    assert send(supervisor, url, **{field: value, "reason": WHY}).status_code == 302
    response = mine.post(url, data)
    assert response.status_code == 409
    assert field in [one.name for one in response.context["rows"] if one.differs]
    assert supervisor.full_name in response.content.decode()
    row.refresh_from_db()
    assert str(getattr(row, field)) == value


BAD = (
    ("from_date", "2999-01-01"),
    ("to_date", "2001-01-01"),
    ("to_date", "2999-01-01"),
    ("from_date", "31.31.2019"),
    ("decided_date", "2999-01-01"),
    ("decided_date", "2019-01-01"),
    ("source", "an informant"),
    ("level", "permitted_full"),
    ("finding", "needs_glasses"),
    ("reference", "A\x00slip"),
    ("said", "z" * 301),
    ("reason", "A\x00slip"),
)


@every_kind
def test_bad_input_is_answered_beside_the_field(caseworker, child, kind):
    """Promise 18."""
    row, _field, _value = entries(child)[kind]
    client, url = client_of(caseworker), url_of(kind, row)
    good = form_of(client, url, reason=WHY)
    asked = client.get(url).context["form"].fields
    for field, value in BAD:
        if field not in asked:
            continue
        response = client.post(url, good | {field: value})
        assert response.status_code == 422, (field, value)
        assert field in response.context["form"].errors


def test_a_death_that_is_believed_is_not_confirmed(caseworker, child):
    row, *_rest = entries(child)["status"]
    response = send(
        caseworker, url_of("status", row), status="believed_dead", confidence="confirmed", reason=WHY
    )
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["confidence"]


def test_a_stay_at_a_place_that_closed_ends_with_it(caseworker, child):
    closed = datetime.date(2019, 8, 1)
    row = factories.WhereaboutsFactory(person=child.person, place=factories.PlaceFactory(closed_date=closed))
    url = url_of("whereabouts", row)
    assert send(caseworker, url, source="mother", reason=WHY).status_code == 302
    row.refresh_from_db()
    assert (row.to_date, row.source) == (closed, "mother")
    late = send(caseworker, url, from_date="2019-08-02", to_date="", reason=WHY)
    assert late.status_code == 422
    assert list(late.context["form"].errors) == ["from_date"]


def test_confirmed_times_that_overlap_are_refused_with_a_sentence(caseworker, child):
    """Promise 14."""
    factories.WhereaboutsFactory(person=child.person, from_date=datetime.date(2019, 5, 1))
    row = factories.WhereaboutsFactory(person=child.person, confidence=Confidence.REPORTED)
    response = send(caseworker, url_of("whereabouts", row), confidence="confirmed", reason=WHY)
    assert response.status_code == 422
    assert "Other confirmed whereabouts" in response.content.decode()


def test_an_entry_of_a_parent_leads_back_to_the_parent(caseworker, child):
    guardian = factories.GuardianFactory(office=child.office)
    row = factories.PersonStatusFactory(person=guardian.person)
    response = send(caseworker, url_of("status", row), status="missing", reason=WHY)
    assert response["Location"] == reverse("guardians:detail", args=[guardian.public_id])


@every_kind
def test_strangers_other_roles_and_wrong_methods(request, caseworker, other_caseworker, child, kind):
    """Promise 1."""
    row, *_rest = entries(child)[kind]
    url = url_of(kind, row)
    assert client_of(other_caseworker).get(url).status_code == 404
    assert client_of(other_caseworker).post(url, {"reason": WHY}).status_code == 404
    assert client_of(caseworker).delete(url).status_code == 405
    assert client_of(request.getfixturevalue("coordinator")).get(url).status_code == 403


def test_the_case_page_leads_to_each_entry(caseworker, child):
    made = entries(child)
    sister = factories.ChildFactory(office=child.office)
    factories.FamilyMembershipFactory(group=made["membership"][0].group, person=sister.person)
    url = reverse("casefile:detail", args=[child.public_id], query={"entries": "all"})
    response = client_of(caseworker).get(url)
    for kind in KINDS:
        assert url_of(kind, made[kind][0]) in response.content.decode()
    # The timeline leads to what it tells; belonging to a group is no event.
    told = {entry.correct_url for entry in response.context["entries"]}
    assert told >= {url_of(kind, made[kind][0]) for kind in KINDS if kind != "membership"}
    assert f'<a class="link-line small no-print" href="{url_of("need", made["need"][0])}">' in (
        response.content.decode()
    )


# --- what holds for one kind alone ---


def test_the_finding_before_ends_where_the_corrected_one_begins(caseworker, child):
    before = factories.NeedFactory(child=child, from_date=MARCH, to_date=datetime.date(2019, 5, 1))
    row = factories.NeedFactory(child=child, finding="in_school", from_date=datetime.date(2019, 5, 1))
    url = url_of("need", row)
    assert send(caseworker, url, from_date="2019-04-01", reason=WHY).status_code == 302
    before.refresh_from_db()
    assert before.to_date == datetime.date(2019, 4, 1)
    for late, begins in ((url, "2019-03-01"), (url_of("need", before), "2019-06-01")):
        response = send(caseworker, late, from_date=begins, reason=WHY)
        assert list(response.context["form"].errors) == ["from_date"]


def test_the_answer_of_a_claim_follows_its_corrected_decision(caseworker, child):
    row, *_rest = entries(child)["decision"]
    assert send(caseworker, url_of("decision", row), status="refused", reason=WHY).status_code == 302
    row.nationality.refresh_from_db()
    assert row.nationality.status == "refused"


def test_a_correction_gives_a_state_no_leave(caseworker, child):
    """Promise 2, DOMAIN 3.1: from "no contact" nothing but a decision of its own day leads to "yes"."""
    row = factories.ContactPermissionFactory(child=child, level="prohibited", reason="A risk")
    url = url_of("contact", row)
    client = client_of(caseworker)
    offered = [value for value, _label in client.get(url).context["form"].fields["level"].choices]
    assert not set(offered) & set(CONTACT_ALLOWED)
    for level in CONTACT_ALLOWED:
        assert client.post(url, form_of(client, url, level=level, reason=WHY)).status_code == 422
    row.refresh_from_db()
    assert row.level == "prohibited"


def test_no_leave_by_way_of_a_form_that_was_opened_before_it_was_taken_away(caseworker, child):
    """Promises 2 and 13: the level is compared with the locked row, whatever the form was opened on."""
    row = factories.ContactPermissionFactory(child=child, reason="The aunt asked")
    ContactPermission.objects.filter(pk=row.pk).update(level="revoked")
    facts = {"reason": WHY, "level": row.level, "from_date": row.from_date, "grounds": "The aunt asked"}
    with pytest.raises(Refused) as refused:
        correct_contact(by=caseworker, row=row, version=stamp_of(row), **facts)
    assert refused.value.field == "level"


@pytest.mark.parametrize(
    ("level", "begins"), [("permitted_minimum", "2019-04-30"), ("prohibited", "2019-05-02")]
)
def test_a_correction_gives_no_leave_for_further_days(caseworker, child, level, begins):
    """Promise 2: neither by an earlier beginning, nor by a later end of the leave before."""
    may = datetime.date(2019, 5, 1)
    before = factories.ContactPermissionFactory(child=child, from_date=MARCH, to_date=may)
    row = factories.ContactPermissionFactory(child=child, level=level, from_date=may, reason="A risk")
    response = send(caseworker, url_of("contact", row), from_date=begins, reason=WHY)
    assert list(response.context["form"].errors) == ["from_date"]
    before.refresh_from_db()
    assert before.to_date == may


def test_leave_is_narrowed_and_needs_its_grounds(caseworker, child):
    row = factories.ContactPermissionFactory(child=child, level="permitted_full", reason="The aunt asked")
    url = url_of("contact", row)
    empty = send(caseworker, url, level="prohibited", grounds="", reason=WHY)
    assert list(empty.context["form"].errors) == ["grounds"]
    assert send(caseworker, url, level="prohibited", grounds="A risk", reason=WHY).status_code == 302
    row.refresh_from_db()
    assert (row.level, row.reason) == ("prohibited", "A risk")


def test_a_child_who_never_belonged_to_a_group_is_taken_out_and_the_history_keeps_it(caseworker, child):
    """Promise 6."""
    row, *_rest = entries(child)["membership"]
    assert send(caseworker, url_of("membership", row), never="on", reason=WHY).status_code == 302
    assert not child.person.family_memberships.exists()
    last = FamilyMembership.pgh_event_model.objects.filter(pgh_obj_id=row.pk).order_by("pgh_id").last()
    assert (last.pgh_label, last.pgh_context.metadata["reason"]) == ("delete", WHY)


def test_an_entry_taken_out_meanwhile_is_said(caseworker, child):
    row, *_rest = entries(child)["membership"]
    FamilyMembership.objects.filter(pk=row.pk).delete()
    facts = {"reason": WHY, "from_date": None, "to_date": None, "confidence": "reported"}
    with pytest.raises(Refused, match="took this entry out"):
        correct_membership(by=caseworker, row=row, version=stamp_of(row), **facts)


def test_a_group_of_another_office_is_not_corrected(caseworker, other_caseworker, child):
    """Promise 1."""
    row = factories.FamilyMembershipFactory(group__office=other_caseworker.office, person=child.person)
    assert client_of(caseworker).get(url_of("membership", row)).status_code == 404


def test_the_pages_about_groups_lead_to_earlier_memberships(caseworker, child):
    row, *_rest = entries(child)["membership"]
    FamilyMembership.objects.filter(pk=row.pk).update(to_date=datetime.date(2019, 5, 1))
    url = reverse("families:join", args=[child.public_id])
    assert url_of("membership", row) in client_of(caseworker).get(url).content.decode()


def test_whoever_was_responsible_before_was_so_until_the_corrected_day(caseworker, other_caseworker, child):
    may = datetime.date(2019, 5, 1)
    before = factories.CaseAssignmentFactory(child=child, user=caseworker, from_date=MARCH, to_date=may)
    row = factories.CaseAssignmentFactory(child=child, from_date=may)
    assert send(caseworker, url_of("assignment", row), from_date="2019-04-02", reason=WHY).status_code == 302
    before.refresh_from_db()
    assert before.to_date == datetime.date(2019, 4, 2)
    CaseAssignment.objects.filter(pk=before.pk).update(office=other_caseworker.office)
    assert client_of(caseworker).get(url_of("assignment", before)).status_code == 404
    early = send(caseworker, url_of("assignment", row), from_date="2019-03-20", reason=WHY)
    assert list(early.context["form"].errors) == ["from_date"]
