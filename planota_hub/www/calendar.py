# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/calendar`: everything that is coming, of all areas, and how to subscribe to it."""

from frappe import _
from frappe.utils import get_datetime, get_url, getdate

from planota_hub.mail.calendar_entries import CalendarEntry, is_day
from planota_hub.mail.wording import clock, describe_day
from planota_hub.public_forms.website import add_page_context
from planota_hub.website.feeds import CALENDAR, DAYS, get_entries, list_feeds

sitemap = 1


def get_context(context) -> None:
	"""List what is not over, day by day."""
	add_page_context(context)
	context.title = _("Calendar")
	context.description = _("Workshops, meetings, elections, and the last days of calls and consultations.")
	coming = [entry for entry in get_entries(CALENDAR) if getdate(entry.ends_on) >= getdate()]
	context.days = group_by_day(coming)
	context.feeds = [(title, f"/{path}") for path, title in list_feeds()]
	address = get_url(f"/{CALENDAR}{DAYS}")
	context.subscribe_url = address.replace("https://", "webcal://").replace("http://", "webcal://")


def group_by_day(entries: list[CalendarEntry]) -> list[tuple[str, list[tuple[str, CalendarEntry]]]]:
	"""Return entries by the day on which they begin, today for what has begun; each with its hour."""
	days: dict[str, list[tuple[str, CalendarEntry]]] = {}
	for entry in sorted(entries, key=lambda entry: (get_day(entry), str(entry.starts_on))):
		hour = "" if is_day(entry.starts_on) else clock(get_datetime(entry.starts_on))
		days.setdefault(describe_day(get_day(entry)), []).append((hour, entry))
	return list(days.items())


def get_day(entry: CalendarEntry):
	"""Return the day under which an entry is shown."""
	return max(getdate(entry.starts_on), getdate())
