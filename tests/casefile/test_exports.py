"""A file that leaves: numbered, written down before its first byte, only what was chosen, and until a day. Promise 3."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.audit import numbered
from cases.audit.record import changing
from cases.casefile import export_views
from cases.casefile.loading import SHOWN_EXPORTS, case_rows, load_case
from cases.casefile.timeline import timeline_of
from cases.enums import (
    CONTACT_ALLOWED,
    AuditKind,
    CaseStatus,
    ContactLevel,
    ExportPart,
    Recognition,
    TransferStatus,
    UnityDecision,
)
from cases.errors import Refused
from cases.models import AuditEvent, NumberedExport, TransferMove
from tests import factories
from tests.people import client_of
from tests.support.forms import form_of

pytestmark = pytest.mark.django_db
TERMS = {
    "recipient": "Family court, second chamber",
    "purpose": "court",
    "legal_basis": "legal_obligation",
    "reason": "The court asked for the file",
}


@pytest.fixture
def child(office_north):
    return factories.ChildFactory(office=office_north, name="Zarina Saidova")


def ask_url(child):
    return reverse("casefile:export", args=[child.public_id])


def pages_of(export):
    return reverse("casefile:print", args=[export.child.public_id, export.public_id])


def ask(client, child, *parts, **terms):
    """Send the form for these parts; returns the response."""
    url = ask_url(child)
    return client.post(url, {**form_of(client, url, **TERMS), "parts": list(parts), **terms})


def exported(user, child, *parts):
    """The pages of an export of these parts, as text."""
    client = client_of(user)
    response = client.get(ask(client, child, *parts)["Location"])
    assert response.status_code == 200
    return response.content.decode()


def test_an_export_is_numbered_and_in_the_trail_before_its_pages(caseworker, child):
    """Promises 3 and 7."""
    response = ask(client_of(caseworker), child, "summary", "family")
    export = NumberedExport.objects.get()
    assert response["Location"] == pages_of(export)
    assert (export.child, export.made_by, export.parts) == (child, caseworker, ["summary", "family"])
    assert export.expires_date == timezone.localdate() + datetime.timedelta(days=30)
    entry = AuditEvent.objects.get(kind=AuditKind.EXPORT)
    assert (entry.actor, entry.detail["number"]) == (caseworker, export.number)
    assert entry.subject_ids == [str(child.public_id), str(export.public_id)]
    assert "Zarina" not in str(entry.detail)


def test_the_same_form_sent_twice_makes_one_export(caseworker, child):
    """Promise 15."""
    client, url = client_of(caseworker), ask_url(child)
    data = {**form_of(client, url, **TERMS), "parts": ["summary"]}
    first, second = (client.post(url, data)["Location"] for _ in range(2))
    assert first == second
    assert NumberedExport.objects.count() == AuditEvent.objects.filter(kind=AuditKind.EXPORT).count() == 1


def test_nothing_is_numbered_where_the_trail_cannot_be_written(caseworker, child, monkeypatch):
    """Promise 7: no record, no page."""

    def fails(**entry):
        raise OSError("the trail is full")

    monkeypatch.setattr(numbered, "exported", fails)
    with pytest.raises(OSError, match="trail"):
        ask(client_of(caseworker), child, "summary")
    assert NumberedExport.objects.count() == 0


def test_each_opening_of_the_pages_is_in_the_trail(caseworker, supervisor, child):
    """Promise 7."""
    export = factories.NumberedExportFactory(child=child, made_by=caseworker, parts=["summary"])
    for reader in (caseworker, supervisor, supervisor):
        assert client_of(reader).get(pages_of(export)).status_code == 200
    rows = AuditEvent.objects.filter(kind=AuditKind.PRINT).order_by("pk")
    assert [row.actor for row in rows] == [caseworker, supervisor, supervisor]
    for row in rows:
        assert row.subject_ids == [str(child.public_id), str(export.public_id)]
        assert row.detail == {"number": export.number}


def test_no_page_is_shown_where_the_trail_cannot_be_written(caseworker, child, monkeypatch):
    """Promise 7: no record, no page."""
    export = factories.NumberedExportFactory(child=child, made_by=caseworker, parts=["summary"])

    def fails(**entry):
        raise OSError("the trail is full")

    monkeypatch.setattr(export_views, "opened", fails)
    with pytest.raises(OSError, match="trail"):
        client_of(caseworker).get(pages_of(export))


def test_every_page_says_number_recipient_who_when_and_until(caseworker, child):
    html = exported(caseworker, child, "summary")
    export = NumberedExport.objects.get()
    mark = re.search(r'<footer class="export-mark">.*?</footer>', html, re.DOTALL)[0]
    for words in (export.number, TERMS["recipient"], caseworker.full_name, "Destroy by"):
        assert words in mark
    assert "<nav" not in html.split("<main")[0]


def test_only_the_chosen_parts_are_printed(caseworker, child):
    factories.NationalityFactory(child=child)
    factories.WhereaboutsFactory(person=child.person)
    client = client_of(caseworker)
    for chosen in ExportPart:
        html = client.get(ask(client, child, chosen)["Location"]).content.decode()
        shown = {part for part in ExportPart if f'id="part-{part}"' in html}
        assert shown == {chosen}


def test_a_restricted_paper_is_left_out_and_that_is_said(caseworker, child):
    """DOMAIN: it is dangerous to carry."""
    factories.DocumentFactory(person=child.person, kind="passport")
    factories.DocumentFactory(
        person=child.person, name_as_printed="Зарина Х.", recognition=Recognition.NOT_RECOGNISED
    )
    html = exported(caseworker, child, *ExportPart)
    assert "Passport" in html
    assert "Зарина Х." not in html
    assert "non-recognised authority" not in html
    assert "1 restricted paper is on file and is left out" in html


def test_what_the_office_wrote_for_itself_does_not_leave(caseworker, child):
    """DOMAIN: an export holds what happened to the child; hand-overs, changes, flags and reasons stay inside."""
    factories.CaseAssignmentFactory(
        child=child, office=child.office, user=caseworker, reason="MARKED hand-over"
    )
    factories.ContactPermissionFactory(child=child, reason="MARKED permission")
    factories.CaseFlagFactory(child=child, raised_by=caseworker, reason="MARKED flag")
    transfer = factories.TransferFactory(office=child.office)
    factories.PassengerFactory(transfer=transfer, person=child.person)
    TransferMove.objects.create(
        transfer=transfer, to_status=TransferStatus.PROPOSED, moved_by=caseworker, reason="MARKED move"
    )
    with changing(by=caseworker, reason="MARKED change"):
        child.status = CaseStatus.ON_HOLD
        child.save()
    case = load_case(case_rows().get(pk=child.pk), reader=caseworker)
    inside = " ".join(entry.detail for entry in timeline_of(case))
    for words in ("hand-over", "permission", "flag", "move", "change"):
        assert f"MARKED {words}" in inside
    html = exported(caseworker, child, *ExportPart)
    assert "MARKED" not in html
    assert "Responsible from this day" not in html
    assert f"Transfer {transfer.number}: Proposed." in html
    assert "Contact with Tajikistan" in html


def test_no_colleague_and_no_address_of_the_register_leaves(caseworker, supervisor, child):
    """Promise 3: the pages carry the chosen parts; who recorded them, why a group was decided on, and links stay."""
    tie = factories.GuardianshipFactory(child=child)
    group = factories.FamilyGroupFactory(
        office=child.office,
        unity=UnityDecision.TOGETHER,
        unity_decided_date=datetime.date(2019, 5, 1),
        unity_reason="MARKED unity",
    )
    sister = factories.ChildFactory(office=child.office)
    for person in (child.person, sister.person):
        factories.FamilyMembershipFactory(group=group, person=person)
    with changing(by=supervisor):
        factories.WhereaboutsFactory(person=child.person)
        factories.NationalityFactory(child=child)
    inside = client_of(caseworker).get(reverse("casefile:detail", args=[child.public_id])).content.decode()
    for words in (supervisor.full_name, "MARKED unity", str(tie.guardian.public_id), str(sister.public_id)):
        assert words in inside
    html = exported(caseworker, child, *ExportPart)
    for words in (supervisor.full_name, "MARKED unity", str(tie.guardian.public_id), str(sister.public_id)):
        assert words not in html
    parts = html[html.index('class="stack export-parts"') : html.index("</main>")]
    assert "<a " not in parts
    assert "Siblings: keep together" in parts
    assert "Decided on 1 May 2019." in re.sub(r"<[^>]+>", "", parts)


def test_the_name_stands_in_no_title_and_no_address(caseworker, child):
    """Promise 7."""
    client = client_of(caseworker)
    made = ask(client, child, "summary")
    html = client.get(made["Location"]).content.decode()
    assert "Zarina" not in re.search(r"<title>.*?</title>", html)[0]
    assert "Zarina" not in made["Location"]


def test_after_its_day_the_address_is_gone(caseworker, child):
    export = factories.NumberedExportFactory(
        child=child, made_by=caseworker, expires_date=timezone.localdate() - datetime.timedelta(days=1)
    )
    response = client_of(caseworker).get(pages_of(export))
    assert response.status_code == 410
    html = response.content.decode()
    assert "The time of this export is over" in html
    assert "Zarina" not in html


def test_on_its_day_it_can_still_be_opened(caseworker, child):
    export = factories.NumberedExportFactory(
        child=child, made_by=caseworker, expires_date=timezone.localdate()
    )
    assert client_of(caseworker).get(pages_of(export)).status_code == 200


@pytest.mark.parametrize("level", CONTACT_ALLOWED)
def test_a_request_goes_to_a_state_that_may_be_contacted(caseworker, child, level):
    """DOMAIN 3.1."""
    factories.ContactPermissionFactory(child=child, state_id="TJ", level=level)
    response = ask(
        client_of(caseworker), child, "summary", purpose="state_request", state="TJ", recipient="Consulate"
    )
    assert response.status_code == 302
    assert NumberedExport.objects.get().recipient == "Tajikistan: Consulate"
    assert AuditEvent.objects.get(kind=AuditKind.EXPORT).detail["state"] == "TJ"


def refusal(user, child, **terms):
    """The errors of a request to a State that is not written down."""
    response = ask(client_of(user), child, "summary", **{"purpose": "state_request", **terms})
    assert response.status_code == 422
    assert NumberedExport.objects.count() == AuditEvent.objects.filter(kind=AuditKind.EXPORT).count() == 0
    return response.context["form"].errors


@pytest.mark.parametrize("level", [None, *(one for one in ContactLevel if one not in CONTACT_ALLOWED)])
def test_a_request_to_a_state_that_may_not_be_contacted_is_refused(caseworker, child, level):
    """DOMAIN 3.1: not assessed means no, and so does leave for another State."""
    factories.ContactPermissionFactory(child=child, state_id="RU")
    if level:
        factories.ContactPermissionFactory(child=child, state_id="TJ", level=level)
    errors = refusal(caseworker, child, state="TJ")
    assert list(errors) == ["state"]
    assert "not permitted for this child" in errors["state"][0]


def test_leave_that_was_taken_back_or_given_for_another_child_is_none(caseworker, child):
    """DOMAIN 3.1."""
    factories.ContactPermissionFactory(child=child, state_id="TJ", to_date=datetime.date(2019, 4, 2))
    other = factories.ChildFactory(office=child.office)
    factories.ContactPermissionFactory(child=other, state_id="TJ")
    assert list(refusal(caseworker, child, state="TJ")) == ["state"]


@pytest.mark.parametrize("state", ["", "ZZ", "T\x00"])
def test_a_request_names_its_state(caseworker, child, state):
    """Promise 18."""
    assert list(refusal(caseworker, child, state=state)) == ["state"]


def test_a_recipient_has_room_for_the_state(caseworker, child):
    """Promise 18."""
    factories.ContactPermissionFactory(child=child, state_id="TJ")
    assert list(refusal(caseworker, child, state="TJ", recipient="z" * 200)) == ["recipient"]


def test_a_state_belongs_to_no_other_purpose(caseworker, child):
    assert ask(client_of(caseworker), child, "summary", state="TJ").status_code == 302
    assert NumberedExport.objects.get().recipient == TERMS["recipient"]
    assert "state" not in AuditEvent.objects.get(kind=AuditKind.EXPORT).detail


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("recipient", " "),
        ("recipient", "Cou\x00rt"),
        ("purpose", "holiday"),
        ("legal_basis", ""),
        ("reason", ""),
        ("reason", "z" * 301),
        ("parts", []),
        ("parts", ["notes"]),
        ("expires_date", "2001-01-01"),
        ("expires_date", "2099-01-01"),
        ("expires_date", "soon"),
    ],
)
def test_bad_input_is_answered_beside_the_field(caseworker, child, field, value):
    """Promise 18."""
    response = ask(client_of(caseworker), child, "summary", **{field: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert NumberedExport.objects.count() == 0


def test_a_year_at_most(caseworker, child):
    facts = {**TERMS, "by": caseworker, "child": child, "parts": ["summary"]}
    year = timezone.localdate() + datetime.timedelta(days=numbered.MOST_DAYS)
    assert numbered.number_export(expires_date=year, **facts).expires_date == year
    with pytest.raises(Refused, match="within a year"):
        numbered.number_export(expires_date=year + datetime.timedelta(days=1), **facts)


def test_strangers_other_roles_and_wrong_methods(request, caseworker, other_caseworker, child):
    """Promise 1."""
    export = factories.NumberedExportFactory(child=child, made_by=caseworker)
    for url in (ask_url(child), pages_of(export)):
        assert client_of(other_caseworker).get(url).status_code == 404
        assert client_of(caseworker).delete(url).status_code == 405
        for role in ("official", "coordinator", "officer", "administrator"):
            assert client_of(request.getfixturevalue(role)).get(url).status_code == 403
    assert client_of(other_caseworker).post(ask_url(child), TERMS).status_code == 404


def test_an_export_of_another_child_is_not_found(caseworker, child):
    other = factories.ChildFactory(office=child.office)
    export = factories.NumberedExportFactory(child=other, made_by=caseworker)
    url = reverse("casefile:print", args=[child.public_id, export.public_id])
    assert client_of(caseworker).get(url).status_code == 404


def test_the_case_page_lists_the_latest_exports(caseworker, child):
    made = [
        factories.NumberedExportFactory(child=child, made_by=caseworker) for _ in range(SHOWN_EXPORTS + 1)
    ]
    html = client_of(caseworker).get(reverse("casefile:detail", args=[child.public_id])).content.decode()
    listed = re.search(r'<ul class="exports">.*?</ul>', html, re.DOTALL)[0]
    assert [export.number in listed for export in made] == [False, *[True] * SHOWN_EXPORTS]
    assert caseworker.full_name in listed
