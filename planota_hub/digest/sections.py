# SPDX-License-Identifier: GPL-3.0-only
"""Sections of the monthly digest to the managers: each from the function that the screens use too.

Another area or app adds a section through the hook `hub_digest_sections`: a function without arguments that
returns what `make_section` makes, in the language of the moment, or None when there is nothing to tell.
"""

import frappe
from frappe import _
from frappe.utils import get_url_to_form, get_url_to_list, get_url_to_report

from planota_hub.digest.overdue_steps import get_overdue_steps
from planota_hub.figures.explanations import get_card_text
from planota_hub.funding.calls.status import CALL, get_closing_soon_filters
from planota_hub.funding.indicators.progress import get_running_projects
from planota_hub.funding.projects.cards import get_behind
from planota_hub.local_networks.bodies.mandates import MANDATE, get_last_day
from planota_hub.rules.readable import show_day, show_number

SHOWN_ROWS = 10
INDICATOR = "Project Indicator"


def make_section(
	title: str, rows: list[dict], url: str | None = None, counts: str | None = None
) -> dict | None:
	"""Return a section of the digest; None without rows.

	Args:
	        title: plain text in the reader's language.
	        rows: `text`, `detail` and `url` each.
	        url: where all of them are found, when there is such a place.
	        counts: what the number beside the title counts, and until when.

	Returns:
	        `title`, `count`, the first `rows`, how many `more` there are, `url` and `counts`.
	"""
	if not rows:
		return None
	return {
		"title": title,
		"count": len(rows),
		"rows": rows[:SHOWN_ROWS],
		"more": max(len(rows) - SHOWN_ROWS, 0),
		"url": url,
		"counts": counts,
	}


def get_overdue_section() -> dict | None:
	"""Return the section of what is overdue: steps of plans, decisions of meetings, joint actions."""
	rows = [
		{
			"text": f"{step.text} ({step.of})",
			"detail": ", ".join(part for part in (show_day(step.due_on), name_person(step.person)) if part),
			"url": get_url_to_form(step.doctype, step.name),
		}
		for step in get_overdue_steps()
	]
	return make_section(
		_("Overdue steps"), rows, counts=_("Open steps and decisions whose day has passed, as of today.")
	)


def name_person(person: str | None) -> str:
	"""Return the full name of a user; anything else stays as it is."""
	full_name = frappe.db.get_value("User", person, "full_name", cache=True) if person else None
	return full_name or person or ""


def get_closing_calls_section() -> dict | None:
	"""Return the section of the open calls that close soon."""
	calls = frappe.get_all(
		CALL,
		filters=get_closing_soon_filters(),
		fields=["name", "call_title", "closes_on"],
		order_by="closes_on asc, name asc",
		limit_page_length=0,
	)
	rows = [
		{
			"text": call.call_title,
			"detail": _("closes on {0}").format(show_day(call.closes_on)),
			"url": get_url_to_form(CALL, call.name),
		}
		for call in calls
	]
	return make_section(
		_("Calls that close soon"), rows, get_url_to_list(CALL), get_card_text("Calls Closing Soon")
	)


def get_expiring_mandates_section() -> dict | None:
	"""Return the section of the mandates in representative bodies that end soon."""
	mandates = frappe.get_all(
		MANDATE,
		filters={"status": "Expiring"},
		fields=["name", "person_name", "body.body_name", "to_date", "ended_early_on"],
		order_by="to_date asc, name asc",
		limit_page_length=0,
	)
	rows = [
		{
			"text": f"{mandate.person_name} ({mandate.body_name})",
			"detail": _("until {0}").format(show_day(get_last_day(mandate))),
			"url": get_url_to_form(MANDATE, mandate.name),
		}
		for mandate in mandates
	]
	return make_section(
		_("Mandates that expire"), rows, get_url_to_list(MANDATE), get_card_text("Mandates That Expire")
	)


def get_indicators_section() -> dict | None:
	"""Return the section of the indicators of running projects that are behind their plan."""
	rows = [
		{
			"text": row.indicator_name,
			"detail": _("{0} of {1} {2} planned by now").format(
				show_number(row.actual), show_number(row.expected), row.unit
			),
			"url": get_url_to_form(INDICATOR, row.name),
		}
		for row in get_behind(get_running_projects())
	]
	url = get_url_to_report("Indicator Progress")
	return make_section(_("Indicators behind plan"), rows, url, get_card_text("Indicators Behind Plan"))
