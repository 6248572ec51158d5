"""Two who send one form at the same moment, and twenty who add one child. Promise 15."""

from cases.models import Passenger, TransferBatch, User
from tests import factories
from tests.batches import making
from tests.batches.test_parallel import at_once
from tests.kill.house import ROUND, connected_to
from tests.kill.rounds import SAVED, Sending, now_in, undisturbed

TWENTY = 20


def twins(house):
    """Send each form twice at the same moment; print and count those that did not make one record, answered alike."""
    bad = 0
    for path in house.paths.values():
        due = undisturbed(house, path)
        house.restore()
        assert house.recovers(path)
        pair = [Sending(house.server, path.raw()) for _press in range(2)]
        for sending in pair:
            sending.join()
        house.settled()
        found = due.found(now_in(house))
        answers = sorted(sending.status for sending in pair)
        if found != "everything" or answers[0] != SAVED:
            bad += 1
            print(f"{path.name}: {found}, answered {answers} {due.difference(now_in(house))}", flush=True)
        elif answers[1] != SAVED:
            print(f"{path.name}: one record, answered {answers}", flush=True)
    print(f"Sent twice at the same moment: {len(house.paths)} forms; not one record: {bad}")
    return bad


def adds(house, rounds):
    """Let twenty add one child to one transfer, so many times; print and count the rounds that left not one row."""
    if not rounds:
        return 0
    house.restore()
    with connected_to(house.cluster, ROUND):
        rows = [_added(User.objects.get(full_name="Layla Haddad")) for _round in range(rounds)]
    bad = sum(row != (1, 1) for row in rows)
    print(
        f"Twenty add one child: {rounds} rounds, {TWENTY * rounds} attempts; not exactly one passenger row: {bad}"
    )
    return bad


def _added(user):
    transfer = making.draft(user)
    child = factories.ChildFactory(office=user.office)
    outcomes = at_once(
        TWENTY, lambda _number: making.add(user, TransferBatch.objects.get(pk=transfer.pk), child)
    )
    told = sum(len(outcome) for outcome in outcomes if isinstance(outcome, list))
    return told, Passenger.objects.filter(person=child.person).count()
