# SPDX-License-Identifier: GPL-3.0-only
"""The search of the website: over everything that the public may read, and nothing else.

Each area is asked by what it shows the public itself, so that what is not published there is not found here.
"""

from collections.abc import Sequence
from urllib.parse import urlencode

import frappe
from frappe import _

from planota_hub.public_forms.public_areas import PublicArea, PublicItem, get_areas, read_items
from planota_hub.rules.searching import has_words, split_query
from planota_hub.website.menu import get_tasks

SHOWN = 5
LONGEST_QUERY = 100

Found = tuple[str, str, str]  # title, address, what else is said of it


def find(query: str) -> list[frappe._dict]:
	"""Return what matches a query, area by area.

	Args:
	        query: words that all have to occur, in any order, whatever their capitals and carons.

	Returns:
	        Groups with `title`, `url` (the page with all of it), `total` and the first `items` (`title`, `url`,
	        `text`); none that is empty.
	"""
	words = split_query(query)
	if not words:
		return []
	groups = [find_in(area, query, words) for area in get_areas()]
	pages = [PublicItem(title, url, text) for title, url, text in get_pages()]
	groups.append(_group(_("Pages"), "/", *_look_through(pages, words)))
	return [group for group in groups if group.total]


def find_in(area: PublicArea, query: str, words: list[str]) -> frappe._dict:
	"""Return what one area shows of what matches a query."""
	if area.find:
		url = f"/{area.folder}?" + urlencode({"q": query})
		return _group(area.title, url, *area.find(query, SHOWN))
	return _group(area.title, f"/{area.folder}", *_look_through(read_items(area), words))


def get_pages() -> list[Found]:
	"""Return the pages and forms themselves, which people look for by what they want to do."""
	return [
		*get_tasks(),
		(
			_("Bodies and mandates"),
			"/representation",
			_("In which bodies NGOs have seats, and who fills them."),
		),
		(_("Follow what you sent"), "/track", _("What has become of it, by your tracking code.")),
	]


def _look_through(items: Sequence[PublicItem], words: list[str]) -> tuple[int, list[PublicItem]]:
	matching = [item for item in items if has_words(words, item.title, item.text, item.summary)]
	return len(matching), matching[:SHOWN]


def _group(title: str, url: str, total: int, items: Sequence[PublicItem]) -> frappe._dict:
	found = [{"title": item.title, "url": item.url, "text": item.summary or item.text} for item in items]
	return frappe._dict(title=title, url=url, total=total, items=found)
