"""What templates need in order to look alike: icons, isolated dates and codes, cards with a body, links of a table."""

from datetime import date, datetime
from uuid import UUID

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext_lazy as _

from cases.components.kept_lists import way_back
from cases.components.states import state_named
from cases.components.wording import SENTENCE, hinted_fields
from cases.wording import WHY

register = template.Library()

# Icons that point along the line of reading, and so turn round in right-to-left.
_TURNING = frozenset({"chevron-end", "chevron-start", "transfer", "sign-out"})
# Words of the address that belong to one page of a list and not to its filters.
_PAGE_WORDS = ("after", "before", "page")
_PART_LABELS = {"day": _("Day"), "month": _("Month"), "year": _("Year")}


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """One icon of the sprite, hidden from screen readers: a word always stands beside it.

    ``name`` is a symbol in ``static/cases/icons.svg``; ``size`` is "", "s" or "l".
    Written here and not in a template because a list draws hundreds of them.
    """
    classes = "icon"
    if size:
        classes = f"{classes} icon-{size}"
    if name in _TURNING:
        classes = f"{classes} flip"
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        classes,
        static("cases/icons.svg"),
        name,
    )


@register.simple_tag
def state(code: str, label: str = "", bare: bool = False) -> SafeString:
    """A track state as icon, word and colour.

    ``code`` is one of ``cases.components.states.STATES`` (an unknown one raises ``KeyError``);
    ``label`` replaces the usual word; ``bare`` leaves the ground out.
    """
    look = state_named(code)
    ground = "badge-state badge-bare" if bare else "badge-state"
    return format_html(
        '<span class="{} is-{}">{}<span>{}</span></span>',
        ground,
        look.code,
        icon(look.icon),
        label or look.label,
    )


@register.filter
def code(value: object) -> SafeString | str:
    """A case number or another code: never turned round by the text about it."""
    if value in (None, ""):
        return ""
    return format_html('<bdi class="code" dir="ltr">{}</bdi>', value)


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """A date as "15 Jul 2019", isolated from the text about it; empty for none."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return format_html(
        '<time datetime="{}"><bdi dir="{}">{}</bdi></time>',
        value.strftime("%Y-%m-%d") if value.year >= 1000 else "",
        _direction_of_dates(),
        formats.date_format(value, "j M Y"),
    )


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """A date with its time as "15 Jul 2019 09:12", isolated; empty for none."""
    if value is None or value == "":
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return format_html(
        '<time datetime="{}"><bdi dir="{}">{}</bdi></time>',
        local.isoformat(timespec="minutes"),
        _direction_of_dates(),
        formats.date_format(local, "j M Y H:i"),
    )


def _direction_of_dates() -> str:
    # A month in Arabic letters reads right to left with its day and year; figures alone do not.
    return "auto" if get_language_bidi() else "ltr"


@register.filter
def px(value: float) -> str:
    """A coordinate of a drawing: always with a decimal point, whatever the language."""
    return f"{value:.1f}".removesuffix(".0")


@register.simple_tag(takes_context=True)
def link_with(context: template.Context, **changes: object) -> str:
    """This page's address with some words of the query changed (``None`` removes one), on its first page."""
    query = context["request"].GET.copy()
    for word in _PAGE_WORDS:
        query.pop(word, None)
    for word, value in changes.items():
        if value is None:
            query.pop(word, None)
        else:
            query[word] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def list_as_left(context: template.Context, name: str, route: str, row: UUID | None = None) -> str:
    """Address of a list with the filters and the page in which the reader left it, at ``row`` (a public id)."""
    return way_back(context["request"], name, route, row)


@register.inclusion_tag("components/sort_header.html", takes_context=True)
def sort_header(
    context: template.Context, field: str, label: str, css: str = "", default: str = "", word: str = "sort"
) -> dict[str, object]:
    """A table head that sorts by ``field``: ``?sort=field`` and ``?sort=-field``, back on the first page.

    ``default`` is the order in force when the address names none; ``css`` a class of the cell ("n" for numbers).
    """
    current = context["request"].GET.get(word) or default
    direction = {field: "ascending", f"-{field}": "descending"}.get(current, "")
    following = f"-{field}" if direction == "ascending" else field
    return {
        "label": label,
        "css": css,
        "direction": direction,
        "url": link_with(context, **{word: following}),
    }


@register.simple_block_tag(takes_context=True)
def card(
    context: template.Context,
    content: str,
    title: str = "",
    sub: str = "",
    id: str = "",  # noqa: A002 - the word that HTML has for it
    fold: bool = False,
    padded: bool = False,
    action_url: str = "",
    action_label: str = "",
    level: int = 2,
    css: str = "",
    head: object = None,
) -> SafeString:
    """A card: white surface with a heading. See ``components/card.html`` for what each input does."""
    return render_to_string(
        "components/card.html",
        {
            "body": content,
            "title": title,
            "sub": sub,
            "id": id,
            "fold": fold,
            "padded": padded,
            "action_url": action_url,
            "action_label": action_label,
            "level": level,
            "css": css,
            "head": head,
        },
    )


@register.simple_block_tag(takes_context=True)
def page_header(
    context: template.Context,
    content: str,
    title: str,
    lede: str = "",
    number: str = "",
    tag: str = "",
    back_url: str = "",
    back_label: str = "",
) -> SafeString:
    """The head of a page; its body is the buttons. See ``components/page_header.html``."""
    return render_to_string(
        "components/page_header.html",
        {
            "buttons": content.strip() and content,
            "title": title,
            "lede": lede,
            "number": number,
            "tag": tag,
            "back_url": back_url,
            "back_label": back_label,
        },
    )


@register.simple_block_tag
def note(content: str, kind: str = "", icon: str = "", title: str = "") -> SafeString:
    """A coloured note: ``kind`` is "" (plain), "clear", "soon" or "stop"; the body is the text."""
    return render_to_string(
        "components/note.html", {"body": content, "kind": kind, "icon": icon, "title": title}
    )


@register.filter
def focus_id(field: BoundField) -> str:
    """The id of the first control of a field, to link to it from the error summary."""
    return field.id_for_label or _first_choice_id(field)


def _first_choice_id(field: BoundField) -> str:
    widgets = field.subwidgets
    if not widgets:
        return field.auto_id
    first = widgets[0].data.get("attrs", {}).get("id", "")
    if first and first != field.auto_id:
        return first
    inner = widgets[0].data.get("subwidgets") or ()
    return next((part["attrs"]["id"] for part in inner if part["attrs"].get("id")), field.auto_id)


@register.filter
def part_label(part: dict) -> object:
    """What one control of several is called: its own ``label``, or by its name's ending (day, month, year)."""
    return part.get("label") or _PART_LABELS.get(part["name"].rpartition("_")[2], "")


@register.filter
def with_errors(form: BaseForm) -> list[BoundField]:
    """The fields of a form that have a message, in their order."""
    return [field for field in form if field.errors]


@register.filter
def is_hinted(form: object) -> bool:
    """Whether a form, if it is one, has a field whose words are worth a thought."""
    return isinstance(form, BaseForm) and bool(hinted_fields(form))


@register.simple_tag
def word_sentence() -> object:
    """The sentence of a hint on a word, with its gaps, for the browser to fill."""
    return SENTENCE


@register.simple_tag
def word_reasons() -> list[tuple[str, object]]:
    """Why words are better not written, by code, for the browser to choose from."""
    return list(WHY.items())


@register.filter
def initials(name: str) -> str:
    """Two letters for the round mark of a person: "Layla Haddad" gives "LH"."""
    words = str(name).split()
    if not words:
        return ""
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [words[0][0]]
    has_capitals = letters[0].upper() != letters[0].lower()
    # Arabic letters would join into something that is not a name.
    return ("" if has_capitals else " ").join(letters).upper()


@register.filter
def more_in_use(form: BaseForm, first: int) -> bool:
    """Whether a filter after the ``first`` ones is in use or has a message, so that it must not stay folded."""
    return any(
        field.errors or field.value() not in (None, "", [], ()) for field in form.visible_fields()[first:]
    )


@register.filter
def any_errors(forms: object) -> bool:
    """Whether one of several forms has a message; false for none."""
    return any(form.errors for form in forms or ())


@register.filter
def state_look(code: str) -> object:
    """The icon and word of a track state."""
    return state_named(code)


@register.filter
def share(value: float, full: float) -> str:
    """``value`` of ``full`` in hundredths for a drawing, between 0 and 100."""
    if not full:
        return "0"
    return px(min(100.0, max(0.0, 100.0 * value / full)))
