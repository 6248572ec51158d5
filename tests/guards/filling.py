"""Filling in the form of a page as a browser would send it: what stands in it, and what somebody types."""

from html.parser import HTMLParser
from urllib.parse import urlencode


class PageForm(HTMLParser):
    """The values of the largest form of a page that is posted. ``values`` lists pairs of name and value."""

    def __init__(self, page, address):
        super().__init__()
        self._address = address
        self._forms = []
        self._is_posted = False
        self._select = self._text = None
        self.feed(page)
        self.values = max(self._forms, key=len, default=[])

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self._forms.append([])
            self._is_posted = attrs.get("method", "").lower() == "post" and self._is_own(attrs)
        elif tag == "input" and self._takes(attrs):
            ticked = attrs.get("type") in ("checkbox", "radio")
            self._add(attrs["name"], attrs.get("value", "on" if ticked else ""))
        elif tag == "select":
            self._select, self._first = attrs.get("name"), None
        elif tag == "option" and self._select and (self._first is None or "selected" in attrs):
            self._first = attrs.get("value", "")
        elif tag == "textarea":
            self._text, self._typed = attrs.get("name"), ""

    def handle_data(self, data):
        if self._text:
            self._typed += data

    def handle_endtag(self, tag):
        if tag == "select" and self._select:
            self._add(self._select, self._first or "")
            self._select = None
        elif tag == "textarea" and self._text:
            self._add(self._text, self._typed.strip())
            self._text = None
        elif tag == "form":
            self._is_posted = False

    def _is_own(self, attrs):
        # The others search, change the language, sign out.
        return attrs.get("action", "") in ("", self._address)

    def _takes(self, attrs):
        if not attrs.get("name") or attrs.get("type") in ("submit", "button", "file"):
            return False
        return attrs.get("type") not in ("checkbox", "radio") or "checked" in attrs

    def _add(self, name, value):
        if self._forms and self._is_posted:
            self._forms[-1].append((name, value or ""))


def filled(page, address, typed):
    """What a browser sends for the form of ``page`` once ``typed`` (name to value or list) was typed into it."""
    values = [(name, value) for name, value in PageForm(page, address).values if name not in typed]
    for name, value in typed.items():
        values += [(name, one) for one in (value if isinstance(value, list) else [value])]
    return urlencode(values)
