"""Everything that is kept about one child, gathered from the same list of tables that an erasure goes by.

A table that is new is part of the copy from the first day, because it needs a line there. What is of others is left out
and named as such: their births, papers, whereabouts, and who may be the same person.
"""

from django.db import models
from django.utils import formats, timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.enums import AuditKind, ExportPurpose, LegalBasis, Role
from cases.models import AuditEvent, Child, Membership, NumberedExport, Person
from cases.models.erasing import hanging
from cases.models.wall import everything
from cases.people.presenters import PersonPresenter
from cases.vault import key_for_reading, read_text

# Tables that stay out, and why.
LEFT_OUT = {
    "Guardian": gettext_lazy(
        "what is kept of parents and carers is theirs; their names stand with the family ties"
    ),
    "ChildKey": gettext_lazy("a key, and nothing that could be read"),
    "FollowedCase": gettext_lazy("who of the office wants to hear of the case"),
    "UnsentText": gettext_lazy("words that nobody has recorded"),
    "PossibleMatch": gettext_lazy("it speaks of others who may be the same person or family"),
    "MatchRequest": gettext_lazy("it speaks of others who may be the same person or family"),
    "PersonMerge": gettext_lazy("how two records became one; what they held stands in this copy"),
    "EmergencyNotice": gettext_lazy("who of the office was told"),
    "OfferedChild": gettext_lazy("an offer of the case between offices"),
}
# What may be withheld for the sake of others, by the code that the export keeps: the table it is.
PARTS = {"notes": "Note", "flags": "CaseFlag", "needs": "Need", "holds": "LegalHold"}
_NOT_SHOWN = {"id", "public_id", "version", "updated_at", "search_key"}
_LOOKED = (AuditKind.READ, AuditKind.EXPORT, AuditKind.PRINT, AuditKind.OVERRIDE)
MOST_LOOKS = 500


def copy_of(export):
    """The whole copy as a dict, in the language of ``export``: sections, who received, who looked, what is left out."""
    child = Child.objects.select_related("person", "office").get(pk=export.child_id)
    with translation.override(export.language or translation.get_language()):
        return {
            _("Export"): export.number,
            _("Made"): _moment(export.made_at),
            _("To be destroyed by"): _day(export.expires_date),
            _("Case number"): child.case_number,
            _("Office"): child.office.name,
            _("What is kept"): _sections(child, withheld={PARTS[part] for part in export.parts}),
            _("Who received something of it"): _received(child),
            _("Who looked at it"): _looked(child),
            _("What is left out, and why"): _left_out(export.parts),
        }


def _sections(child, *, withheld):
    ids = {
        Child: list(
            Child.objects.filter(models.Q(pk=child.pk) | models.Q(merged_into=child)).values_list(
                "pk", flat=True
            )
        ),
        Person: _own_records(child),
    }
    key, sections = key_for_reading(child), []
    for row in hanging():
        name = row.model.__name__
        if name in LEFT_OUT or name in withheld:
            continue
        found = list(_rows_of(row.model, ids))
        if row.model not in ids:
            ids[row.model] = [one.pk for one in found]
        if found:
            sections.append(
                {_("About"): _plural(row.model), _("Entries"): [_entry(one, key) for one in found]}
            )
    return sections


def _own_records(child):
    own = Person.objects.filter(models.Q(pk=child.person_id) | models.Q(merged_into=child.person_id))
    return list(own.values_list("pk", flat=True))


def _rows_of(model, ids):
    """The rows of a table that hang on the own file or person, never on a parent's."""
    if model in ids:
        return model.objects.filter(pk__in=ids[model]).order_by("pk")
    leads = models.Q(pk__in=[])
    for field in model._meta.concrete_fields:
        if field.related_model in ids:
            leads |= models.Q(**{f"{field.name}__in": ids[field.related_model]})
    return model.objects.filter(leads).order_by("pk")


def _entry(row, key):
    return {
        capfirst(str(field.verbose_name)): text
        for field in row._meta.concrete_fields
        if field.name not in _NOT_SHOWN and (text := _text(row, field, key))
    }


def _text(row, field, key):
    """One value in words; empty where there is none, or where it is not of the person."""
    if isinstance(field, models.BinaryField):
        return read_text(key, row, field.name) or "" if field.name == "sealed" else ""
    if field.related_model:
        return _named(getattr(row, field.name))
    value = getattr(row, field.name)
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")()) if value != "" else ""
    return _plain(value)


def _plain(value):
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if hasattr(value, "hour"):
        return _moment(value)
    if hasattr(value, "year"):
        return _day(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return str(value) if isinstance(value, (str, int, float)) else ""


def _named(other):
    """Whom or what a row leads to; people who work here by their office alone."""
    kind = type(other).__name__
    if kind == "User":
        return _worker(other)
    if kind == "Guardian":
        return PersonPresenter(other.person).name.text
    if kind == "TransferBatch":
        return f"{other.number} {_day(other.departure_date)}".strip()
    if kind in ("Office", "Place", "Country", "FamilyGroup"):
        return other.name
    return str(other.state.name) if kind == "Nationality" else ""


def _worker(user):
    held = Membership.objects.filter(user=user).select_related("office").order_by("-from_date", "-pk").first()
    if held is None:
        return _("Somebody without a role")
    role = str(Role(held.role).label)
    return f"{role}, {held.office.name}" if held.office else role


def _received(child):
    rows = NumberedExport.objects.of_file(child).order_by("pk")
    return [
        {
            _("Export"): row.number,
            _("Recipient"): row.recipient,
            _("Purpose"): str(ExportPurpose(row.purpose).label),
            _("Legal basis"): str(LegalBasis(row.legal_basis).label),
            _("Made"): _moment(row.made_at),
            _("To be destroyed by"): _day(row.expires_date),
        }
        for row in rows
    ]


@everything("Whoever looked at a file may be of another office.")
def _looked(child):
    """Who opened, exported or printed the file, by role and office; the newest first, so many at most."""
    events = AuditEvent.objects.about(child.public_id).filter(kind__in=_LOOKED)
    events = events.select_related("actor").order_by("-pk")[:MOST_LOOKS]
    workers = {}
    for event in events:
        if event.actor and event.actor_id not in workers:
            workers[event.actor_id] = _worker(event.actor)
    return [
        {
            _("At"): _moment(event.at),
            _("What"): str(AuditKind(event.kind).label),
            _("Who"): workers.get(event.actor_id, _("Nobody signed in")),
        }
        for event in events
    ]


def _left_out(parts):
    named = {row.model.__name__: row.model for row in hanging()}
    left = [{_("What"): _plural(named[name]), _("Why"): str(why)} for name, why in LEFT_OUT.items()]
    why = _("withheld, because it speaks of others or would harm somebody")
    return [*({_("What"): _plural(named[PARTS[part]]), _("Why"): why} for part in parts), *left]


def _plural(model):
    return capfirst(str(model._meta.verbose_name_plural))


def _day(value):
    return formats.date_format(value, "j M Y") if value else ""


def _moment(value):
    return formats.date_format(timezone.localtime(value), "j M Y H:i")
