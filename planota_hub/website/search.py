# SPDX-License-Identifier: GPL-3.0-only
"""The search of the website: over everything that the public may read, and nothing else.

Each area is asked by the functions of its own public page, so that what is not published there is not found here.
"""

from collections.abc import Iterator
from urllib.parse import urlencode

import frappe
from frappe import _

from planota_hub.advocacy.participation.pages import get_campaigns, get_consultations
from planota_hub.capacity_building.workshops.pages import get_coming_workshops
from planota_hub.funding.calls.pages import get_open_calls
from planota_hub.local_networks.elections.pages import get_elections
from planota_hub.planota_hub.practices.pages import get_practices
from planota_hub.planota_hub.register.public_register import count_ngos, get_ngos
from planota_hub.rules.names import fold_name
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
	words = fold_name(query).split()
	if not words:
		return []
	groups = [find_ngos(query), *(_group(*area, words) for area in list_areas())]
	return [group for group in groups if group.total]


def find_ngos(query: str) -> frappe._dict:
	"""Return the NGOs of the public register, which are too many to be looked through one by one."""
	search = frappe._dict(q=query)
	url = "/ngos?" + urlencode({"q": query})
	items = [
		{
			"title": ngo.ngo_name,
			"url": "/ngos?" + urlencode({"q": ngo.ngo_name[:LONGEST_QUERY]}),
			"text": ", ".join(filter(None, [_(ngo.legal_form), ngo.municipality])),
		}
		for ngo in get_ngos(search, 1, SHOWN)
	]
	return frappe._dict(title=_("Organisations"), url=url, total=count_ngos(search), items=items)


def list_areas() -> Iterator[tuple[str, str, list[Found]]]:
	"""Yield title, page and public records of each other area."""
	yield (
		_("Workshops"),
		"/workshops",
		[(row.workshop_title, f"/workshops/{row.name}", row.time) for row in get_coming_workshops()],
	)
	yield (
		_("Calls"),
		"/calls",
		[(row.call_title, f"/calls/{row.name}", row.deadline) for row in get_open_calls()],
	)
	yield (
		_("Consultations"),
		"/consultations",
		[(row.proposal_title, f"/consultations/{row.name}", row.summary) for row in get_consultations()],
	)
	yield (
		_("Campaigns"),
		"/campaigns",
		[(row.campaign_title, f"/campaigns/{row.name}", row.goal) for row in get_campaigns()],
	)
	yield (
		_("Elections"),
		"/elections",
		[(row.election_title, f"/elections/{row.name}", row.body_name) for row in get_elections()],
	)
	yield (
		_("Good practices"),
		"/good-practices",
		[
			(row.practice_title, f"/good-practices/{row.name}", row.summary)
			for row in get_practices({"stage": "Published"}, 1)
		],
	)
	yield _("Pages"), "/", get_pages()


def get_pages() -> list[Found]:
	"""Return the pages and forms themselves, which people look for by what they want to do."""
	return [
		*get_tasks(),
		(
			_("Bodies and mandates"),
			"/representation",
			_("In which bodies NGOs have seats, and who fills them."),
		),
		(_("Follow what you sent"), "/track", _("How far the hub is, by your tracking code.")),
	]


def _group(title: str, url: str, found: list[Found], words: list[str]) -> frappe._dict:
	matching = [row for row in found if has_words(words, row[0], row[2])]
	items = [{"title": name, "url": address, "text": text} for name, address, text in matching[:SHOWN]]
	return frappe._dict(title=title, url=url, total=len(matching), items=items)


def has_words(words: list[str], *texts: str | None) -> bool:
	"""Tell whether every folded word occurs in one of the texts, in any order, as a whole or in part."""
	text = " ".join(map(fold_name, texts))
	return all(word in text for word in words)
