"""Rules of the house that no page shows: what every view, model, form and file keeps to."""

import ast
import importlib
import pkgutil
import re
import subprocess
from pathlib import Path

import pytest
from django.forms import BaseForm, ModelChoiceField

import cases
from cases.components.forms import OfUser
from cases.policy.permissions import Permission
from tests.guards.addresses import our_addresses
from tests.guards.expectations import OPEN_TO_ALL
from tests.support import rows

ROOT = Path(__file__).resolve().parent.parent.parent
MOST_LINES = 400
# Written by programs: migrations by Django, the rest is not code.
NOT_COUNTED = re.compile(
    r"^(cases/migrations/|cases/static/vendor/)|\.(csv|json|po|pot|svg|png|md|txt|gz|lock|ttf|mo)$|^LICENSE"
)
# Rows that are never looked up for somebody, and why.
WITHOUT_SCOPE = {
    "IndexSecret": "the key of an index, wrapped; read by cases.vault and nobody else",
    "NameKeyCount": "keys of names without their persons, counted for the search only",
    "SentForm": "read by form id and user together, in cases.access only",
}


def _modules():
    for found in pkgutil.walk_packages(cases.__path__, "cases."):
        if ".migrations" not in found.name:
            yield importlib.import_module(found.name)


def _tree(module):
    return ast.parse(Path(module.__file__).read_text(encoding="utf-8"))


VIEWS = [module for module in _modules() if module.__name__.endswith("views")]


@pytest.mark.parametrize("address", our_addresses(), ids=lambda address: address.name)
def test_every_view_says_who_may_or_stands_on_the_list_of_open_ones(address):
    permissions = getattr(address.view, "permissions", ())
    assert all(isinstance(permission, Permission) for permission in permissions)
    assert bool(permissions) != (address.name in OPEN_TO_ALL)


@pytest.mark.parametrize("address", our_addresses(), ids=lambda address: address.name)
def test_no_address_takes_an_id_of_the_database(address):
    converters = set(re.findall(r"<(\w+):", address.route))
    assert converters <= {"uuid", "slug"}, "rows are named by public_id, States by code"
    assert not re.search(r"<(\w+:)?(pk|id)>|<\w+>", address.route)


@pytest.mark.parametrize("module", VIEWS, ids=lambda module: module.__name__)
def test_views_scope_before_they_look_up(module):
    """A look-up in a view goes through ``get_for``; ids that were posted are read by forms."""
    tree = _tree(module)
    imported = {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    assert not imported & {"get_object_or_404", "get_list_or_404", "csrf_exempt"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
            owner = ast.unparse(node.func.value)
            assert ".objects" not in owner, f"{module.__name__}:{node.lineno} looks up without a scope"


@pytest.mark.parametrize("module", VIEWS, ids=lambda module: module.__name__)
def test_views_limit_their_methods_outside_of_everything(module):
    """The method is refused before anybody is asked who they are; promise 18."""
    limits = ("require_safe", "require_POST", "require_http_methods")
    for node in _tree(module).body:
        if isinstance(node, ast.FunctionDef) and "requires" in map(_name, node.decorator_list):
            assert _name(node.decorator_list[0]) in limits, f"{module.__name__}.{node.name}"
            assert _name(node.decorator_list[1]) == "requires", f"{module.__name__}.{node.name}"


def _name(decorator):
    call = decorator.func if isinstance(decorator, ast.Call) else decorator
    return ast.unparse(call)


@pytest.mark.parametrize("model", rows.models(), ids=lambda model: model.__name__)
def test_every_model_knows_what_somebody_sees_of_it(model):
    """Promise 1: one rule, on every QuerySet."""
    assert hasattr(model.objects.all(), "visible_to") != (model.__name__ in WITHOUT_SCOPE)


@pytest.mark.parametrize("model", rows.models(), ids=lambda model: model.__name__)
def test_no_model_has_an_order_of_its_own(model):
    """It would sort where nobody asked, counts and sub-queries included."""
    assert not model._meta.ordering


def _forms():
    list(_modules())
    waiting, found = [BaseForm], []
    while waiting:
        subclasses = waiting.pop().__subclasses__()
        waiting += subclasses
        found += [form for form in subclasses if form.__module__.startswith("cases.")]
    return sorted(set(found), key=lambda form: (form.__module__, form.__name__))


def test_every_form_with_rows_to_choose_from_knows_who_fills_it_in():
    """Promise 1: the rule of visibility holds in form choices as well."""
    # What other forms are made of is bound through them.
    forms = [form for form in _forms() if _choices_of_rows(form) and not form.__subclasses__()]
    assert len(forms) > 5
    assert [form.__name__ for form in forms if not issubclass(form, OfUser)] == []


def _choices_of_rows(form):
    return [
        field for field in getattr(form, "base_fields", {}).values() if isinstance(field, ModelChoiceField)
    ]


def _files():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout  # noqa: S607
    names = listed.split() or [str(path.relative_to(ROOT)) for path in ROOT.glob("cases/**/*.py")]
    return [ROOT / name for name in names if not NOT_COUNTED.search(name) and (ROOT / name).is_file()]


def test_files_stay_short():
    lengths = {path: path.read_bytes().count(b"\n") for path in _files()}
    assert len(lengths) > 100
    long = {str(path.relative_to(ROOT)): lines for path, lines in lengths.items() if lines > MOST_LINES}
    assert not long


def test_no_module_is_called_after_nothing():
    """What is in a module called utils nobody can say, nor find."""
    names = {part.removesuffix(".py") for path in _files() for part in path.relative_to(ROOT).parts}
    assert not names & {"utils", "util", "core", "common", "helpers", "misc"}


@pytest.mark.parametrize("word", ["mark_safe(", "|safe", "autoescape off", "csrf_exempt"])
def test_nothing_is_marked_safe(word):
    sources = [
        path for path in _files() if path.parts[len(ROOT.parts)] in ("cases", "repatriation", "templates")
    ]
    assert [str(path) for path in sources if word in path.read_text(encoding="utf-8")] == []
