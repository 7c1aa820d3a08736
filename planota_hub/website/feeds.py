# SPDX-License-Identifier: GPL-3.0-only
"""Feeds at addresses that people can read: `/calls.rss`, `/workshops.ics`, `/calendar.ics` with everything."""

import frappe
from frappe import _
from frappe.utils import get_url
from frappe.website.page_renderers.base_renderer import BaseRenderer
from werkzeug.wrappers import Response

from planota_hub.mail.calendar_entries import CalendarEntry, answer, make_calendar
from planota_hub.public_forms.news_feed import make_rss
from planota_hub.public_forms.public_areas import SECONDS_KEPT, PublicArea, get_areas, read_entries
from planota_hub.rules.remembering import keep

CALENDAR = "calendar"
NEWS, DAYS = ".rss", ".ics"


class FeedPage(BaseRenderer):
	"""A feed of one area, or the calendar of all. Hook `page_renderer`."""

	def can_render(self) -> bool:
		"""True for the address of a feed."""
		return self.path.endswith((NEWS, DAYS)) and self.path in {path for path, _title in list_feeds()}

	def render(self) -> Response:
		"""The feed as an answer."""
		folder = self.path.rpartition(".")[0]
		if self.path.endswith(NEWS):
			return answer_news(next(area for area in get_areas() if area.folder == folder))
		return answer(keep_calendar(folder), f"{folder}{DAYS}")


def answer_news(area: PublicArea) -> Response:
	"""Return what is new in an area as RSS."""
	content = make_rss(area.title, f"/{area.folder}", area.feed, area.get_items())
	response = Response(content, mimetype="application/rss+xml")
	response.headers["Content-Disposition"] = f'inline; filename="{area.folder}.xml"'
	return response


def get_entries(folder: str) -> list[CalendarEntry]:
	"""Return what stands in the calendar of one area, or in that of all, the first one first."""
	areas = [area for area in get_areas() if folder in (area.folder, CALENDAR)]
	entries = [entry for area in areas for entry in read_entries(area)]
	return sorted(entries, key=lambda entry: str(entry.starts_on))


def keep_calendar(folder: str) -> bytes:
	"""Return the calendar of one area, or of all, as a file; kept like what stands in it."""
	key = f"hub_calendar_file|{folder}|{frappe.local.lang}|{get_url()}"
	return keep(key, lambda: make_calendar(get_entries(folder), name=get_calendar_name(folder)), SECONDS_KEPT)


def get_calendar_name(folder: str) -> str:
	"""Return what a calendar program calls a calendar."""
	title = next((area.title for area in get_areas() if area.folder == folder), _("Calendar"))
	hub_name = frappe.get_cached_doc("Hub Settings").hub_name
	return f"{title}, {hub_name}" if hub_name else title


def list_feeds() -> list[tuple[str, str]]:
	"""Return path and title of all feeds."""
	areas = get_areas()
	news = [(f"{area.folder}{NEWS}", area.title) for area in areas if area.feed]
	days = [(f"{area.folder}{DAYS}", area.title) for area in areas if area.get_entries]
	return [*news, *days, (f"{CALENDAR}{DAYS}", _("Calendar"))]


def get_announced(path: str) -> list[tuple[str, str, str]]:
	"""Return kind, title and address of the feeds that a page announces: those of its area; the home page and the calendar all.

	Args:
	        path: of the page.
	"""
	folder = path.partition("/")[0]
	kinds = {NEWS: "application/rss+xml", DAYS: "text/calendar"}
	return [
		(kinds[feed[-4:]], title, get_url(f"/{feed}"))
		for feed, title in list_feeds()
		if folder in ("", "home", CALENDAR) or feed[:-4] == folder
	]
