"""Time zones as helpdesks, spreadsheets and people call them → the nearest of the IANA database.

Nothing is read by these names: they only make the refusal say what to write.
"""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo, available_timezones

from queries.config.model import refuse
from queries.said import nearest, said

# Words that name a zone without a place, as Rails (Zendesk, Shopify), Windows and Salesforce show it.
_WORDS = {
    "atlantic": "America/Halifax",
    "newfoundland": "America/St_Johns",
    "central america": "America/Guatemala",
    "central european": "Europe/Berlin",
    "eastern european": "Europe/Bucharest",
    "western european": "Europe/Lisbon",
    "w. europe": "Europe/Berlin",
    "central europe": "Europe/Budapest",
    "e. europe": "Europe/Chisinau",
    "romance": "Europe/Paris",
    "british": "Europe/London",
    "irish": "Europe/Dublin",
    "edinburgh": "Europe/London",
    "bern": "Europe/Zurich",
    "arizona": "America/Phoenix",
    "indiana": "America/Indiana/Indianapolis",
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "brasilia": "America/Sao_Paulo",
    "e. south america": "America/Sao_Paulo",
    "argentina": "America/Argentina/Buenos_Aires",
    "greenwich": "Europe/London",
    "india": "Asia/Kolkata",
    "new delhi": "Asia/Kolkata",
    "mumbai": "Asia/Kolkata",
    "chennai": "Asia/Kolkata",
    "kolkata": "Asia/Kolkata",
    "beijing": "Asia/Shanghai",
    "china": "Asia/Shanghai",
    "hanoi": "Asia/Bangkok",
    "osaka": "Asia/Tokyo",
    "sapporo": "Asia/Tokyo",
    "japan": "Asia/Tokyo",
    "korea": "Asia/Seoul",
    "abu dhabi": "Asia/Dubai",
    "arabian": "Asia/Dubai",
    "islamabad": "Asia/Karachi",
    "st. petersburg": "Europe/Moscow",
    "moscow": "Europe/Moscow",
    "pretoria": "Africa/Johannesburg",
    "canberra": "Australia/Sydney",
    "wellington": "Pacific/Auckland",
    "aus eastern": "Australia/Sydney",
    "e. australia": "Australia/Brisbane",
    "cen. australia": "Australia/Adelaide",
    "central asia": "Asia/Almaty",
    "central brazilian": "America/Cuiaba",
    "sa pacific": "America/Bogota",
    "us mountain": "America/Phoenix",
    "south africa": "Africa/Johannesburg",
    "e. africa": "Africa/Nairobi",
    "w. central africa": "Africa/Lagos",
    "se asia": "Asia/Bangkok",
    "gmt standard": "Europe/London",
    "new zealand": "Pacific/Auckland",
}
_SHORT = {
    "EST": "America/New_York",
    "EDT": "America/New_York",
    "ET": "America/New_York",
    "CST": "America/Chicago",
    "CDT": "America/Chicago",
    "CT": "America/Chicago",
    "MST": "America/Denver",
    "MDT": "America/Denver",
    "MT": "America/Denver",
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
    "PT": "America/Los_Angeles",
    "AKST": "America/Anchorage",
    "HST": "Pacific/Honolulu",
    "AST": "America/Halifax",
    "NST": "America/St_Johns",
    "BRT": "America/Sao_Paulo",
    "BST": "Europe/London",
    "CEST": "Europe/Berlin",
    "MEZ": "Europe/Berlin",
    "MESZ": "Europe/Berlin",
    "EEST": "Europe/Bucharest",
    "WEST": "Europe/Lisbon",
    "MSK": "Europe/Moscow",
    "IST": "Asia/Kolkata",
    "SGT": "Asia/Singapore",
    "HKT": "Asia/Hong_Kong",
    "JST": "Asia/Tokyo",
    "KST": "Asia/Seoul",
    "AEST": "Australia/Sydney",
    "AEDT": "Australia/Sydney",
    "NZST": "Pacific/Auckland",
}
# One place for each offset from UTC, in minutes, in winter.
_OFFSETS = {
    -600: "Pacific/Honolulu",
    -540: "America/Anchorage",
    -480: "America/Los_Angeles",
    -420: "America/Denver",
    -360: "America/Chicago",
    -300: "America/New_York",
    -240: "America/Halifax",
    -210: "America/St_Johns",
    -180: "America/Sao_Paulo",
    0: "Europe/London",
    60: "Europe/Berlin",
    120: "Europe/Athens",
    180: "Europe/Istanbul",
    210: "Asia/Tehran",
    240: "Asia/Dubai",
    300: "Asia/Karachi",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    360: "Asia/Dhaka",
    420: "Asia/Bangkok",
    480: "Asia/Singapore",
    540: "Asia/Tokyo",
    570: "Australia/Adelaide",
    600: "Australia/Sydney",
    720: "Pacific/Auckland",
}
# Zones of the database that only abbreviate: they have no summer, whoever writes them has one.
_NO_SUMMER = {"EST", "MST", "HST"}
_OF_A_MACHINE = {"localtime", "posixrules"}  # whichever zone that is
_OFFSET = re.compile(r"(?:GMT|UTC)?\s*([-+−])\s*(\d{1,2})(?::?([0-5]\d))?")
_IANA = re.compile(r"[A-Z][A-Za-z_]+(?:/[A-Za-z0-9_+-]+)+")
_DAYTIME = re.compile(r"\b(?:standard|daylight|summer)?\s*time\b.*", re.IGNORECASE)


def known_zone(value: str | None) -> str | None:
    """Return a zone's name; refuse what is none, with the nearest that is."""
    if value is None:
        return None
    if not is_zone(value):
        told = said("no_summer_time" if value in _NO_SUMMER else "no_zone", value=value)
        if near := nearest_zone(value):
            told = said("nearest_is", what=told, name=near)
        else:
            told = nearest(told, value, available_timezones())
        refuse(said("write_it_like", what=told, example=near or "Europe/Berlin"))
    return value


def is_zone(name: str) -> bool:
    """Whether a name is one of the database that says all of a zone."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return name not in _NO_SUMMER | _OF_A_MACHINE


def zones_by_offset() -> dict[float, str]:
    """Return one zone for each offset from UTC, in hours, in winter."""
    return {minutes / 60: zone for minutes, zone in _OFFSETS.items()}


def meant_zone(text: str) -> str | None:
    """Return the zone of that name, else the one that the text most likely means, None for none."""
    if is_zone(text):
        return text
    return "UTC" if text.upper() == "UTC" else nearest_zone(text)


def nearest_zone(text: str) -> str | None:
    """Return the zone that a name, an abbreviation, a city or an offset most likely means."""
    zones = available_timezones()
    for name in _IANA.findall(text):
        if name in zones:
            return str(name)
    offset = _OFFSET.search(text)
    words = re.sub(r"[(\[]?(?:GMT|UTC)\s*[-+−][\d:]+[)\]]?", " ", text).strip()
    if short := _SHORT.get(words.upper().strip("() ")):
        return short
    place = _place(words)
    if offset is None:
        return place
    minutes = (int(offset[2]) * 60 + int(offset[3] or 0)) * (1 if offset[1] == "+" else -1)
    return place if place and minutes in _minutes(place) else _OFFSETS.get(minutes, place)


def _minutes(zone: str) -> set[float]:
    """Return how far a zone is from UTC in winter and in summer."""
    days = (dt.datetime(2026, month, 1, tzinfo=ZoneInfo(zone)) for month in (1, 7))
    return {(day.utcoffset() or dt.timedelta()).total_seconds() / 60 for day in days}


def _place(words: str) -> str | None:
    """Return the zone of the first word that names one, cities of the database among them."""
    zones = sorted(available_timezones(), key=lambda zone: ("/" in zone, zone))
    cities = {
        zone.rpartition("/")[2].casefold(): zone for zone in zones if not zone.startswith("Etc/")
    }
    for part in re.split(r"[,;/()&]", words):
        name = " ".join(_DAYTIME.sub("", part).split()).casefold()
        if name in ("gmt", "utc"):
            continue
        if zone := _WORDS.get(name) or cities.get(name.replace(" ", "_")):
            return zone
    lowered = words.casefold()
    longest = sorted(_WORDS, key=len, reverse=True)
    return next((_WORDS[name] for name in longest if name in lowered), None)
