"""What the frame of every page needs: the menu, the person, the languages, the demonstration strip."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import get_language, get_language_info

from cases.accounts.demo import demo_roles
from cases.accounts.presenters import SessionEnd
from cases.enums import Role
from cases.policy.permissions import Permission
from repatriation.nav import Link, menu_for


@dataclass(frozen=True)
class Language:
    """A language as its own speakers write it."""

    code: str
    name: str
    direction: str
    current: bool


class Frame:
    """Worked out only when a template asks, so that fragments and files pay nothing for it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._user = getattr(request, "user", None)

    @property
    def demo(self) -> bool:
        """Whether everything on the page is invented."""
        return bool(getattr(settings, "DEMO", False))

    @cached_property
    def signed_in(self) -> bool:
        """Whether somebody is signed in."""
        return bool(self._user and self._user.is_authenticated)

    @cached_property
    def let_in(self) -> bool:
        """Whether somebody is signed in with a second factor: nobody else is shown a menu."""
        return self.signed_in and not getattr(self._request, "is_held_at_the_gate", False)

    @cached_property
    def session_end(self) -> SessionEnd:
        """When somebody who does nothing from now on is signed out."""
        return SessionEnd(self._request.session)

    @cached_property
    def _menu(self) -> tuple[list[Link], list[Link]]:
        if not self.let_in:
            return [], []
        return menu_for(self._user, self._request.path)

    @property
    def nav(self) -> list[Link]:
        """The first entries of the menu: the top bar, and the bar at the foot of a phone."""
        return self._menu[0]

    @property
    def more(self) -> list[Link]:
        """The other entries."""
        return self._menu[1]

    @property
    def more_is_current(self) -> bool:
        """Whether the reader is on one of the other entries."""
        return any(link.current for link in self.more)

    @cached_property
    def user_name(self) -> str:
        """The person's name, or the user name where none is kept."""
        if not self.signed_in:
            return ""
        return self._user.get_full_name() or self._user.get_username()

    @cached_property
    def role_label(self) -> str | Promise:
        """The role in words; empty for somebody without one."""
        role = getattr(self._user, "role", None)
        return Role(role).label if role in Role.values else ""

    @cached_property
    def search_url(self) -> str:
        """Where the search box posts to; empty for roles without case files."""
        if not self.let_in or not self._user.may(Permission.VIEW_CASES):
            return ""
        return reverse("search:keep")

    @property
    def suggest_url(self) -> str:
        """Where the box asks for the best few while somebody types."""
        return reverse("search:suggest") if self.search_url else ""

    @property
    def search_page(self) -> str:
        """The page with the same search on it, for screens too narrow for the box."""
        return reverse("search:page") if self.search_url else ""

    @cached_property
    def languages(self) -> list[Language]:
        """The languages on offer, each by its own name; none when there is only one."""
        if len(settings.LANGUAGES) < 2:
            return []
        current = get_language()
        return [self._language(code, current) for code, _name in settings.LANGUAGES]

    @staticmethod
    def _language(code: str, current: str | None) -> Language:
        info = get_language_info(code)
        name = info["name_local"]
        return Language(code, name[:1].upper() + name[1:], "rtl" if info["bidi"] else "ltr", code == current)

    @property
    def set_language_url(self) -> str:
        """Where the language buttons post to."""
        return reverse("set_language")

    @property
    def return_to(self) -> str:
        """Where to come back to after the language changed: this page with its filters."""
        return self._request.get_full_path() if self._request.method == "GET" else self._request.path


def frame(request: HttpRequest) -> dict[str, object]:
    """Adds ``frame`` to every template context, and ``demo_roles``, which only the sign-in page reads."""
    return {"frame": Frame(request), "demo_roles": SimpleLazyObject(demo_roles)}
