# SPDX-License-Identifier: GPL-3.0-only
"""A newsletter by one click: a briefing of what became public since the one before, to be edited, tried out and sent.

Each language has one of its own, wholly in it, for those who read it; a language without readers has none.

News, needs, calls and all else of which it is kept since when they are public appear once. What has days, such as
workshops and meetings, appears while it is to come.
"""

import frappe
from frappe import _
from frappe.utils import add_days, escape_html, get_datetime, get_url, now_datetime

from planota_hub.mail.wording import LANGUAGES, speaking
from planota_hub.planota_hub.briefings.audience import (
	NGO,
	SUBSCRIBERS,
	SUBSCRIPTION,
	find_audience,
	reads,
)
from planota_hub.planota_hub.briefings.mail import BRIEFING
from planota_hub.public_forms.public_areas import PublicArea, PublicItem, get_areas
from planota_hub.rules.readable import show_day

DAYS_OF_THE_FIRST = 30
SENT_OFF = ("Sending", "Waiting", "Stopped", "Sent")
MOST_OF_AN_AREA = 10


@frappe.whitelist(methods=["POST"])
def compose() -> list[str]:
	"""Make a draft briefing of what is new since the last newsletter, for each language; return their names.

	Raises:
	        frappe.PermissionError: for whoever may not write briefings.
	        frappe.ValidationError: when nothing is new, or nobody would read it.
	"""
	frappe.has_permission(BRIEFING, "create", throw=True)
	languages = [language for language in LANGUAGES if has_readers(language)]
	if not languages:
		frappe.throw(_("Nobody has subscribed to the newsletter, and no NGO has agreed to information."))
	drafts = [name for name in map(write_draft, languages) if name]
	if not drafts:
		since = min(map(get_beginning, languages))
		frappe.throw(_("Nothing became public since {0}.").format(show_day(since)))
	return drafts


def has_readers(language: str) -> bool:
	"""Tell whether somebody reads newsletters in a language."""
	ngos = find_audience([{"recipient_type": NGO}], language).addressees
	subscribers = frappe.get_all(
		SUBSCRIPTION, {"status": "Confirmed"}, pluck="preferred_language", order_by="name asc"
	)
	return bool(ngos) or any(reads(preferred, language) for preferred in subscribers)


def write_draft(language: str) -> str | None:
	"""Write the newsletter for the readers of one language; None when nothing is new for them."""
	with speaking(language):
		groups = get_news(get_beginning(language))
		if not groups:
			return None
		hub_name = frappe.get_cached_doc("Hub Settings").hub_name or _("NGO Hub")
		briefing = frappe.get_doc(
			{
				"doctype": BRIEFING,
				"briefing_title": _("News from {0}").format(as_text(hub_name)),
				"message": write(groups),
				"is_newsletter": 1,
				"language": language,
				"audience": get_audience([item for _title, items in groups for item in items]),
			}
		)
	return briefing.insert().name


def get_beginning(language: str):
	"""Return the moment since which a newsletter tells what is new: when the last one in its language was sent."""
	last = frappe.get_all(
		BRIEFING,
		filters={"is_newsletter": 1, "status": ("in", SENT_OFF), "language": ("in", (language, ""))},
		pluck="started_on",
		order_by="started_on desc",
		limit=1,
	)
	return get_datetime(last[0]) if last else add_days(now_datetime(), -DAYS_OF_THE_FIRST)


def get_news(since) -> list[tuple[str, list[PublicItem]]]:
	"""Return what is new in each area, with its title; areas with nothing new are left out."""
	groups = [
		(area.title, [item for item in area.get_items() if is_new(area, item, since)][:MOST_OF_AN_AREA])
		for area in get_areas()
		if area.feed or area.get_entries
	]
	return [(title, items) for title, items in groups if items]


def is_new(area: PublicArea, item: PublicItem, since) -> bool:
	"""Tell whether a newsletter names a record."""
	if item.since:
		return get_datetime(item.since) >= since
	return bool(area.get_entries) and item.is_open


def write(groups: list[tuple[str, list[PublicItem]]]) -> str:
	"""Return the text of the message, which staff go on writing."""
	greeting = _("Good day,")
	parts = [f"<p>{greeting}</p>"]
	for title, items in groups:
		parts.append(f"<h2>{as_text(title)}</h2><ul>")
		parts += [
			f'<li><a href="{get_url(item.url)}">{as_text(item.title)}</a><br>{as_text(item.text)}</li>'
			for item in items
		]
		parts.append("</ul>")
	return "".join(parts)


def as_text(text: str) -> str:
	"""Return a text that is neither markup nor a placeholder of a briefing."""
	return escape_html(text).replace("{", "(").replace("}", ")")


def get_audience(items: list[PublicItem]) -> list[dict]:
	"""Return for whom a newsletter is: NGOs that agreed, subscribers to everything, and to a field or place that it is about."""
	fields = sorted({field for item in items for field in item.fields})
	places = sorted({place for item in items for place in item.places})
	return [
		{"recipient_type": NGO},
		{"recipient_type": SUBSCRIBERS},
		*({"recipient_type": SUBSCRIBERS, "field_of_work": field} for field in fields),
		*({"recipient_type": SUBSCRIBERS, "municipality": place} for place in places),
	]
