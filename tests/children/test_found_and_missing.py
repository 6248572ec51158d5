"""Where a child was found, where it lived before, and why something is not known."""

import datetime
import uuid

import pytest
from django.urls import reverse

from cases.children.actions import version_of
from cases.enums import MissingReason, Question
from cases.models import MissingAnswer, Whereabouts
from tests import factories
from tests.people import client_of
from tests.support.forms import carried, form_of

pytestmark = pytest.mark.django_db
DAY = datetime.date(2019, 4, 2)
CLOSED = datetime.date(2019, 2, 28)


@pytest.fixture
def child(office_north):
    return factories.ChildFactory(office=office_north, name="Zarina Saidova")


@pytest.fixture
def closed_camp(db):
    return factories.PlaceFactory(name="Camp Two", closed_date=CLOSED)


def url_of(route, child):
    return reverse(f"children:{route}", args=[child.public_id])


def once(**answers):
    return {"form_id": str(uuid.uuid4()), **answers}


def lived(place, **answers):
    known = {"kind": "at_place", "confidence": "confirmed", "source": "mother"}
    return once(**known, place=str(place.public_id), **answers)


# --- found ---


def test_a_child_was_found_in_a_place_that_is_closed_now(caseworker, child, closed_camp):
    answers = {
        "version": version_of(child),
        "found_place": str(closed_camp.public_id),
        "found_date": "2019-02-01",
    }
    assert client_of(caseworker).post(url_of("found", child), answers).status_code == 302
    child.refresh_from_db()
    assert (child.found_place, child.found_country_id, child.version) == (closed_camp, "IQ", 2)
    side = client_of(caseworker).get(reverse("casefile:detail", args=[child.public_id])).context["side"]
    assert {"label": "Found", "value": "Camp Two", "detail": "1 Feb 2019"} in side.record


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"found_country": ""}, "found_place"),
        ({"found_date": "2999-01-01"}, "found_date"),
        ({"found_country": "ZZ"}, "found_country"),
        ({"found_place": "\x00"}, "found_place"),
        ({"found_place": str(uuid.uuid4())}, "found_place"),
    ],
)
def test_a_mistake_has_its_message_beside_the_field(caseworker, child, change, field):
    """Promise 18."""
    answers = {"version": version_of(child), "found_country": "SY", **change}
    response = client_of(caseworker).post(url_of("found", child), answers)
    assert response.status_code == 422
    assert field in response.context["form"].errors


def test_two_who_write_where_see_both_versions(caseworker, supervisor, child, closed_camp):
    """Promise 13."""
    opened = {"version": version_of(child)}
    theirs = opened | {"found_place": str(closed_camp.public_id)}
    assert client_of(supervisor).post(url_of("found", child), theirs).status_code == 302
    response = client_of(caseworker).post(url_of("found", child), opened | {"found_country": "SY"})
    assert response.status_code == 409
    rows = {row.name: (row.mine, row.filed) for row in response.context["rows"]}
    assert rows["found_place"] == ("", "Camp Two")
    assert rows["found_country"] == ("Syria", "Iraq")


# --- lived before ---


def test_a_stay_that_is_over_ends_nothing_else(caseworker, child, closed_camp):
    now = factories.WhereaboutsFactory(person=child.person, from_date=DAY)
    answers = lived(closed_camp, from_date="2018-01-01", until="2019-02-01")
    assert client_of(caseworker).post(url_of("whereabouts", child), answers).status_code == 302
    now.refresh_from_db()
    before = Whereabouts.objects.get(place=closed_camp)
    assert (now.to_date, before.to_date) == (None, datetime.date(2019, 2, 1))


@pytest.mark.parametrize(
    "dates",
    [
        {"from_date": "2018-01-01", "until": "2017-01-01"},
        {"from_date": "2018-01-01", "until": "2999-01-01"},
    ],
)
def test_days_that_cannot_be_stand_beside_the_field(caseworker, child, closed_camp, dates):
    response = client_of(caseworker).post(url_of("whereabouts", child), lived(closed_camp, **dates))
    assert response.status_code == 422
    assert "until" in response.context["form"].errors


@pytest.mark.parametrize(
    "dates", [{"from_date": "2018-01-01"}, {"from_date": "2018-01-01", "until": "2019-06-01"}]
)
def test_a_stay_at_a_closed_site_ends_with_it_at_the_latest(caseworker, child, closed_camp, dates):
    assert (
        client_of(caseworker).post(url_of("whereabouts", child), lived(closed_camp, **dates)).status_code
        == 302
    )
    assert Whereabouts.objects.get(place=closed_camp).to_date == CLOSED


def test_confirmed_stays_that_overlap_are_refused(caseworker, child, closed_camp):
    factories.WhereaboutsFactory(person=child.person, from_date=datetime.date(2018, 6, 1))
    answers = lived(closed_camp, from_date="2018-01-01", until="2019-02-01")
    response = client_of(caseworker).post(url_of("whereabouts", child), answers)
    assert "Other confirmed whereabouts" in str(response.context["form"].non_field_errors())


# --- why something is not known ---


@pytest.mark.parametrize("reason", MissingReason)
def test_each_of_four_reasons_is_kept_and_no_longer_asks(caseworker, child, reason):
    client = client_of(caseworker)
    answers = once(question="father", reason=reason.value, version="none")
    assert client.post(url_of("missing", child), answers).status_code == 302
    missing = client.get(reverse("casefile:detail", args=[child.public_id])).context["missing"]
    assert {gap.label: gap.reason for gap in missing.explained} == {"Father": str(reason.label)}
    assert "Father" not in [gap.label for gap in missing.asking]


def test_another_reason_takes_the_place_of_the_first(caseworker, child):
    client, url = client_of(caseworker), url_of("missing", child)
    for reason in ("not_asked", "refused"):
        client.post(url, form_of(client, url, question="father", reason=reason))
    answer = MissingAnswer.objects.get()
    assert answer.reason == MissingReason.REFUSED
    history = MissingAnswer.pgh_event_model.objects.filter(pgh_obj=answer)
    assert list(history.order_by("pgh_id").values_list("reason", flat=True)) == ["not_asked", "refused"]


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"question": "birth", "reason": "unknown"}, "question"),
        ({"question": "faith", "reason": "unknown"}, "question"),
        ({"question": "father", "reason": "\x00"}, "reason"),
        ({"question": "father"}, "reason"),
    ],
)
def test_only_open_questions_and_known_reasons(caseworker, child, answers, field):
    """Promise 18. A date of birth is on file: that nobody knows it would be no fact."""
    response = client_of(caseworker).post(url_of("missing", child), once(version="none", **answers))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not MissingAnswer.objects.exists()


def _parent_or_child(child, whose):
    if whose == "child":
        return child.person, url_of("missing", child), "father"
    guardian = factories.GuardianFactory(office=child.office)
    return guardian.person, reverse("guardians:missing", args=[guardian.public_id]), "where_now"


@pytest.mark.parametrize("whose", ["child", "parent"])
def test_two_who_say_why_at_once_see_both_reasons(caseworker, supervisor, child, whose):
    """Promise 13: the second reason does not silently take the place of the first."""
    person, url, question = _parent_or_child(child, whose)
    mine, theirs = client_of(caseworker), client_of(supervisor)
    typed = form_of(mine, url, question=question, reason="refused")
    assert theirs.post(url, form_of(theirs, url, question=question, reason="not_asked")).status_code == 302

    conflict = mine.post(url, typed)
    assert conflict.status_code == 409
    (differing,) = [row for row in conflict.context["rows"] if row.differs]
    assert (differing.mine, differing.filed) == (MissingReason.REFUSED.label, MissingReason.NOT_ASKED.label)
    assert supervisor.full_name in conflict.content.decode()
    assert MissingAnswer.objects.get(person=person).reason == "not_asked"

    again = carried(conflict)
    assert mine.post(url, again | {"keep-reason": "filed"}).status_code == 302
    assert MissingAnswer.objects.get(person=person).reason == "not_asked"
    later = form_of(mine, url, question=question, reason="refused")
    assert mine.post(url, later).status_code == 302
    assert MissingAnswer.objects.get(person=person).reason == "refused"


def test_reasons_for_two_questions_do_not_stand_in_each_others_way(caseworker, supervisor, child):
    url = url_of("missing", child)
    mine, theirs = client_of(caseworker), client_of(supervisor)
    typed = form_of(mine, url, question="father", reason="refused")
    assert theirs.post(url, form_of(theirs, url, question="mother", reason="not_asked")).status_code == 302
    assert mine.post(url, typed).status_code == 302
    assert MissingAnswer.objects.count() == 2


@pytest.mark.parametrize("stamp", ["", "yesterday", "2019-13-45 25:00", "9" * 41, "2019\x00"])
def test_a_stamp_that_no_form_carried_overwrites_nothing(caseworker, child, stamp):
    """Promise 18."""
    factories.MissingAnswerFactory(person=child.person, question="father", reason="not_asked")
    answers = once(question="father", reason="refused", version=stamp)
    assert client_of(caseworker).post(url_of("missing", child), answers).status_code in (409, 422)
    assert MissingAnswer.objects.get().reason == "not_asked"


def test_the_address_may_choose_the_question(caseworker, child):
    response = client_of(caseworker).get(f"{url_of('missing', child)}?question=mother")
    assert response.context["form"]["question"].value() == "mother"


def test_it_is_taken_back_and_the_history_stays(caseworker, child):
    answer = factories.MissingAnswerFactory(person=child.person, question=Question.FATHER)
    response = client_of(caseworker).post(reverse("children:missing_take_back", args=[answer.public_id]))
    assert response.url == reverse("casefile:detail", args=[child.public_id])
    assert not MissingAnswer.objects.exists()
    event = MissingAnswer.pgh_event_model.objects.get(pgh_obj_id=answer.pk, pgh_label="delete")
    assert event.pgh_context.metadata["user"] == caseworker.pk


def test_of_a_parent_it_leads_back_to_the_parent(caseworker, child):
    tie = factories.GuardianshipFactory(child=child)
    answer = factories.MissingAnswerFactory(person=tie.guardian.person, question=Question.WHERE_NOW)
    response = client_of(caseworker).post(reverse("children:missing_take_back", args=[answer.public_id]))
    assert response.url == reverse("guardians:detail", args=[tie.guardian.public_id])


def test_nobody_takes_back_what_another_office_wrote(other_caseworker, child):
    """Promise 1."""
    answer = factories.MissingAnswerFactory(person=child.person)
    url = reverse("children:missing_take_back", args=[answer.public_id])
    assert client_of(other_caseworker).post(url).status_code == 404
    assert client_of(other_caseworker).get(url).status_code == 405
    assert MissingAnswer.objects.exists()
