"""Is it one of these? Whoever may be on file already is offered before somebody is recorded a second time."""

import pytest
from django.urls import reverse

from cases.matching.duplicates import find_all
from cases.models import Child, Guardian, Guardianship, PossibleMatch
from tests import factories
from tests.intake.walking import Registering, minimum
from tests.matching.merging import merge
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


class TestParentOfAFamily:
    """ "It is this one" puts a parent on file into the draft, whom the children are tied to at the end."""

    @pytest.fixture
    def mother(self, office_north):
        born = {"person__birth_earliest": None, "person__birth_latest": None}
        return factories.GuardianFactory(office=office_north, name=ON_FILE, person__sex="f", **born)

    @pytest.fixture
    def registering(self, caseworker):
        registering = Registering(caseworker)
        registering.answers(
            {
                **minimum(factories.PlaceFactory(), full="Zarina Saidova"),
                "family": {"children": "1", "here": ["mother"]},
                "mother": {"how": "new", "name_latin": TYPED, "is_here": "on", "status": "present"},
            }
        )
        return registering

    def takes(self, registering, who="mother", version=None, **sent):
        version = registering.draft.version if version is None else version
        return registering.client.post(f"{registering.url}on-file/{who}/", {"version": version, **sent})

    def gives_back(self, registering, who="mother", version=None):
        version = registering.draft.version if version is None else version
        return registering.client.post(f"{registering.url}on-file/{who}/back/", {"version": version})

    def check_page(self, registering):
        return registering.client.get(f"{registering.url}check/").content.decode()

    def test_the_page_that_asks_takes_her_and_the_child_is_tied_to_her(
        self, registering, mother, office_north
    ):
        """Promise 15: nobody is recorded twice, however often the button is pressed."""
        sister = factories.GuardianshipFactory(
            child=factories.ChildFactory(office=office_north), guardian=mother
        ).child
        asked = registering.records()
        url = f"{registering.url}on-file/mother/"
        assert f'action="{url}"' in asked.content.decode()
        sent = {**dict(asked.context["typed"]), "use": str(mother.person.public_id)}
        answers = [registering.client.post(url, sent) for _time in range(2)]
        assert [answer.status_code for answer in answers] == [302, 302]
        text = self.check_page(registering)
        assert all(words in text for words in (ON_FILE, sister.case_number, "On file already"))
        assert "Taken from the file" in text
        assert TYPED not in text
        assert [registering.records().status_code for _time in range(2)] == [302, 302]
        child = Child.objects.exclude(pk=sister.pk).get()
        tie = Guardianship.objects.get(child=child)
        assert (tie.guardian, tie.relationship) == (mother, "mother")
        assert (Guardian.objects.count(), Child.objects.count()) == (1, 2)
        assert set(mother.person.names.values_list("full", flat=True)) == {ON_FILE}
        # The children of one mother are of one family group.
        groups = [one.person.family_memberships.get().group_id for one in (child, sister)]
        assert groups[0] == groups[1]

    def test_what_was_typed_is_brought_back(self, registering, mother):
        typed = registering.draft.answers["mother"]["typed"]
        self.takes(registering, use=str(mother.person.public_id))
        assert self.gives_back(registering).status_code == 302
        assert registering.draft.answers["mother"]["typed"] == typed
        text = self.check_page(registering)
        assert TYPED in text
        assert "Taken from the file" not in text
        assert registering.records().status_code == 200
        # There is nothing more to bring back.
        assert self.gives_back(registering).status_code == 302
        assert registering.draft.answers["mother"]["typed"] == typed

    def test_what_was_typed_waits_while_another_answer_is_tried(self, registering, mother):
        """Each press on an answer is kept as it is made: one that is corrected at once costs nothing that was typed."""
        typed = registering.draft.answers["mother"]["typed"]
        self.takes(registering, use=str(mother.person.public_id))
        taken = registering.draft.answers["mother"]["typed"]
        registering.sends("mother", how="none", no_parent="refused")
        assert "Taken from the file" not in self.check_page(registering)
        registering.sends("mother", **taken)
        assert "Taken from the file" in self.check_page(registering)
        self.gives_back(registering)
        assert registering.draft.answers["mother"]["typed"] == typed

    def test_her_page_of_the_registration_shows_her_chosen(self, registering, mother):
        self.takes(registering, use=str(mother.person.public_id))
        form = registering.opens("mother").context["form"]
        assert form["how"].value() == "on_file"
        assert form["guardian"].value() == str(mother.public_id)
        assert list(form.found) == [mother]

    @pytest.mark.parametrize("use", ["", "x", "\x00", UNKNOWN])
    def test_nobody_unknown_is_taken(self, registering, mother, use):
        """Promise 18."""
        before = registering.draft.answers
        assert self.takes(registering, use=use).status_code == 404
        assert registering.draft.answers == before

    def test_nobody_of_another_office_is_taken(self, registering, office_west):
        """Promise 1: not by the button, and not by an id written into the draft."""
        foreign = factories.GuardianFactory(office=office_west, name=ON_FILE)
        before = registering.draft.answers
        assert self.takes(registering, use=str(foreign.person.public_id)).status_code == 404
        assert registering.draft.answers == before
        forged = {"how": "on_file", "search": ON_FILE, "guardian": str(foreign.public_id)}
        assert registering.sends("mother", **forged).status_code == 422
        assert ON_FILE not in self.check_page(registering).replace(f"{ON_FILE}</bdi>", "", 1)
        assert registering.records().status_code == 422
        assert not Child.objects.exists()

    @pytest.mark.parametrize("who", ["nobody", "child-1", "father"])
    def test_nobody_else_is_replaced(self, registering, mother, who):
        answer = self.takes(registering, who=who, use=str(mother.person.public_id))
        assert answer.status_code == (409 if who == "father" else 404)

    def test_a_stranger_finds_no_draft(self, registering, mother, other_caseworker):
        """Promise 1."""
        sent = {"version": registering.draft.version, "use": str(mother.person.public_id)}
        stranger = client_of(other_caseworker)
        for address in ("on-file/mother/", "on-file/mother/back/"):
            assert stranger.post(f"{registering.url}{address}", sent).status_code == 404

    def test_answers_that_changed_meanwhile_are_looked_at_again(self, registering, mother):
        """Promise 13."""
        version = registering.draft.version
        registering.sends("father", how="none", no_parent="refused")
        use = str(mother.person.public_id)
        assert self.takes(registering, version=version, use=use).status_code == 409
        assert self.gives_back(registering, version=version).status_code == 409
        assert registering.draft.answers["mother"]["typed"]["how"] == ["new"]
        assert self.takes(registering, version="x", use=use).status_code == 422

    def test_whoever_was_given_up_in_a_merge_is_chosen_anew(
        self, registering, supervisor, mother, office_north
    ):
        kept = factories.GuardianFactory(office=office_north, name="Мухаммад Абдурахман", person__sex="f")
        use = str(mother.person.public_id)
        self.takes(registering, use=use)
        merge(supervisor, kept, mother)
        text = self.check_page(registering)
        assert "There is something to correct" in text
        assert registering.records().status_code == 422
        errors = registering.sends("mother", how="on_file", search=ON_FILE, guardian=str(mother.public_id))
        assert "This record was merged into another one meanwhile" in errors.content.decode()
        # Pressed on a page that was opened before the merge.
        self.gives_back(registering)
        answer = self.takes(registering, use=use)
        assert answer.status_code == 302
        assert "This record was merged into another one meanwhile" in self.check_page(registering)
        assert not Child.objects.exists()
        self.takes(registering, use=str(kept.person.public_id))
        assert registering.records().status_code == 302
        assert Guardianship.objects.get().guardian == kept

    def test_whoever_went_to_another_office_meanwhile_is_not_tied(self, registering, mother, office_west):
        """Promise 1: what the draft says is judged again when it is recorded."""
        self.takes(registering, use=str(mother.person.public_id))
        type(mother.person).objects.filter(pk=mother.person_id).update(office=office_west)
        assert ON_FILE not in self.check_page(registering).replace(f"{ON_FILE}</bdi>", "", 1)
        assert registering.records().status_code == 422
        assert not Guardianship.objects.exists()

    def test_a_child_of_hers_whom_another_office_keeps_is_not_told(self, registering, mother, office_west):
        """Promise 1: neither the number of that file nor its family group."""
        foreign = factories.ChildFactory(office=office_west)
        factories.GuardianshipFactory(child=foreign, guardian=mother)
        self.takes(registering, use=str(mother.person.public_id))
        assert foreign.case_number not in self.check_page(registering)
        assert foreign.case_number not in registering.opens("mother").content.decode()
        assert registering.records().status_code == 302
        assert not foreign.person.family_memberships.exists()
