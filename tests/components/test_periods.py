"""Days of dated facts, by the rules that every kind of fact shares."""

import datetime

import pytest
from django import forms
from django.utils import timezone

from cases.components.periods import check_order, end_current, move_beginning, not_to_come
from cases.errors import Refused
from cases.models import Need
from tests import factories

MARCH, APRIL, MAY = (datetime.date(2019, month, 1) for month in (3, 4, 5))


class Stay(forms.Form):
    from_date = forms.DateField(required=False)
    to_date = forms.DateField(required=False)

    def clean(self):
        check_order(self)
        return self.cleaned_data


def test_a_day_to_come_is_refused_beside_its_field():
    today = timezone.localdate()
    for day in (None, MARCH, today):
        not_to_come(day)
    with pytest.raises(Refused) as refused:
        not_to_come(today + datetime.timedelta(days=1), field="to_date")
    assert refused.value.field == "to_date"


@pytest.mark.parametrize(
    ("since", "until", "wrong"),
    [
        (MAY, MARCH, ["to_date"]),
        (MARCH, MARCH, []),
        (None, MARCH, []),
        (MAY, None, []),
        ("soon", MARCH, ["from_date"]),
    ],
)
def test_an_end_before_the_beginning_is_said_beside_the_end(since, until, wrong):
    assert list(Stay({"from_date": since, "to_date": until}).errors) == wrong


@pytest.mark.django_db
def test_only_what_holds_ends_and_not_before_it_began():
    over = factories.NeedFactory(from_date=MARCH, to_date=APRIL)
    row = factories.NeedFactory(child=over.child, from_date=APRIL)
    rows = Need.objects.filter(child=over.child)
    with pytest.raises(Refused):
        end_current(rows, MARCH)
    assert end_current(rows, MAY) == [row]
    over.refresh_from_db()
    assert over.to_date == APRIL


@pytest.mark.django_db
def test_a_gap_before_a_fact_stays_where_its_beginning_moves():
    before = factories.NeedFactory(from_date=MARCH, to_date=datetime.date(2019, 3, 20))
    row = factories.NeedFactory(child=before.child, from_date=MAY)
    move_beginning(row, APRIL, others=Need.objects.filter(child=before.child))
    before.refresh_from_db()
    assert (row.from_date, before.to_date) == (APRIL, datetime.date(2019, 3, 20))
