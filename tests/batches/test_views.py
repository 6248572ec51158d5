"""Each page of transfers: it works, a stranger's is not there, a role without the permission is refused, and bad
input stands beside its field."""

import uuid

import pytest
from django.urls import reverse

from cases.batches import actions, moves
from cases.enums import TransferMode, TransferStatus
from cases.models import TransferBatch, TransferOffice
from tests import factories
from tests.batches import making
from tests.batches.making import url_of
from tests.people import client_of

pytestmark = pytest.mark.django_db

PLAN = {
    "mode": TransferMode.CHARTER_FLIGHT,
    "departure_country": "IQ",
    "departure_zone": "Asia/Baghdad",
    "planned_date": "2019-07-30",
    "seats": "48",
    "legal_kind": "not_recorded",
    "note": "",
}
PAGES = (
    "detail",
    "edit",
    "invite",
    "add_people",
    "add_parents",
    "add_escort",
    "depart",
    "arrive",
    "hand_over",
)
PASSENGER_PAGES = ("change", "take_off")


def every_page(transfer, passenger):
    """Addresses of all pages about one transfer, with the methods each takes."""
    pages = [url_of(name, transfer) for name in PAGES]
    pages += [url_of(name, transfer, passenger.public_id) for name in PASSENGER_PAGES]
    return [*pages, url_of("move", transfer, "proposed")]


class TestEveryPage:
    def test_works(self, caseworker, transfer, passenger):
        client = client_of(caseworker)
        for url in every_page(transfer, passenger):
            assert client.get(url).status_code == 200, url

    def test_a_stranger_finds_nothing(self, other_caseworker, transfer, passenger):
        client = client_of(other_caseworker)
        for url in every_page(transfer, passenger):
            assert client.get(url).status_code == 404, url
            if url != url_of("detail", transfer):
                assert client.post(url, {}).status_code == 404, url
        assert client.post(url_of("put_back", transfer, passenger.public_id)).status_code == 404
        assert client.post(url_of("search_people", transfer)).status_code == 404
        assert transfer.passengers.count() == 1

    @pytest.mark.parametrize("role", ["official", "coordinator", "officer", "administrator"])
    def test_roles_without_transfers_are_refused(self, request, role, transfer, passenger):
        client = client_of(request.getfixturevalue(role))
        for url in [reverse("batches:list"), reverse("batches:add"), *every_page(transfer, passenger)]:
            assert client.get(url).status_code == 403, url

    def test_wrong_method(self, caseworker, transfer, passenger):
        client = client_of(caseworker)
        assert client.post(url_of("detail", transfer)).status_code == 405
        assert client.post(reverse("batches:list")).status_code == 405
        assert client.get(url_of("put_back", transfer, passenger.public_id)).status_code == 405
        assert client.get(url_of("search_people", transfer)).status_code == 405
        assert client.delete(url_of("edit", transfer)).status_code == 405

    def test_an_empty_form_says_what_is_missing(self, caseworker, transfer, passenger):
        client = client_of(caseworker)
        making.moved(caseworker, transfer, TransferStatus.PROPOSED)
        urls = [
            url_of(name, transfer) for name in ("edit", "invite", "add_people", "add_parents", "add_escort")
        ]
        urls += [url_of("depart", transfer), url_of("arrive", transfer), url_of("hand_over", transfer)]
        urls += [url_of(name, transfer, passenger.public_id) for name in PASSENGER_PAGES]
        for url in [*urls, reverse("batches:add")]:
            response = client.post(url, {})
            assert response.status_code == 422, url
            assert b"There is something to correct" in response.content

    def test_unknown_passenger(self, caseworker, transfer):
        for name in PASSENGER_PAGES:
            assert client_of(caseworker).get(url_of(name, transfer, uuid.uuid4())).status_code == 404

    def test_passenger_of_another_transfer(self, caseworker, transfer, passenger):
        other = making.draft(caseworker)
        assert client_of(caseworker).get(url_of("change", other, passenger.public_id)).status_code == 404

    @pytest.mark.parametrize("to", ["departed", "arrived", "nowhere"])
    def test_moves_that_are_no_plain_moves(self, caseworker, transfer, to):
        assert client_of(caseworker).get(url_of("move", transfer, to)).status_code == 404


class TestList:
    def test_only_own_transfers_with_their_numbers(self, caseworker, other_caseworker, transfer):
        foreign = making.draft(other_caseworker)
        page = client_of(caseworker).get(reverse("batches:list")).content.decode()
        assert transfer.number in page
        assert foreign.number not in page

    def test_empty_says_what_a_transfer_is(self, caseworker):
        assert b"takes part in no transfer yet" in client_of(caseworker).get(reverse("batches:list")).content

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("status=draft", True),
            ("status=not-departed", True),
            ("status=any-departed", False),
            ("status=closed", False),
            ("destination=TJ", True),
            ("destination=RU", False),
            ("leaving=IQ", True),
            ("since=2019-07-10&until=2019-07-10", True),
            ("since=2019-07-11", False),
            ("until=2019-07-09", False),
        ],
    )
    def test_filters(self, caseworker, transfer, query, found):
        response = client_of(caseworker).get(f"{reverse('batches:list')}?{query}")
        assert response.status_code == 200
        assert (transfer.number in response.content.decode()) is found

    @pytest.mark.parametrize("sort", ["date", "-date", "number", "-listed", "-travelled", "nonsense"])
    def test_orders(self, caseworker, transfer, sort):
        assert client_of(caseworker).get(f"{reverse('batches:list')}?sort={sort}").status_code == 200

    @pytest.mark.parametrize(
        "query", ["status=flying", "leaving=%1B", "since=yesterday", "destination=XX%1B"]
    )
    def test_what_is_not_understood_is_said(self, caseworker, transfer, query):
        """Promise 18."""
        assert client_of(caseworker).get(f"{reverse('batches:list')}?{query}").status_code == 400

    def test_queries_do_not_grow_with_the_rows(self, caseworker, django_assert_max_num_queries):
        client, url = client_of(caseworker), reverse("batches:list")
        counts = []
        for more in (3, 27):
            for _number in range(more):
                transfer = making.draft(caseworker)
                making.add(caseworker, transfer, factories.ChildFactory(office=caseworker.office))
            with django_assert_max_num_queries(14) as queries:
                assert client.get(url).status_code == 200
            counts.append(len(queries))
        assert counts[0] == counts[1]


class TestCreate:
    def test_a_form_sent_twice_makes_one_transfer(self, caseworker):
        """Promise 15."""
        client, form = client_of(caseworker), {**PLAN, "form_id": str(uuid.uuid4())}
        first = client.post(reverse("batches:add"), form)
        second = client.post(reverse("batches:add"), form)
        assert first.status_code == second.status_code == 302
        assert first.url == second.url
        assert TransferBatch.objects.get().seats == 48

    def test_the_id_of_somebody_elses_form_is_refused(self, caseworker, supervisor):
        """Promise 18: a forged id is told, never a failure of the server."""
        form = {**PLAN, "form_id": str(uuid.uuid4())}
        assert client_of(supervisor).post(reverse("batches:add"), form).status_code == 302
        assert client_of(caseworker).post(reverse("batches:add"), form).status_code == 422
        assert TransferBatch.objects.count() == 1

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("mode", "rocket"),
            ("departure_country", "ZZ"),
            ("departure_zone", "Mars/Phobos"),
            ("planned_date", "0001-01-01"),
            ("planned_date", "soon"),
            ("seats", "99999999999999999999"),
            ("seats", "-1"),
            ("note", "nul \x00"),
            ("note", "x" * 501),
            ("departure_place", "not a place"),
            ("form_id", "not an id"),
        ],
    )
    def test_bad_input_stands_beside_its_field(self, caseworker, field, value):
        """Promise 18."""
        form = {**PLAN, "form_id": str(uuid.uuid4()), field: value}
        response = client_of(caseworker).post(reverse("batches:add"), form)
        assert response.status_code == 422
        assert field in response.context["form"].errors
        assert not TransferBatch.objects.exists()

    def test_a_place_of_another_state(self, caseworker):
        place = factories.PlaceFactory(country_id="SY")
        form = {**PLAN, "form_id": str(uuid.uuid4()), "departure_place": str(place.public_id)}
        response = client_of(caseworker).post(reverse("batches:add"), form)
        assert "departure_place" in response.context["form"].errors


class TestEdit:
    def test_saves(self, caseworker, transfer):
        response = client_of(caseworker).post(
            url_of("edit", transfer), {**PLAN, "version": transfer.version, "seats": "12"}
        )
        assert response.status_code == 302
        transfer.refresh_from_db()
        assert (transfer.seats, transfer.version) == (12, 2)

    def test_two_versions_side_by_side_and_then_one(self, caseworker, supervisor, transfer):
        """Promise 13."""
        actions.update_transfer(by=supervisor, transfer=transfer, version=1, seats=20, note="By train")
        client, form = client_of(caseworker), {**PLAN, "version": 1, "seats": "12", "note": "Mine"}
        response = client.post(url_of("edit", transfer), form)
        page = response.content.decode()
        assert response.status_code == 409
        assert all(text in page for text in ("By train", "Mine", "Omar Rashid", 'value="2"'))
        form |= {"version": 2, "keep-note": "filed", "keep-seats": "mine"}
        assert client.post(url_of("edit", transfer), form).status_code == 302
        transfer.refresh_from_db()
        assert (transfer.seats, transfer.note) == (12, "By train")

    def test_after_the_departure_state_and_zone_stay(self, caseworker):
        transfer = making.departed(caseworker, factories.ChildFactory(office=caseworker.office))
        form = {
            **PLAN,
            "version": transfer.version,
            "departure_country": "SY",
            "departure_zone": "Asia/Tokyo",
        }
        assert client_of(caseworker).post(url_of("edit", transfer), form).status_code == 302
        transfer.refresh_from_db()
        assert (transfer.departure_country_id, transfer.departure_zone) == ("IQ", "Asia/Baghdad")


def test_invited_offices_see_the_list_but_not_the_files(caseworker, other_caseworker, transfer, passenger):
    child = passenger.person.child
    case_url = reverse("casefile:detail", args=[child.public_id])
    client_of(caseworker).post(url_of("invite", transfer), {"office": str(other_caseworker.office.public_id)})
    assert TransferOffice.objects.filter(transfer=transfer).count() == 2
    own = client_of(caseworker).get(url_of("detail", transfer)).content.decode()
    theirs = client_of(other_caseworker).get(url_of("detail", transfer)).content.decode()
    assert case_url in own
    assert child.case_number in own
    assert "Zarina Saidova" in theirs
    assert "Held by Office North" in theirs
    assert case_url not in theirs
    assert child.case_number not in theirs


class TestDetail:
    def test_titles_hold_no_names(self, caseworker, transfer):
        """Promise 7."""
        for name in ("detail", "add_people"):
            page = client_of(caseworker).get(url_of(name, transfer)).content.decode()
            title = page[page.index("<title>") : page.index("</title>")]
            assert "Saidova" not in title

    def test_families_with_their_decision(self, caseworker):
        _group, children = making.family(caseworker.office, "Zarina", "Timur", "Amina", unity="together")
        transfer = making.draft(caseworker)
        making.add(caseworker, transfer, *children[:2])
        page = client_of(caseworker).get(url_of("detail", transfer)).content.decode()
        assert "Saidov family" in page
        assert "2 children travel together or not at all" in page
        assert "2 of 3 children are on this list" in page

    def test_queries_do_not_grow_with_the_list(self, caseworker, django_assert_max_num_queries):
        transfer = making.draft(caseworker)
        client, counts = client_of(caseworker), []
        for families in (1, 10):
            for _number in range(families):
                _group, children = making.family(caseworker.office, "Zarina", "Timur", "Amina")
                making.add(caseworker, transfer, *children)
            with django_assert_max_num_queries(30) as queries:
                assert client.get(url_of("detail", transfer)).status_code == 200
            counts.append(len(queries))
        assert counts[0] == counts[1]

    def test_a_long_list_comes_in_parts_of_whole_families(self, caseworker):
        transfer = making.draft(caseworker)
        making.add(caseworker, transfer, *factories.ChildFactory.create_batch(5, office=caseworker.office))
        for _number in range(20):
            _group, children = making.family(caseworker.office, "Zarina", "Timur", "Amina")
            making.add(caseworker, transfer, *children)
        client = client_of(caseworker)
        shown = [
            client.get(url_of("detail", transfer), {"part": part}).context["board"].families
            for part in (1, 2)
        ]
        assert [sum(len(family.rows) for family in part) for part in shown] == [60, 5]
        assert client.get(url_of("detail", transfer), {"part": "x"}).status_code == 200


def test_the_note_stands_on_the_page(caseworker):
    transfer = making.draft(caseworker, note="Size and day are as published; the rest is invented.")
    assert "the rest is invented" in client_of(caseworker).get(url_of("detail", transfer)).content.decode()


def test_moves_of_one_who_left_are_still_told(caseworker, supervisor, transfer):
    moves.move(by=supervisor, transfer=transfer, to=TransferStatus.PROPOSED, version=1)
    assert "Omar Rashid" in client_of(caseworker).get(url_of("detail", transfer)).content.decode()
