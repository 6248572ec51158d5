"""The settings of production: checked by Django, and compared with what the demonstration may do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cases.crypto import new_mac_key, new_master_key

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCTION = {
    "FIELD_KEY": new_master_key(),
    "AUDIT_KEY": new_mac_key(),
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!?",
    "ALLOWED_HOSTS": "register.example.org",
    "DATABASE_URL": "postgres://web:none@localhost/register",
    "PROXIES": "1",
}
DEMONSTRATION = {"DEMO": "1"}
UNSET = (
    "DEBUG",
    "DEMO",
    "DATABASE_URL",
    "DATABASE_ROLE",
    "SECRET_KEY",
    "FIELD_KEY",
    "AUDIT_KEY",
    "ALLOWED_HOSTS",
    "PROXIES",
    "TEST_DATABASE",
    "DJANGO_ALLOW_ASYNC_UNSAFE",
)


def run(kind, *words):
    """Run Django in a process of its own with these settings, and return what it printed."""
    kept = {name: value for name, value in os.environ.items() if name not in UNSET}
    settings = {"REPATRIATION_ENV_FILE": "", "DJANGO_SETTINGS_MODULE": "repatriation.settings"}
    done = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={**kept, **settings, **kind},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def setting(kind, name):
    return run(kind, "-c", f"from django.conf import settings; print(settings.{name})")


def test_production_passes_the_deployment_check():
    assert "no issues" in run(PRODUCTION, "manage.py", "check", "--deploy", "--fail-level", "WARNING")


def test_the_cookies_of_production_cannot_be_set_from_elsewhere():
    for name in ("SESSION", "CSRF", "LANGUAGE"):
        assert setting(PRODUCTION, f"{name}_COOKIE_NAME").startswith("__Host-")
        assert setting(PRODUCTION, f"{name}_COOKIE_SECURE") == "True"
        assert setting(PRODUCTION, f"{name}_COOKIE_DOMAIN") == "None"


def test_passwords_are_long_and_hashed_with_argon2():
    assert "Argon2PasswordHasher" in setting(PRODUCTION, "PASSWORD_HASHERS[0]")
    assert "'min_length': 15" in setting(PRODUCTION, "AUTH_PASSWORD_VALIDATORS")


ROUTES = (
    "import django; django.setup(); from django.urls import resolve, Resolver404\n"
    "try: print(resolve('/demo/enter/caseworker/').view_name)\n"
    "except Resolver404: print('not routed')"
)


@pytest.mark.parametrize(("kind", "answer"), [(PRODUCTION, "not routed"), (DEMONSTRATION, "demo:enter")])
def test_the_demonstrations_way_in_is_routed_in_the_demonstration_only(kind, answer, tmp_path):
    assert run({**kind, "REPATRIATION_DEVDB": str(tmp_path)}, "-c", ROUTES) == answer


def test_the_demonstration_shows_real_error_pages(tmp_path):
    assert setting({**DEMONSTRATION, "REPATRIATION_DEVDB": str(tmp_path)}, "DEBUG") == "False"
