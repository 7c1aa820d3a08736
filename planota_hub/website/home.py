# SPDX-License-Identifier: GPL-3.0-only
"""The blocks of the home page: what can be done here, what is open now, what the hub has reached.

Each shows what the page of its area shows, by the same functions. The hub's staff order, introduce and leave out
blocks in Hub Settings.
"""

from collections.abc import Callable

import frappe
from frappe import _
from frappe.utils import getdate, today
from frappe.utils.caching import redis_cache

from planota_hub.advocacy.participation.pages import get_campaigns, get_consultations
from planota_hub.capacity_building.workshops.pages import get_coming_workshops
from planota_hub.funding.calls.pages import get_open_calls
from planota_hub.local_networks.elections.pages import get_elections
from planota_hub.mail.wording import describe_number
from planota_hub.metrics import registry
from planota_hub.metrics.names import get_label
from planota_hub.planota_hub.practices.pages import get_practices
from planota_hub.website.menu import get_tasks

SHOWN = 3
SECONDS_KEPT = 15 * 60
METRICS = ("ngos_supported", "support_hours", "workshops_held", "needs_addressed", "mandates_filled")
LIVE_STAGES = ("Voting", "Call Open")


def get_blocks() -> list[frappe._dict]:
	"""Return the blocks of the home page that have something to show, from the top.

	Returns:
	        Each with `title`, `introduction`, `kind` (`tasks`, `figures`, `records`), its `items`, and for records
	        `more`: label and address of the page with all of them.
	"""
	chosen = frappe.get_cached_doc("Hub Settings").home_blocks
	rows = [(row.block, row.introduction) for row in chosen] or [(name, None) for name in BLOCKS]
	blocks = [frappe._dict(BLOCKS[name](), introduction=introduction) for name, introduction in rows]
	return [block for block in blocks if block["items"]]


def get_tasks_block() -> dict:
	"""Return what people come for."""
	return {
		"kind": "tasks",
		"title": _("What you can do here"),
		"items": [{"title": title, "url": url, "text": text} for title, url, text in get_tasks()],
	}


def get_figures_block() -> dict:
	"""Return what the hub has reached since the first of January, as its indicators count it."""
	return {
		"kind": "figures",
		"title": _("The hub in {0}").format(getdate(today()).year),
		"items": [
			{
				"label": get_label(name),
				"value": describe_number(value),
				"text": registry.get_description(name),
			}
			for name, value in get_values_of_year(today()).items()
			if value
		],
	}


@redis_cache(ttl=SECONDS_KEPT)
def get_values_of_year(day: str) -> dict[str, float]:
	"""Return the figures of the home page from the first of January to a day; a metric that fails is left out."""
	values = {}
	for name in METRICS:
		try:
			rows = registry.count(name, getdate(day).replace(month=1, day=1), getdate(day))
		except registry.MetricError:
			continue
		values[name] = registry.add_up(rows)
	return values


def get_workshops_block() -> dict:
	"""Return the next workshops."""
	return _records(
		_("Next workshops"),
		(_("All workshops"), "/workshops"),
		[
			(row.workshop_title, f"/workshops/{row.name}", f"{row.time} · {row.place}")
			for row in get_coming_workshops()
		],
	)


def get_calls_block() -> dict:
	"""Return the calls that close next."""
	return _records(
		_("Open calls"),
		(_("All calls"), "/calls"),
		[(row.call_title, f"/calls/{row.name}", row.deadline) for row in get_open_calls()],
	)


def get_consultations_block() -> dict:
	"""Return the proposals on which everybody may comment."""
	return _records(
		_("Have your say"),
		(_("All consultations"), "/consultations"),
		[
			(row.proposal_title, f"/consultations/{row.name}", _("Comments until {0}").format(row.deadline))
			for row in get_consultations()
		],
	)


def get_campaigns_block() -> dict:
	"""Return the campaigns that take supporters."""
	return _records(
		_("Campaigns"),
		(_("All campaigns"), "/campaigns"),
		[
			(row.campaign_title, f"/campaigns/{row.name}", _("Supporters: {0}").format(row.supporters))
			for row in get_campaigns()
			if row.is_open
		],
	)


def get_elections_block() -> dict:
	"""Return the elections that take candidates or votes now."""
	return _records(
		_("Elections"),
		(_("All elections"), "/elections"),
		[
			(row.election_title, f"/elections/{row.name}", row.time)
			for row in get_elections()
			if row.stage in LIVE_STAGES
		],
	)


def get_practices_block() -> dict:
	"""Return the latest good practices."""
	found = get_practices({"stage": "Published"}, 1)
	return _records(
		_("Good practices"),
		(_("All good practices"), "/good-practices"),
		[(row.practice_title, f"/good-practices/{row.name}", row.whose or row.where or "") for row in found],
	)


def _records(title: str, more: tuple[str, str], rows: list[tuple[str, str, str]]) -> dict:
	return {
		"kind": "records",
		"title": title,
		"more": more,
		"items": [{"title": name, "url": url, "text": text} for name, url, text in rows[:SHOWN]],
	}


# block -> what it shows, in the order that a hub begins with
BLOCKS: dict[str, Callable[[], dict]] = {
	"Tasks": get_tasks_block,
	"Workshops": get_workshops_block,
	"Calls": get_calls_block,
	"Consultations": get_consultations_block,
	"Elections": get_elections_block,
	"Campaigns": get_campaigns_block,
	"Good Practices": get_practices_block,
	"Figures": get_figures_block,
}
