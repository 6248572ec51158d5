"""Is it one of these? Whoever may be on file already is offered before somebody is recorded a second time."""

import pytest
from django.urls import reverse

from cases.matching.duplicates import find_all
from cases.models import Child, Guardian, Guardianship, PossibleMatch
from tests import factories
from tests.intake.walking import Registering, minimum
from tests.people import client_of
from tests.support.forms import form_of

ON_FILE, TYPED = "Мухаммад Абдурахманов", "Mohamed Abdelrahman"
UNKNOWN = "0b3c6f0e-54a5-4f57-9d9c-2f4cf3a1a3c1"


@pytest.fixture
def client(caseworker):
    return client_of(caseworker)


class TestRelative:
    @pytest.fixture
    def child(self, office_north):
        return factories.ChildFactory(office=office_north, name="Zarina Saidova")

    @pytest.fixture
    def father(self, office_north):
        return factories.GuardianFactory(office=office_north, name=ON_FILE, person__sex="m")

    @pytest.fixture
    def url(self, child):
        return reverse("guardians:add", args=[child.public_id])

    def typed(self, client, url, **more):
        return form_of(client, url, **{"relationship": "father", "name_latin": TYPED, "sex": "m", **more})

    def test_the_registration_stops_once_with_who_it_may_be(self, client, url, father):
        response = client.post(url, self.typed(client, url))
        text = response.content.decode()
        assert response.status_code == 200
        assert all(
            words in text for words in ("Is it one of these?", ON_FILE, TYPED, "None of these: register")
        )
        assert Guardian.objects.count() == 1

    def test_none_of_these_is_recorded_once_and_remembered(self, client, url, father, caseworker):
        """Promise 15; and the pair is not asked about again."""
        form = self.typed(client, url)
        asked = client.post(url, form)
        again = {**dict(asked.context["typed"]), "apart": asked.context["apart"]}
        assert [client.post(url, again).status_code for _time in range(2)] == [302, 302]
        new = Guardian.objects.exclude(pk=father.pk).get()
        match = PossibleMatch.objects.get()
        assert {match.first_id, match.second_id} == {father.person_id, new.person_id}
        assert (match.answer, match.answered_by) == ("different", caseworker)
        assert match.evidence
        find_all()
        assert PossibleMatch.objects.count() == 1

    def test_it_is_this_one_ties_the_person_on_file(self, client, url, child, father):
        form = self.typed(client, url, is_carer="on")
        asked = client.post(url, form)
        chosen = {**dict(asked.context["typed"]), "use": str(father.person.public_id)}
        assert [client.post(url, chosen).status_code for _time in range(2)] == [302, 302]
        tie = Guardianship.objects.get()
        assert (tie.child, tie.guardian, tie.relationship, tie.is_carer) == (child, father, "father", True)
        assert Guardian.objects.count() == 1

    def test_nothing_typed_is_lost_on_the_way(self, client, url, father):
        form = self.typed(client, url, birth_year="", status="missing", reason="\"<'&")
        typed = dict(client.post(url, form).context["typed"])
        assert typed == {name: str(value) for name, value in form.items()}

    @pytest.mark.parametrize("apart", ["", "x", "\x00", UNKNOWN, "x " * 500])
    def test_a_forged_no_stops_as_well(self, client, url, father, apart):
        response = client.post(url, {**self.typed(client, url), "apart": apart})
        assert "Is it one of these?" in response.content.decode()
        assert Guardian.objects.count() == 1

    @pytest.mark.parametrize("use", ["", "x", "\x00", UNKNOWN])
    def test_somebody_who_is_not_on_file_cannot_be_chosen(self, client, url, use):
        assert client.post(url, {**self.typed(client, url), "use": use}).status_code == 404

    def test_nobody_of_another_office_is_offered_or_chosen(self, client, url, office_west):
        """Promise 1: the form is saved as if there were nobody."""
        foreign = factories.GuardianFactory(office=office_west, name=ON_FILE)
        form = self.typed(client, url)
        assert client.post(url, {**form, "use": str(foreign.person.public_id)}).status_code == 404
        assert client.post(url, {**form, "apart": str(foreign.person.public_id)}).status_code == 302
        assert not PossibleMatch.objects.exists()

    def test_a_name_that_is_only_possible_stops_nobody(self, client, url, office_north):
        factories.GuardianFactory(office=office_north, name="Khadija Saidova")
        form = self.typed(client, url, name_latin="Leyla Mert", relationship="aunt_m", sex="f")
        assert client.post(url, form).status_code == 302


class TestQuick:
    @pytest.fixture
    def on_file(self, office_north):
        return factories.ChildFactory(office=office_north, name=ON_FILE, person__sex="m")

    def typed(self, client, **more):
        return form_of(client, reverse("intake:quick"), **{"name": TYPED, "sex": "m", **more})

    def test_a_duplicate_is_stopped(self, client, on_file):
        response = client.post(reverse("intake:quick"), self.typed(client))
        text = response.content.decode()
        assert response.status_code == 200
        assert all(words in text for words in ("Is it one of these?", ON_FILE, on_file.case_number))
        assert reverse("casefile:detail", args=[on_file.public_id]) in text
        assert Child.objects.count() == 1

    def test_none_of_these_opens_one_case_and_is_remembered(self, client, on_file):
        asked = client.post(reverse("intake:quick"), self.typed(client))
        again = {**dict(asked.context["typed"]), "apart": asked.context["apart"]}
        answers = [client.post(reverse("intake:quick"), again) for _time in range(2)]
        assert answers[0]["Location"] == answers[1]["Location"]
        assert Child.objects.count() == 2
        assert PossibleMatch.objects.get().answer == "different"

    def test_an_age_that_cannot_be_the_same_stops_nobody(self, client, on_file):
        response = client.post(reverse("intake:quick"), self.typed(client, age="1"))
        assert response.status_code == 302

    def test_nobody_of_another_office_is_offered(self, client, office_west):
        factories.ChildFactory(office=office_west, name=ON_FILE)
        assert client.post(reverse("intake:quick"), self.typed(client)).status_code == 302


class TestFamily:
    @pytest.fixture
    def registering(self, caseworker):
        registering = Registering(caseworker)
        registering.answers(minimum(factories.PlaceFactory(), full=TYPED))
        return registering

    @pytest.fixture
    def on_file(self, office_north):
        born = {"person__birth_earliest": None, "person__birth_latest": None}
        return factories.ChildFactory(office=office_north, name=ON_FILE, **born)

    def test_a_duplicate_is_stopped_before_anything_is_recorded(self, registering, on_file):
        response = registering.records()
        text = response.content.decode()
        assert response.status_code == 200
        assert all(words in text for words in ("Is it one of these?", ON_FILE, on_file.case_number))
        assert Child.objects.count() == 1

    def test_none_of_these_records_the_family_once_and_is_remembered(self, registering, on_file):
        asked = registering.records()
        again = {**dict(asked.context["typed"]), "apart": asked.context["apart"]}
        url = f"{registering.url}check/"
        answers = [registering.client.post(url, again) for _time in range(2)]
        assert answers[0]["Location"] == answers[1]["Location"]
        assert Child.objects.count() == 2
        assert PossibleMatch.objects.get().answer == "different"

    def test_nobody_alike_is_nothing_to_ask(self, registering, office_west):
        factories.ChildFactory(office=office_west, name=ON_FILE)
        assert registering.records().status_code == 302
