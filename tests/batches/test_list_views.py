"""Pages for the people on a list: adding by search and filter, changing, taking off, putting back."""

import uuid

import pytest

from cases.batches import actions
from cases.enums import NotTravelledReason, PassengerResult, TransferStatus
from cases.models import Person
from tests import factories
from tests.batches import making
from tests.batches.making import url_of
from tests.people import client_of
from tests.support.forms import carried, form_of

pytestmark = pytest.mark.django_db


class TestAddPeople:
    def test_ticked_children_with_their_siblings(self, caseworker, transfer):
        _group, children = making.family(caseworker.office, "Firuz", "Nilufar")
        client = client_of(caseworker)
        page = client.get(url_of("add_people", transfer)).content.decode()
        assert all(str(child.person.public_id) in page for child in children)
        form = {"persons": [str(children[0].person.public_id)], "destination": "RU", "region": "ru-ce"}
        response = client.post(url_of("add_people", transfer), {**form, "with_siblings": "on"})
        assert response.status_code == 302
        rows = transfer.passengers.filter(destination="RU", destination_region="RU-CE")
        assert {row.person for row in rows} == {child.person for child in children}

    def test_a_child_that_this_state_is_not_claimed_for_is_told(self, caseworker, transfer):
        with_claim, without = (factories.ChildFactory(office=caseworker.office) for _number in range(2))
        factories.NationalityFactory(child=with_claim, state_id="RU")
        factories.NationalityFactory(child=without, state_id="TJ")
        form = {"persons": [str(child.person.public_id) for child in (with_claim, without)]}
        response = client_of(caseworker).post(
            url_of("add_people", transfer), {**form, "destination": "RU"}, follow=True
        )
        told = [str(message) for message in response.context["messages"]]
        assert told == ["2 people were added.", "1 of the children has no claim on Russia."]

    def test_the_same_people_twice_is_no_success(self, caseworker, transfer):
        """Promise 15: one passenger row, and the second answer does not say that anybody was added."""
        child = factories.ChildFactory(office=caseworker.office)
        client, page = client_of(caseworker), url_of("add_people", transfer)
        form = {"persons": [str(child.person.public_id)], "destination": "TJ"}
        told = [
            [str(message) for message in client.post(page, form, follow=True).context["messages"]]
            for _press in range(2)
        ]
        assert told[0][0] == "1 person was added."
        assert told[1] == ["Nobody was added: all of them are on the list already."]
        assert transfer.passengers.filter(person=child.person).count() == 1

    def test_more_people_than_seats_are_told(self, caseworker, transfer, passenger):
        transfer.seats = 1
        transfer.save()
        assert "seat is missing" not in client_of(caseworker).get(url_of("detail", transfer)).content.decode()
        factories.PassengerFactory(transfer=transfer)
        assert "1 seat is missing." in client_of(caseworker).get(url_of("detail", transfer)).content.decode()

    def test_a_filter_longer_than_any_choice_stays_out_of_the_address(self, caseworker, transfer):
        """Promise 18: an address that long would be refused by the server."""
        response = client_of(caseworker).post(url_of("search_people", transfer), {"state": "x" * 50_000})
        assert response.status_code == 302
        assert len(response.url) < 200

    def test_taken_and_returned_children_are_not_offered(self, caseworker, transfer, passenger):
        making.departed(caseworker, gone := factories.ChildFactory(office=caseworker.office))
        page = client_of(caseworker).get(url_of("add_people", transfer)).content.decode()
        assert str(passenger.person.public_id) not in page
        assert str(gone.person.public_id) not in page

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"persons": []}, "persons"),
            ({"persons": ["1"]}, "persons"),
            ({"persons": ["nul\x00"]}, "persons"),
            ({"persons": [str(uuid.uuid4())]}, "persons"),
            ({"destination": "ZZ"}, "destination"),
            ({"region": "RU-DA"}, "region"),
            ({"region": "<b>"}, "region"),
        ],
    )
    def test_bad_input(self, caseworker, transfer, changes, field):
        """Promise 18; what was ticked stays ticked."""
        child = factories.ChildFactory(office=caseworker.office)
        ticked = str(child.person.public_id)
        form = {"persons": [ticked], "destination": "TJ", "region": "", **changes}
        response = client_of(caseworker).post(url_of("add_people", transfer), form)
        assert response.status_code == 422
        assert field in response.context["form"].errors
        assert (f'value="{ticked}" checked' in response.content.decode()) is ("persons" not in changes)
        assert transfer.passengers.count() == 1

    def test_a_child_of_another_office_is_no_choice(self, caseworker, transfer, office_west):
        child = factories.ChildFactory(office=office_west)
        form = {"persons": [str(child.person.public_id)], "destination": "TJ"}
        assert client_of(caseworker).post(url_of("add_people", transfer), form).status_code == 422

    def test_a_name_is_searched_without_being_in_the_address(self, caseworker, transfer):
        """Promise 7."""
        found = factories.ChildFactory(office=caseworker.office, name="Khadija Mercier")
        other = factories.ChildFactory(office=caseworker.office, name="Timur Saidov")
        client = client_of(caseworker)
        response = client.post(url_of("search_people", transfer), {"q": "mercier"})
        assert "mercier" not in response.url
        page = client.get(response.url).content.decode()
        assert str(found.person.public_id) in page
        assert str(other.person.public_id) not in page

    def test_filters(self, caseworker, transfer):
        claimed = factories.NationalityFactory(
            child=factories.ChildFactory(office=caseworker.office), state_id="RU"
        ).child
        other = factories.ChildFactory(office=caseworker.office)
        page = client_of(caseworker).get(url_of("add_people", transfer), {"state": "RU"}).content.decode()
        assert str(claimed.person.public_id) in page
        assert str(other.person.public_id) not in page

    def test_queries_do_not_grow_with_the_rows(self, caseworker, transfer, django_assert_max_num_queries):
        client, counts = client_of(caseworker), []
        for families in (1, 7, 4):
            for _number in range(families):
                making.family(caseworker.office, "Zarina", "Timur", "Amina")
            with django_assert_max_num_queries(29) as queries:
                assert client.get(url_of("add_people", transfer)).status_code == 200
            counts.append(len(queries))
        # From the third on, brothers and sisters who are not on the page are read as well, once.
        assert counts[0] == counts[1]

    def test_parents_of_the_children_on_the_list(self, caseworker, transfer, passenger):
        mother = making.mother_of(passenger.person.child)
        client = client_of(caseworker)
        assert "Mother of Zarina Saidova" in client.get(url_of("add_parents", transfer)).content.decode()
        form = {"persons": [str(mother.person.public_id)], "destination": "TJ"}
        assert client.post(url_of("add_parents", transfer), form).status_code == 302
        assert transfer.passengers.get(person=mother.person).role == "parent"

    def test_an_escort_once(self, caseworker, transfer):
        """Promise 15."""
        form = {
            "form_id": str(uuid.uuid4()),
            "name": "Samir Nasser",
            "sex": "m",
            "role": "escort",
            "destination": "TJ",
            "region": "",
        }
        client, people = client_of(caseworker), Person.objects.count()
        for _time in range(2):
            assert client.post(url_of("add_escort", transfer), form).status_code == 302
        assert Person.objects.count() == people + 1
        assert transfer.passengers.count() == 2

    @pytest.mark.parametrize(
        ("field", "value"), [("name", ""), ("name", "nul\x00"), ("role", "child"), ("sex", "?")]
    )
    def test_a_bad_escort(self, caseworker, transfer, field, value):
        form = {
            "form_id": str(uuid.uuid4()),
            "name": "Ali",
            "sex": "u",
            "role": "escort",
            "destination": "TJ",
        }
        response = client_of(caseworker).post(url_of("add_escort", transfer), {**form, field: value})
        assert response.status_code == 422
        assert field in response.context["form"].errors


class TestPassenger:
    def test_change(self, caseworker, transfer, passenger):
        client, url = client_of(caseworker), url_of("change", transfer, passenger.public_id)
        form = form_of(client, url, destination="RU", region="RU-DA", role="child")
        assert client.post(url, form).status_code == 302
        assert transfer.passengers.get().destination_id == "RU"

    def test_two_who_send_one_passenger_elsewhere_see_both_answers(self, caseworker, supervisor, transfer):
        """Promise 13: the second is told, and what the first did not touch stays as typed."""
        child = factories.ChildFactory(office=caseworker.office)
        making.add(caseworker, transfer, child)
        passenger = making.row_of(transfer, child)
        url = url_of("change", transfer, passenger.public_id)
        mine, theirs = client_of(caseworker), client_of(supervisor)
        late = form_of(mine, url, destination="RU", region="RU-DA")
        assert theirs.post(url, form_of(theirs, url, role="parent")).status_code == 302
        conflict = mine.post(url, late)
        assert conflict.status_code == 409
        differing = {row.name: (row.filed, row.is_touched) for row in conflict.context["rows"] if row.differs}
        assert differing == {
            "destination": ("Tajikistan", True),
            "region": ("", True),
            "role": ("Parent or carer", False),
        }
        assert supervisor.full_name in conflict.content.decode()
        passenger.refresh_from_db()
        assert (passenger.destination_id, passenger.role) == ("TJ", "parent")
        chosen = carried(conflict) | {"keep-role": "filed"}
        assert mine.post(url, chosen).status_code == 302
        passenger.refresh_from_db()
        assert (passenger.destination_id, passenger.destination_region, passenger.role) == (
            "RU",
            "RU-DA",
            "parent",
        )

    def test_two_who_take_somebody_off_see_both_reasons(self, caseworker, supervisor, transfer, passenger):
        """Promise 13."""
        making.moved(caseworker, transfer, TransferStatus.PROPOSED)
        url = url_of("take_off", transfer, passenger.public_id)
        mine, theirs = client_of(caseworker), client_of(supervisor)
        late = form_of(mine, url, reason=NotTravelledReason.CAPACITY)
        first = form_of(theirs, url, reason=NotTravelledReason.UNFIT)
        assert theirs.post(url, first).status_code == 302
        conflict = mine.post(url, late)
        assert conflict.status_code == 409
        (row,) = conflict.context["rows"]
        assert (row.mine, row.filed) == ("No seat / logistics", "Medically unfit")
        passenger.refresh_from_db()
        assert passenger.not_travelled_reason == NotTravelledReason.UNFIT
        assert mine.post(url, carried(conflict)).status_code == 302
        passenger.refresh_from_db()
        assert passenger.not_travelled_reason == NotTravelledReason.CAPACITY

    def test_take_off_a_draft_and_a_proposed_list(self, caseworker, transfer, passenger):
        client, url = client_of(caseworker), url_of("take_off", transfer, passenger.public_id)
        making.moved(caseworker, transfer, TransferStatus.PROPOSED)
        assert client.post(url, form_of(client, url, reason="no reason")).status_code == 422
        assert client.post(url, form_of(client, url, reason=NotTravelledReason.UNFIT)).status_code == 302
        page = client.get(url_of("detail", transfer)).content.decode()
        assert "Medically unfit" in page
        assert client.post(url_of("put_back", transfer, passenger.public_id)).status_code == 302
        assert transfer.passengers.get().result == PassengerResult.PENDING
        making.moved(caseworker, transfer, TransferStatus.DRAFT)
        assert client.post(url).status_code == 302
        assert not transfer.passengers.exists()

    def test_put_back_too_late_says_so_and_leads_back(self, caseworker, transfer, passenger):
        making.moved(caseworker, transfer, TransferStatus.PROPOSED)
        actions.take_off(by=caseworker, passenger=passenger, reason=NotTravelledReason.UNFIT)
        other = making.draft(caseworker)
        making.add(caseworker, other, passenger.person.child)
        response = client_of(caseworker).post(url_of("put_back", transfer, passenger.public_id))
        assert response.status_code == 409
        page = response.content.decode()
        assert "This person is already on another open transfer." in page
        assert url_of("detail", transfer) in page
