"""Pages that move a transfer: plain moves, departure, arrival, handover; stale ones show both versions."""

import datetime

import pytest
from django.utils import timezone

from cases.batches import actions
from cases.enums import NotTravelledReason, TransferStatus
from cases.models import Handover
from tests import factories
from tests.batches import making
from tests.batches.making import MOMENT, url_of
from tests.people import client_of

pytestmark = pytest.mark.django_db


class TestMoves:
    def test_a_move_and_its_row(self, caseworker, transfer):
        form = {"version": transfer.version, "reason": "The list is complete"}
        assert client_of(caseworker).post(url_of("move", transfer, "proposed"), form).status_code == 302
        page = client_of(caseworker).get(url_of("detail", transfer)).content.decode()
        assert "The list is complete" in page

    @pytest.mark.parametrize("reason", ["", "nul\x00", "x" * 301])
    def test_a_reason_where_one_is_due(self, caseworker, transfer, reason):
        form = {"version": transfer.version, "reason": reason}
        response = client_of(caseworker).post(url_of("move", transfer, "cancelled"), form)
        assert response.status_code == 422
        assert "reason" in response.context["form"].errors

    def test_an_obstacle_is_said(self, caseworker):
        transfer = making.draft(caseworker)
        client, url = client_of(caseworker), url_of("move", transfer, "proposed")
        assert "Nobody is on the list yet" in client.get(url).content.decode()
        assert client.post(url, {"version": 1}).status_code == 422

    def test_a_stale_move_shows_both_versions(self, caseworker, supervisor, transfer):
        """Promise 13."""
        actions.update_transfer(by=supervisor, transfer=transfer, version=1, seats=20)
        form = {"version": 1, "reason": "Typed before"}
        response = client_of(caseworker).post(url_of("move", transfer, "proposed"), form)
        page = response.content.decode()
        assert response.status_code == 409
        assert all(text in page for text in ("Omar Rashid", ">48<", ">20<", "Typed before", 'value="2"'))
        transfer.refresh_from_db()
        assert transfer.status == TransferStatus.DRAFT

    def test_a_stale_move_that_no_longer_leads_there(self, caseworker, supervisor, transfer):
        making.moved(supervisor, transfer, TransferStatus.PROPOSED)
        response = client_of(caseworker).post(url_of("move", transfer, "proposed"), {"version": 1})
        assert response.status_code == 409
        assert "no longer possible" in response.content.decode()


class TestDeparture:
    @pytest.fixture
    def boarding(self, caseworker, transfer):
        making.add(caseworker, transfer, factories.ChildFactory(office=caseworker.office))
        return making.moved(caseworker, transfer, *making.WAY)

    def form(self, transfer, **changes):
        marks = {f"on-{one.public_id}": "travelled" for one in transfer.passengers.all()}
        return {**MOMENT, **marks, "version": transfer.version, **changes}

    def test_a_planned_day_that_is_still_to_come_is_no_answer(self, caseworker, boarding):
        client = client_of(caseworker)
        page = url_of("depart", boarding)
        today = timezone.localdate()
        for planned, first in ((today, today), (today + datetime.timedelta(days=1), None)):
            boarding.planned_date = planned
            boarding.save()
            assert client.get(page).context["form"]["date"].initial == first

    def test_everybody_begins_as_travelled(self, caseworker, boarding):
        page = client_of(caseworker).get(url_of("depart", boarding)).content.decode()
        assert page.count('<option value="travelled" selected>') == 2

    def test_who_travelled_and_who_did_not(self, caseworker, boarding):
        stays = boarding.passengers.first()
        form = self.form(boarding, **{f"on-{stays.public_id}": NotTravelledReason.CHILD_NOT_FOUND})
        assert client_of(caseworker).post(url_of("depart", boarding), form).status_code == 302
        boarding.refresh_from_db()
        assert str(boarding.departed_at) == "2019-07-10 06:12:00+00:00"
        assert boarding.passengers.travelled().count() == 1
        page = client_of(caseworker).get(url_of("detail", boarding)).content.decode()
        assert "1 child travelled" in page
        assert "Child could not be found" in page

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("date", "2091-01-01"),
            ("date", "0001-01-01"),
            ("date", "tomorrow"),
            ("time", "25:00"),
            ("zone", "Mars/Phobos"),
            ("zone", "\x00"),
            ("version", "many"),
        ],
    )
    def test_bad_input_keeps_every_mark(self, caseworker, boarding, field, value):
        """Promise 18."""
        stays = boarding.passengers.first()
        form = self.form(boarding, **{f"on-{stays.public_id}": "unfit", field: value})
        response = client_of(caseworker).post(url_of("depart", boarding), form)
        assert response.status_code == 422
        assert field in response.context["form"].errors
        assert '<option value="unfit" selected>' in response.content.decode()

    @pytest.mark.parametrize("value", ["", "flew", "nul\x00"])
    def test_a_row_that_is_not_marked(self, caseworker, boarding, value):
        name = f"on-{boarding.passengers.first().public_id}"
        response = client_of(caseworker).post(
            url_of("depart", boarding), self.form(boarding, **{name: value})
        )
        assert response.status_code == 422
        assert list(response.context["form"].errors) == [name]

    def test_somebody_added_meanwhile_has_to_be_marked(self, caseworker, boarding):
        form = self.form(boarding)
        making.add(caseworker, boarding, late := factories.ChildFactory(office=caseworker.office))
        response = client_of(caseworker).post(url_of("depart", boarding), form)
        assert response.status_code == 422
        assert list(response.context["form"].errors) == [f"on-{making.row_of(boarding, late).public_id}"]

    def test_stale(self, caseworker, supervisor, boarding):
        """Promise 13: marks and moment stay as typed."""
        form = self.form(boarding, time="09:13")
        actions.update_transfer(by=supervisor, transfer=boarding, version=boarding.version, seats=20)
        response = client_of(caseworker).post(url_of("depart", boarding), form)
        assert response.status_code == 409
        assert 'value="09:13"' in response.content.decode()

    def test_an_arrival_is_first_asked_by_the_clocks_of_the_only_destination(self, caseworker, boarding):
        client = client_of(caseworker)
        client.post(url_of("depart", boarding), self.form(boarding))
        first = client.get(url_of("arrive", boarding)).context["form"]["zone"].initial
        assert {row.destination_id for row in boarding.passengers.all()} == {"TJ"}
        assert first == "Asia/Dushanbe"

    def test_arrival_handover_and_the_end(self, caseworker, boarding):
        client = client_of(caseworker)
        client.post(url_of("depart", boarding), self.form(boarding))
        boarding.refresh_from_db()
        early = {**MOMENT, "time": "08:00", "version": boarding.version}
        assert client.post(url_of("arrive", boarding), early).status_code == 422
        arrival = {**MOMENT, "time": "16:00", "zone": "Asia/Dushanbe", "version": boarding.version}
        assert client.post(url_of("arrive", boarding), arrival).status_code == 302
        people = [str(one.public_id) for one in boarding.passengers.all()]
        form = {
            **MOMENT,
            "time": "17:00",
            "receiver": "Ministry of Labour",
            "receiver_role": "receiving_state",
        }
        assert client.get(url_of("hand_over", boarding)).content.decode().count("checked") == 2
        assert client.post(url_of("hand_over", boarding), {**form, "passengers": ["x"]}).status_code == 422
        assert client.post(url_of("hand_over", boarding), {**form, "passengers": people}).status_code == 302
        assert Handover.objects.count() == 2
        boarding.refresh_from_db()
        assert boarding.status == TransferStatus.HANDED_OVER
        assert (
            client.post(url_of("move", boarding, "closed"), {"version": boarding.version}).status_code == 302
        )
