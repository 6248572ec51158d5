"""Time zones that a departure or arrival can have, and moments in them."""

import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import DataError, connection, transaction
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from cases.errors import Refused

# Offered first: where children leave from, where they change, and where they are received.
NEAR = (
    "Asia/Baghdad",
    "Asia/Damascus",
    "Asia/Amman",
    "Asia/Beirut",
    "Europe/Istanbul",
    "Asia/Tehran",
    "Asia/Dushanbe",
    "Europe/Moscow",
    "Asia/Baku",
    "Asia/Tashkent",
    "Asia/Tbilisi",
    "Asia/Bishkek",
    "Asia/Almaty",
    "Europe/Kyiv",
    "Europe/Minsk",
    "Europe/Berlin",
    "Europe/Paris",
    "Europe/Helsinki",
)
# Where the clocks of a State that receives children stand; of a large one, where transfers have landed.
ZONE_OF_STATE = {
    "IQ": "Asia/Baghdad",
    "SY": "Asia/Damascus",
    "JO": "Asia/Amman",
    "LB": "Asia/Beirut",
    "TR": "Europe/Istanbul",
    "IR": "Asia/Tehran",
    "TJ": "Asia/Dushanbe",
    "RU": "Europe/Moscow",
    "AZ": "Asia/Baku",
    "UZ": "Asia/Tashkent",
    "GE": "Asia/Tbilisi",
    "KG": "Asia/Bishkek",
    "KZ": "Asia/Almaty",
    "UA": "Europe/Kyiv",
    "BY": "Europe/Minsk",
    "DE": "Europe/Berlin",
    "FR": "Europe/Paris",
    "FI": "Europe/Helsinki",
}
# Older names of zones that stand in the list under their present one.
OLDER_NAMES = frozenset(
    {
        "Asia/Ashkhabad",
        "Asia/Calcutta",
        "Asia/Chongqing",
        "Asia/Chungking",
        "Asia/Dacca",
        "Asia/Istanbul",
        "Asia/Katmandu",
        "Asia/Macao",
        "Asia/Rangoon",
        "Asia/Saigon",
        "Asia/Tel_Aviv",
        "Asia/Thimbu",
        "Asia/Ujung_Pandang",
        "Asia/Ulan_Bator",
        "Europe/Kiev",
        "Europe/Nicosia",
        "Europe/Uzhgorod",
        "Europe/Zaporozhye",
    }
)
CONTINENTS = {
    "Asia": _("Asia"),
    "Europe": _("Europe"),
    "Africa": _("Africa"),
    "America": _("America"),
    "Australia": _("Australia"),
    "Pacific": _("Pacific"),
    "Atlantic": _("Atlantic Ocean"),
    "Indian": _("Indian Ocean"),
}
# Nothing that this register records happened before.
FIRST_DAY = datetime.date(1990, 1, 1)


@cache
def zone_choices():
    """Zones as choices of a select, those of the region first, the others by continent."""
    near = [(name, _city(name)) for name in NEAR if name in available_timezones()]
    groups = [(_("In the region"), near)]
    for continent, label in CONTINENTS.items():
        names = sorted(name for name in available_timezones() if name.startswith(f"{continent}/"))
        others = [name for name in names if name not in NEAR and name not in OLDER_NAMES]
        groups.append((label, [(name, _city(name)) for name in others]))
    return groups


def _city(name):
    return (name.partition("/")[2] or name).replace("_", " ").replace("/", ", ")


def zone_named(name, *, field):
    """The zone of an IANA name that both Python and Postgres know; raises ``Refused`` at ``field`` if not."""
    if name not in available_timezones() or not _postgres_knows(name):
        raise Refused(_("Choose a time zone from the list."), field=field)
    return ZoneInfo(name)


def _postgres_knows(name):
    # The day that totals count by is worked out there, from a list of zones of its own.
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT now() AT TIME ZONE %s", [name])
    except DataError:
        return False
    return True


def zone_of_arrival(transfer, destinations):
    """The zone that an arrival is first asked in: of the only destination, else where the transfer left."""
    only = destinations[0] if len(destinations) == 1 else ""
    return ZONE_OF_STATE.get(only, transfer.departure_zone)


def moment_in(zone, day, time):
    """The moment at which the clocks of ``zone`` (an IANA name) show this day and time."""
    return datetime.datetime.combine(day, time, tzinfo=ZoneInfo(zone))


def not_in_future(moment, *, field):
    """Raise ``Refused`` at ``field`` for a moment that is still to come."""
    if moment > timezone.now():
        raise Refused(_("This is still to come; record it once it has happened."), field=field)


def possible_day(value):
    """Form validator: a day that a transfer can have."""
    if not FIRST_DAY <= value <= FIRST_DAY.replace(year=2100):
        raise ValidationError(_("Check the year of this date."))


def local_words(moment, zone):
    """A moment as the clocks of ``zone`` showed it, with the city: "10 Jul 2019 09:12, Baghdad"."""
    zone = zone or "UTC"
    local = moment.astimezone(ZoneInfo(zone))
    return _("%(moment)s, %(city)s") % {
        "moment": formats.date_format(local, "j M Y H:i"),
        "city": _city(zone),
    }
