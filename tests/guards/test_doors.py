"""Every address × every role × every relation to the row. Promises 1 and 4.

A foreign row and one that does not exist give the same bytes; each denied cell has a twin, the same row asked for by
somebody who may, that is answered.
"""

from collections import defaultdict

import pytest

from cases.models import Child, Guardian, TransferBatch
from tests.guards.addresses import OTHERS, every_address, is_of_others, our_addresses, owner_of
from tests.guards.beside import READERS, RESTRICTED
from tests.guards.choices import foreign_choices
from tests.guards.expectations import ELSEWHERE, EXPECTED, OPEN_TO_ALL
from tests.guards.files import is_file, may_leave
from tests.guards.recorded import BY_NUMBER, complaints
from tests.guards.sending import FORMS, fill
from tests.guards.walk import (
    ALLOWED_WRITES,
    ask,
    cells_of,
    due,
    head_of,
    same_for_all,
    worth_a_head,
    wrong_cells_of,
)
from tests.support.printed import words_of

# A few addresses a test, so that the workers have about as much to do.
PARTS = [sorted(EXPECTED)[start : start + 5] for start in range(0, len(EXPECTED), 5)]
DENIED = (403, 404)


def test_every_address_has_a_line_and_every_line_an_address():
    ours = {address.name for address in our_addresses()}
    assert ours == set(EXPECTED) | set(ELSEWHERE)


def test_what_is_left_to_others_is_there_with_its_reason_and_is_not_ours():
    others = [address for address in every_address() if is_of_others(address)]
    assert {owner_of(address) for address in others} == set(OTHERS)
    ours = {address.name for address in others if address.view.__module__.startswith("cases.")}
    assert all(name.startswith("admin:") for name in ours)


@pytest.mark.parametrize("names", PARTS, ids=lambda names: names[0])
def test_every_cell_is_answered_as_is_due(names, world):
    """Promises 1 and 4: permission, then scope, then lookup, for reading and writing alike."""
    for name in names:
        _walk(name, world)


def _walk(name, world):
    """Ask one address everything, and hold the answers against its line."""
    page = EXPECTED[name]
    answers = {cell: ask(cell, world, _body(cell, page, world)) for cell in cells_of(name, page, world)}
    answers |= {cell: ask(cell, world) for cell in wrong_cells_of(name, page, world)}
    _check_statuses(answers, page)
    _check_nothing_written(answers, page)
    _check_twins(answers, page)
    _check_sameness(answers)
    _check_files(name, answers)
    _check_no_leak(answers, world)
    _check_choices(answers, world)
    _check_heads(answers, page, world)
    assert complaints(answers, page, world) == []  # promise 7


def _body(cell, page, world):
    """Whoever may not sends the very form that would be saved; whoever may sends it empty."""
    if cell.method == "POST" and cell.name in FORMS and due(cell, page) in DENIED:
        return fill(cell.name, world)[1]
    return None


def _check_files(name, answers):
    """Promise 3: a file is of figures, or carries the number of an export."""
    wrong = [
        str(cell)
        for cell, answer in answers.items()
        if is_file(answer.response) and not may_leave(name, answer.response)
    ]
    assert wrong == []


def _check_statuses(answers, page):
    wrong = [
        f"{cell}: {answer.status} instead of {due(cell, page)}"
        for cell, answer in answers.items()
        if answer.status != due(cell, page)
    ]
    assert not wrong, "\n".join(wrong)


def _check_nothing_written(answers, page):
    for cell, answer in answers.items():
        if answer.status in (*DENIED, 405) or cell.role == "anonymous":
            assert answer.written <= ALLOWED_WRITES, str(cell)


def _check_twins(answers, page):
    """A page that is denied to everybody, or a row that nobody is shown, would prove nothing."""
    answered = {
        (cell.method, cell.target.label)
        for cell, answer in answers.items()
        if answer.status in (200, 302, 422) and cell.role != "anonymous"
    }
    for cell, answer in answers.items():
        if answer.status in DENIED and page.who & cell.target.seen_by:
            assert (cell.method, cell.target.label) in answered, f"nobody may: {cell}"


def _check_sameness(answers):
    """A row of others and one that does not exist are not told apart by a single byte."""
    seen = defaultdict(set)
    for cell, answer in answers.items():
        if answer.status in DENIED:
            seen[cell.role, cell.method, answer.status].add(same_for_all(answer))
    assert [key for key, bodies in seen.items() if len(bodies) > 1] == []


def _check_no_leak(answers, world):
    """No page speaks of a child whose file the reader's office does not keep."""
    for cell, answer in answers.items():
        if answer.status != 200:
            continue
        page = words_of(answer.response)
        for office, readers in READERS.items():
            shown = [mark for mark in world.marks[office] if mark in page]
            if (cell.role, cell.name) in BY_NUMBER:
                shown = [mark for mark in shown if not any(map(str.isdigit, mark))]
            assert cell.role in readers or not shown, f"{cell} shows {shown}"


def _check_choices(answers, world):
    """No form offers a row that the reader's rule of visibility leaves out."""
    for cell, answer in answers.items():
        if answer.status == 200 and cell.role in ("caseworker", "stranger"):
            assert foreign_choices(answer.response, world.users[cell.role]) == [], str(cell)


def _check_heads(answers, page, world):
    """The head alone is the same answer without its body, and leaves the same in the trail."""
    for cell in worth_a_head(answers, page):
        whole, head = answers[cell], ask(head_of(cell), world)
        assert (head.status, b"".join(head.response)) == (whole.status, b""), str(cell)
        # When somebody was last there is written once a minute.
        assert head.written ^ whole.written <= ALLOWED_WRITES - {"cases_auditevent"}, str(cell)


@pytest.mark.parametrize(
    ("model", "name", "complaint"),
    [
        (Child, "casefile:detail", "200 instead of 404"),
        (Child, "children:list", "as caseworker shows"),
        (Guardian, "guardians:status", "200 instead of 404"),
        (TransferBatch, "batches:detail", "200 instead of 404"),
    ],
)
def test_the_walk_notices_a_rule_that_is_gone(model, name, complaint, world, monkeypatch):
    """Without its rule of visibility, a page must fail its line: the guard is awake."""
    queryset = type(model.objects.all())
    if name in FORMS:
        fill(name, world)  # opened while the rule stands: other tests send the same page
    monkeypatch.setattr(queryset, "visible_to", lambda self, user: self)
    with pytest.raises(AssertionError, match=complaint):
        _walk(name, world)


@pytest.mark.parametrize("name", ["children:list", "casefile:detail", "batches:detail", "reports:travelled"])
def test_the_leak_would_be_seen(name, world):
    """The twin of every "no page speaks of…": those who may see the children do, in the same words."""
    page = EXPECTED[name]
    for office, reader in (("North", "caseworker"), ("West", "stranger"), (RESTRICTED, "supervisor")):
        own = [
            cell
            for cell in cells_of(name, page, world)
            if cell.role == reader
            and cell.method == "GET"
            and (not cell.target.label or cell.target.label.endswith(f" of {office}"))
            and due(cell, page) == 200
        ]
        text = ask(own[0], world).response.content.decode()
        assert any(mark in text for mark in world.marks[office])


def test_nobody_comes_in_without_signing_in(world):
    """Every address of the app needs it but those that are open for a reason."""
    open_ = {
        address.name for address in our_addresses() if getattr(address.view, "login_required", True) is False
    }
    assert open_ == set(OPEN_TO_ALL)
