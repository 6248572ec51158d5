"""``visible_to`` of every model for every role: what is one's own, and nothing else. Promises 1, 2 and 4."""

import pytest

from cases import models
from cases.enums import ExportKind, ReferralPart, Role
from cases.models import Country, CountryPosition, Membership, PublishedFigure, User
from tests.guards.cast import CASE_WORK, FIGURES, OFFICES, PLACES, STATES, cast_of
from tests.guards.test_code import WITHOUT_SCOPE
from tests.restrictions.making import restriction_of
from tests.support import rows
from tests.traffic.making import opening_of, referral_of

ROLES = (
    "caseworker", "colleague", "supervisor", "stranger", "official", "coordinator", "officer", "administrator",
    "superuser",
)  # fmt: skip
# Shared rows: which roles see all of them. Everything else belongs to an office's case work.
SHARED = {
    models.Office: OFFICES,
    models.Place: PLACES,
    models.PlaceControl: PLACES,
    models.Country: STATES - {"official"},
    models.CountryPosition: STATES - {"official"},
    models.PublishedFigure: FIGURES - {"official"},
    models.AuditEvent: {"officer"},
    models.AuditSeal: {"officer"},
    models.TrailFinding: {"officer"},
    models.User: {"administrator"},
    models.Membership: {"administrator"},
    models.AccessChange: {"administrator"},
    models.FactorReset: {"administrator"},
    models.Invitation: {"administrator"},
    models.RetentionPeriod: OFFICES,
}
# Rows of one person alone, whatever the role: the maker of the row sees it, and not even a colleague does.
OWN = {
    models.RegistrationDraft,
    models.SavedView,
    models.ColumnChoice,
    models.FollowedCase,
    models.UnsentText,
    models.EmergencyNotice,
}
# Rows about a restricted file: those whom it names see them, and not even a supervisor else does.
NAMED = {models.CaseRestriction, models.RestrictedPerson, models.RestrictionMember}
# What an office plans and keeps, whoever is in it: a transfer keeps the place of a restricted file, without a name.
OF_THE_OFFICE = {models.Passenger}
# Rows of cases that another role sees as well, without what they are about.
ALSO = {
    models.EmergencyOpening: {"officer"},
    models.Erasure: {"officer"},
    models.SubjectRequest: {"officer"},
    models.NumberedExport: {"officer"},
    models.ExportApproval: {"officer"},
    models.ExportOpening: {"officer"},
    models.ExportDestruction: {"officer"},
}
SCOPED = [model for model in rows.models() if model.__name__ not in WITHOUT_SCOPE]
OF_CASES = [model for model in SCOPED if model not in {*SHARED, *OWN, *NAMED}]


@pytest.fixture
def cast(office_north, office_west):
    return cast_of(office_north, office_west)


@pytest.fixture
def kept(cast, office_north, office_west):
    """Primary keys of what each office keeps, by model; and of everything."""
    rows.make_one_of_each(0, office_north)
    north = {model: _keys(model.objects.all()) for model in SCOPED}
    rows.make_one_of_each(1, office_west)
    everything = {model: _keys(model.objects.all()) for model in SCOPED}
    west = {model: everything[model] - north[model] for model in SCOPED}
    return {"caseworker": north, "colleague": north, "supervisor": north, "stranger": west, "all": everything}


def _keys(queryset):
    return set(queryset.values_list("pk", flat=True))


@pytest.mark.parametrize("role", ROLES)
def test_case_rows_are_seen_by_the_office_that_keeps_them(role, cast, kept):
    """Promises 1 and 4: no other role, administrators and superusers included, is shown a single one."""
    for model in OF_CASES:
        assert kept["stranger"][model], f"{model.__name__} has no row that could leak"
        expected = kept[role][model] if role in CASE_WORK else set()
        if role in ALSO.get(model, ()):
            expected = kept["all"][model]
        assert _keys(model.objects.visible_to(cast[role])) == expected, model.__name__


@pytest.mark.parametrize("role", ROLES)
def test_shared_rows_are_seen_by_the_roles_that_need_them(role, cast, kept):
    for model, readers in SHARED.items():
        seen = _keys(model.objects.visible_to(cast[role]))
        if role in readers:
            assert seen == kept["all"][model], model.__name__
        else:
            assert seen == _own(model, cast[role]), model.__name__


def test_sight_beyond_the_own_office_widens_no_rule(cast, kept):
    """Promise 1: what another office shows, or somebody opens, is within ``visible_to`` of nothing but its own row."""
    before = {
        (role, model): _keys(model.objects.visible_to(cast[role]))
        for role in ("supervisor", "stranger")
        for model in OF_CASES
    }
    theirs = models.Child.objects.visible_to(cast["stranger"]).first()
    ours = models.Child.objects.visible_to(cast["supervisor"]).first()
    referral_of(ours, to=cast["stranger"].office, by=cast["supervisor"], parts=ReferralPart)
    opening_of(theirs, by=cast["supervisor"], office=cast["supervisor"].office)
    after = {pair: _keys(pair[1].objects.visible_to(cast[pair[0]])) for pair in before}
    changed = {(role, model) for (role, model) in before if before[role, model] != after[role, model]}
    assert {model for _role, model in changed} == {models.Referral, models.EmergencyOpening}


def _own(model, user):
    """What somebody sees of a shared table that is not open to the role: oneself, colleagues, one's own State."""
    by_hand = {
        User: lambda: _colleagues(user),
        Membership: lambda: _keys(Membership.objects.filter(user__in=_colleagues(user))),
    }
    if user.role == Role.SUPERVISOR:
        by_hand[models.Invitation] = lambda: _keys(models.Invitation.objects.filter(office=user.office))
    if user.state:
        by_hand |= {
            Country: lambda: {"TJ"},
            CountryPosition: lambda: _keys(CountryPosition.objects.filter(country_id="TJ")),
            PublishedFigure: lambda: _keys(PublishedFigure.objects.filter(destination_id="TJ")),
        }
    return by_hand.get(model, set)()


def _colleagues(user):
    if user.office is None:
        return {user.pk}
    return {member.user_id for member in user.office.memberships.all()}


@pytest.mark.parametrize("model", sorted(OWN, key=lambda model: model.__name__), ids=lambda m: m.__name__)
def test_own_rows_are_seen_by_nobody_else(model, cast, kept):
    for role in ROLES:
        assert kept["all"][model]
        assert _keys(model.objects.visible_to(cast[role])) == set(), role
    maker = model.objects.order_by("pk").first().user
    assert _keys(model.objects.visible_to(maker)) == _keys(model.objects.filter(user=maker)) != set()


@pytest.mark.parametrize("model", sorted(NAMED, key=lambda model: model.__name__), ids=lambda m: m.__name__)
def test_rows_of_a_restriction_are_seen_by_those_whom_it_names(model, cast, kept):
    """Promise 1: whatever the role; and by nobody who is named no more."""
    for role in ROLES:
        assert kept["all"][model]
        assert _keys(model.objects.visible_to(cast[role])) == set(), role
    member = models.RestrictionMember.objects.order_by("pk").first()
    assert _keys(model.objects.visible_to(member.user)) == kept["caseworker"][model]
    models.RestrictionMember.objects.filter(pk=member.pk).update(until_at=member.created_at)
    assert _keys(model.objects.visible_to(member.user)) == set()


@pytest.mark.parametrize("role", ["caseworker", "supervisor"])
def test_a_restricted_file_takes_all_that_hangs_on_it_along(role, cast, kept):
    """Promise 1: not one row of a case is left to whoever is not named, of no model; the twin is whoever is."""
    named = cast["colleague"]
    before = {model: _keys(model.objects.visible_to(cast[role])) for model in OF_CASES}
    for child in models.Child.objects.visible_to(named):
        restriction_of(child, named=[named])
    for model in OF_CASES:
        left = _keys(model.objects.visible_to(cast[role]))
        assert _keys(model.objects.visible_to(named)) == kept["caseworker"][model], model.__name__
        if model not in OF_THE_OFFICE:
            assert not left & _of_children(model, before[model]), model.__name__


def _of_children(model, keys):
    """Those rows that belong to a child, or to a parent of no other child; all others are the office's still."""
    if (
        model is models.NumberedExport
    ):  # of a list the office sees the number, and whose rows are judged when it is opened
        return set(
            model.objects.filter(pk__in=keys).exclude(kind=ExportKind.LIST).values_list("pk", flat=True)
        )
    if hasattr(model, "child") and model is not models.Person:
        return keys
    hidden = set(models.RestrictedPerson.objects.open().values_list("person", flat=True))
    if model is models.Person:
        return keys & hidden
    if hasattr(model, "person"):
        return set(model.objects.filter(pk__in=keys, person__in=hidden).values_list("pk", flat=True))
    return set()


def test_a_view_that_is_shared_is_seen_in_the_office_and_nowhere_else(cast, kept):
    models.SavedView.objects.update(is_shared=True)
    shared = kept["caseworker"][models.SavedView]
    seen = {role: _keys(models.SavedView.objects.visible_to(cast[role])) for role in ROLES}
    for role in ROLES:
        expected = {"stranger": kept["stranger"][models.SavedView]}.get(role, shared)
        assert seen[role] == (expected if role in CASE_WORK else set()), role


def test_whoever_left_an_office_sees_nothing_of_it(cast, kept):
    leaver = cast["colleague"]
    leaver.memberships.update(to_date=rows.DAY)
    leaver = User.objects.get(pk=leaver.pk)
    assert all(not _keys(model.objects.visible_to(leaver)) for model in OF_CASES)


def test_an_account_that_was_closed_sees_nothing(cast, kept):
    User.objects.filter(pk=cast["caseworker"].pk).update(is_active=False)
    closed = User.objects.get(pk=cast["caseworker"].pk)
    assert all(not _keys(model.objects.visible_to(closed)) for model in OF_CASES)
