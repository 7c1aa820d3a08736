# SPDX-License-Identifier: GPL-3.0-only
"""Who was informed of what in a period, on which channel, and which municipalities, agencies and chambers were not."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeAlias

import frappe
from frappe import _
from frappe.utils import cint, cstr, getdate
from pypika.queries import QueryBuilder

from planota_hub.figures.report_filters import refuse_wrong_period
from planota_hub.figures.report_parts import figure
from planota_hub.guards.documents import get_readable
from planota_hub.planota_hub.briefings.opt_out import get_opted_out
from planota_hub.planota_hub.briefings.text import write_subject
from planota_hub.planota_hub.outreach.reached import COLUMNS, SUPPORT, WORKSHOP, select_reached, show_channel
from planota_hub.rules.arguments import read_filters
from planota_hub.rules.sorting import sort_key

NGO, STAKEHOLDER = "NGO", "Stakeholder"
REACHED, MISSED = "Informed", "Not Informed"
COLORS = ["#1f7a5c", "#d9a441"]
# what a subject may say of its recipient
RECIPIENT = "Briefing Recipient"
# what they are called is for those who may open them, whoever may know of the organisation
WITH_OWN_READERS = ("Hub Meeting", "Hub Exchange")
OF_CONTACT = ("organisation_doctype", "organisation", "reached_on", "channel", "doctype", "name", "title")
OF_RECIPIENT = ("briefing", "organisation", "recipient_type", "municipality", "person", "function")

Say: TypeAlias = Callable[[str], str]


@dataclass
class Told:
	"""What an organisation was told in a period, from the latest contact to the first.

	Attributes:
	        channels, titles: each once.
	"""

	times: int = 0
	last_on: Any = None
	channels: dict[str, None] = field(default_factory=dict)
	titles: dict[str, None] = field(default_factory=dict)
	replies: int = 0

	def add(self, day: Any, channel: str, title: str, is_answered: bool) -> None:
		if not self.times:
			self.last_on = day
		self.times += 1
		self.channels[channel] = self.titles[title] = None
		self.replies += is_answered


def execute(filters: frappe._dict | None = None) -> tuple[list, list, None, dict | None, list]:
	"""Return columns, one row per organisation, the chart by type and the summary.

	Args:
	        filters: `from_date` and `to_date`; optionally `show` ("Informed" or "Not Informed"),
	                `recipient_type`, `municipality`, `field_of_work` of what they were told, and `with_ngos`.

	Raises:
	        frappe.ValidationError: when a date is missing or they are the wrong way round.
	"""
	filters = read_filters(filters)
	validate_filters(filters)
	every_row = get_reach(filters)
	wanted = [row for row in every_row if filters.show in (None, "", REACHED if row["times"] else MISSED)]
	return get_columns(), wanted, None, get_chart(every_row), get_summary(every_row)


def validate_filters(filters: frappe._dict) -> None:
	refuse_wrong_period(filters, is_needed=True)


def get_reach(filters: dict) -> list[dict]:
	"""Return a row for each organisation that the reader may see: those never informed first, then by name."""
	bodies = get_bodies(filters)
	told = get_told(filters, {body.doctype for body in bodies})
	opted_out = get_opted_out([body.email for body in bodies])
	# the same few words in thousands of rows
	say, name_channel, nothing = cache(_), cache(show_channel), Told()
	rows = [
		make_row(body, told.get((body.doctype, body.name), nothing), opted_out, say, name_channel)
		for body in bodies
	]
	return sorted(rows, key=get_order)


def get_order(row: dict) -> tuple:
	return (row["times"] > 0, sort_key(row["type_label"]), sort_key(row["organisation"]))


def get_bodies(filters: frappe._dict) -> list[frappe._dict]:
	"""Return the stakeholders in use and, where asked for, the verified NGOs."""
	bodies = []
	wanted_type = filters.recipient_type
	if wanted_type != NGO:
		conditions = {"disabled": 0, **({"stakeholder_type": wanted_type} if wanted_type else {})}
		fields = ["name", "stakeholder_name as organisation", "stakeholder_type as recipient_type"]
		bodies += read(STAKEHOLDER, conditions, fields, filters)
	if wanted_type == NGO or (cint(filters.with_ngos) and not wanted_type):
		ngos = read(NGO, {"stage": "Verified"}, ["name", "ngo_name as organisation"], filters)
		bodies += [frappe._dict(ngo, recipient_type=NGO) for ngo in ngos]
	return bodies


def read(doctype: str, conditions: dict, fields: list[str], filters: frappe._dict) -> list[dict]:
	if filters.municipality:
		conditions = {**conditions, "municipality": filters.municipality}
	found = frappe.get_list(
		doctype,
		filters=conditions,
		fields=[*fields, "municipality", "email"],
		order_by="name asc",
		limit_page_length=0,
	)
	return [frappe._dict(row, doctype=doctype) for row in found]


def get_told(filters: frappe._dict, doctypes: set[str]) -> dict[tuple[str, str], Told]:
	"""Return what organisations of some DocTypes were told in the period, by organisation, in one query."""
	contact = select_period(filters).as_("contact")
	recipient = frappe.qb.DocType(RECIPIENT)
	query = (
		frappe.qb.from_(contact)
		.left_join(recipient)
		.on((contact["doctype"] == RECIPIENT) & (recipient.name == contact["name"]))
		.select(*(contact[key] for key in OF_CONTACT))
		.select(recipient.replied_on, *(recipient[fieldname] for fieldname in OF_RECIPIENT))
		.where(contact["organisation_doctype"].isin(sorted(doctypes) or [""]))
		.orderby(contact["reached_on"], order=frappe.qb.desc)
		.orderby(contact["name"])
	)
	if filters.field_of_work:
		query = query.where(contact["field_of_work"] == filters.field_of_work)
	rows = query.run()
	hidden = get_hidden_titles(rows)
	told: dict[tuple[str, str], Told] = defaultdict(Told)
	for kind, organisation, day, channel, doctype, name, title, replied_on, *recipient_data in rows:
		title = hidden.get((doctype, name), title)
		# what most subjects say is the same for all
		if doctype == RECIPIENT and "{" in title:
			title = write_subject(title, frappe._dict(zip(OF_RECIPIENT, recipient_data, strict=True)))
		told[kind, organisation].add(day, channel, title, bool(replied_on))
	return told


def get_hidden_titles(rows: list[tuple]) -> dict[tuple[str, str], str]:
	"""Return, for the meetings and exchanges that the reader may not open, what stands in place of their titles."""
	hidden = {}
	for doctype in WITH_OWN_READERS:
		names = {name for _kind, _organisation, _day, _channel, kind, name, *_rest in rows if kind == doctype}
		for name in names - get_readable(doctype, names) if names else ():
			hidden[doctype, name] = _(doctype)
	return hidden


def select_period(filters: frappe._dict, doctype: str | None = None) -> QueryBuilder:
	"""Return a query of the contacts of the period by which somebody was told something; support is another report's."""
	contact = select_reached(getdate(filters.from_date), getdate(filters.to_date), doctype).as_("told")
	query = frappe.qb.from_(contact).select(*(contact[key].as_(key) for key in COLUMNS))
	return query.where(contact["channel"].notin((SUPPORT, WORKSHOP)))


def select_told(filters: frappe._dict, doctype: str) -> QueryBuilder:
	"""Return a query for the names of the organisations of a DocType that were told something in a period."""
	contact = select_period(filters, doctype).as_("contact")
	return frappe.qb.from_(contact).select(contact["organisation"])


def make_row(body: frappe._dict, told: Told, opted_out: set[str], say: Say, name_channel: Say) -> dict:
	kind = body.recipient_type
	return {
		"recipient_doctype": body.doctype,
		"recipient": body.name,
		"organisation": body.organisation,
		"recipient_type": kind,
		"type_label": say(kind),
		"municipality": body.municipality,
		"state": get_state(body, told, opted_out, say),
		"times": told.times,
		"informed_on": getdate(told.last_on) if told.times else None,
		"channels": ", ".join(map(name_channel, told.channels)),
		"briefings": "; ".join(told.titles),
		"replies": told.replies,
	}


def get_state(body: frappe._dict, told: Told, opted_out: set[str], say: Say) -> str:
	"""Return whether an organisation was informed and, if not, what stood against it."""
	if told.times:
		return say(REACHED)
	if not body.email:
		return _("No E-mail Address")
	return _("Unsubscribed") if cstr(body.email).lower() in opted_out else say(MISSED)


def get_columns() -> list[dict]:
	return [
		{
			"fieldname": "recipient",
			"label": _("ID"),
			"fieldtype": "Dynamic Link",
			"options": "recipient_doctype",
			"width": 110,
		},
		{"fieldname": "organisation", "label": _("Organisation"), "fieldtype": "Data", "width": 260},
		{"fieldname": "type_label", "label": _("Type"), "fieldtype": "Data", "width": 150},
		{
			"fieldname": "municipality",
			"label": _("Municipality"),
			"fieldtype": "Link",
			"options": "Municipality",
			"width": 140,
		},
		{"fieldname": "state", "label": _("State"), "fieldtype": "Data", "width": 150},
		{"fieldname": "times", "label": _("Times"), "fieldtype": "Int", "width": 80},
		{"fieldname": "informed_on", "label": _("Last Informed On"), "fieldtype": "Date", "width": 140},
		{"fieldname": "channels", "label": _("Channels"), "fieldtype": "Data", "width": 180},
		{"fieldname": "briefings", "label": _("Of What"), "fieldtype": "Data", "width": 360},
		{"fieldname": "replies", "label": _("Replies"), "fieldtype": "Int", "width": 80},
	]


def get_chart(rows: list[dict]) -> dict | None:
	"""Return how many of each type were informed and how many were not; None when there is nobody."""
	if not rows:
		return None
	types = sorted({row["recipient_type"] for row in rows}, key=lambda kind: sort_key(_(kind)))
	counts = {kind: [0, 0] for kind in types}
	for row in rows:
		counts[row["recipient_type"]][0 if row["times"] else 1] += 1
	return {
		"data": {
			"labels": [_(kind) for kind in types],
			"datasets": [
				{"name": _(REACHED), "values": [counts[kind][0] for kind in types]},
				{"name": _(MISSED), "values": [counts[kind][1] for kind in types]},
			],
		},
		"type": "bar",
		"colors": COLORS,
		"barOptions": {"stacked": 1},
		"fieldtype": "Int",
	}


def get_summary(rows: list[dict]) -> list[dict]:
	"""Return the figures above the chart; the filter "Show" does not change them."""
	informed = [row for row in rows if row["times"]]
	towns = [row for row in rows if row["recipient_type"] == "Municipality" and not row["times"]]
	figures = (
		(_(REACHED), len(informed), "Green"),
		(_(MISSED), len(rows) - len(informed), "Orange"),
		(_("Municipalities Not Informed"), len(towns), "Orange" if towns else "Green"),
		(_("Contacts"), sum(row["times"] for row in rows), "Blue"),
		(_("Replies"), sum(row["replies"] for row in rows), "Blue"),
	)
	return [figure(label, value, color) for label, value, color in figures]
