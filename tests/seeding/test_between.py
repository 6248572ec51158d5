"""The demonstration: something goes on between its two offices, and nobody has moved by it."""

import pytest

from cases.models import CaseMove, EmergencyOpening, Referral
from cases.traffic.presenters import OpeningRow, ReferralRow

pytestmark = pytest.mark.usefixtures("demo")


def test_a_family_is_offered_a_file_is_shown_and_one_was_opened_in_an_emergency():
    move, referral, opening = CaseMove.objects.get(), Referral.objects.get(), EmergencyOpening.objects.get()
    assert (move.from_office.name, move.to_office.name) == ("Office West", "Office North")
    assert {row.child.office for row in move.children.all()} == {move.from_office}
    assert move.children.count() > 1
    assert (referral.giving_office.name, referral.to_office.name) == ("Office West", "Office North")
    assert ReferralRow(referral, referral.to_office_id).is_running
    assert (opening.opened_for.name, opening.office.name) == ("Office West", "Office North")
    assert OpeningRow(opening).is_running
    assert opening.notices.get().user.full_name == "Omar Rashid"
