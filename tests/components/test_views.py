"""The pages that belong to no feature."""

import pytest
from django.test import Client
from django.urls import reverse

PUBLIC = pytest.mark.parametrize("name", ["components:privacy", "components:accessibility"])

pytestmark = pytest.mark.django_db


@PUBLIC
def test_everybody_may_read_it(name):
    response = Client().get(reverse(name))
    assert response.status_code == 200
    assert b"<h1>" in response.content


@PUBLIC
def test_it_takes_nothing(name):
    assert Client().post(reverse(name)).status_code == 405


def test_gallery_is_not_there_outside_development(settings):
    settings.DEBUG = False
    assert Client().get(reverse("components:gallery")).status_code == 404


def test_gallery_shows_every_part_and_what_was_wrong(settings):
    settings.DEBUG = True
    assert Client().get(reverse("components:gallery")).status_code == 200
    response = Client().post(reverse("components:gallery"), {"name": "a\x00b"})
    assert response.status_code == 422
    assert 'href="#id_name"' in response.content.decode()


def test_languages_are_buttons_that_come_back_to_the_page():
    client = Client()
    page = client.get(reverse("components:privacy")).content.decode()
    assert 'name="language" value="ar"' in page
    response = client.post(reverse("set_language"), {"language": "ar", "next": "/privacy/"})
    assert response.url == "/privacy/"
    arabic = client.get(reverse("components:privacy")).content.decode()
    assert '<html lang="ar" dir="rtl">' in arabic
    assert "bootstrap.rtl.min" in arabic
