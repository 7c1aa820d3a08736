# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, getdate, today

from planota_hub.rules.printed_records import get_full_name
from planota_hub.rules.readable import show_day
from planota_hub.rules.text import field_label, shown, validate_plain_text
from planota_hub.rules.titles import get_titles

PLANNED, OUTCOME_MISSING, HELD = "Planned", "Outcome Missing", "Held"
PARTNER_TYPES = ("Regional Hub", "National Network", "Thematic Network")
COUNTERS = {"Given": "given_count", "Taken": "taken_count"}


class HubExchange(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.planota_hub.doctype.hub_exchange_partner.hub_exchange_partner import (
			HubExchangePartner,
		)
		from planota_hub.planota_hub.doctype.hub_exchange_practice.hub_exchange_practice import (
			HubExchangePractice,
		)

		exchange_date: DF.Date
		exchange_kind: DF.Literal[
			"", "Meeting", "Study Visit", "Online Call", "Joint Event", "Written Exchange"
		]
		exchange_title: DF.Data
		field_of_work: DF.Link | None
		follow_up: DF.SmallText | None
		given_count: DF.Int
		municipality: DF.Link | None
		next_order: DF.Int
		outcome: DF.Text | None
		participants_count: DF.Int
		partner_names: DF.SmallText | None
		partners: DF.Table[HubExchangePartner]
		practices: DF.Table[HubExchangePractice]
		responsible: DF.Link | None
		status: DF.Literal["Planned", "Outcome Missing", "Held"]
		taken_count: DF.Int
		topics: DF.Text
	# end: auto-generated types

	def validate(self):
		validate_plain_text(self)
		self.responsible = self.responsible or frappe.session.user
		self.validate_partners()
		self.validate_practices()
		self.validate_outcome()
		self.set_status()
		self.set_partner_names()
		self.set_counters()

	def validate_partners(self):
		seen = set()
		for row in self.partners:
			kind = frappe.db.get_value("Stakeholder", row.stakeholder, "stakeholder_type")
			if kind not in PARTNER_TYPES:
				frappe.throw(
					_(
						"{0}: expected is a regional hub, a national or a thematic network; this one is {1}."
					).format(field_label(row, "stakeholder"), _(kind))
				)
			self.refuse_twice(row, "stakeholder", row.stakeholder, seen)

	def validate_practices(self):
		seen = set()
		for row in self.practices:
			self.refuse_twice(row, "practice", (row.practice, row.direction), seen)

	def refuse_twice(self, row: Document, fieldname: str, key, seen: set):
		if key in seen:
			frappe.throw(
				_("{0}: {1} stands in the table twice.").format(
					field_label(row, fieldname), shown(row.get_formatted(fieldname))
				)
			)
		seen.add(key)

	def validate_outcome(self):
		if self.outcome and getdate(self.exchange_date) > getdate(today()):
			frappe.throw(
				_("{0}: the exchange is on {1}, its outcome can't be known yet.").format(
					field_label(self, "outcome"), show_day(self.exchange_date)
				)
			)

	def set_status(self):
		self.status = get_status(self.exchange_date, self.outcome)

	def set_partner_names(self):
		"""Keep the names in one field, for lists, search and reports."""
		names = [
			frappe.db.get_value("Stakeholder", row.stakeholder, "stakeholder_name") for row in self.partners
		]
		self.partner_names = ", ".join(names)

	def get_invited(self) -> list[frappe._dict]:
		"""Return the people of the partners and who answers for the exchange, for the sign-in sheet."""
		partners = get_titles("Stakeholder", [row.stakeholder for row in self.partners])
		people = [
			frappe._dict(participant_name=row.person, organisation=partners.get(row.stakeholder))
			for row in self.partners
		]
		own = frappe._dict(participant_name=get_full_name(self.responsible), organisation=get_operator())
		return [*people, own]

	def set_counters(self):
		for direction, counter in COUNTERS.items():
			self.set(counter, sum(row.direction == direction for row in self.practices))


def get_operator() -> str:
	"""Return what the hub is called where its people sign."""
	settings = frappe.get_cached_doc("Hub Settings")
	return settings.operator_organisation or settings.hub_name or ""


def get_status(exchange_date, outcome: str | None) -> str:
	"""Return the status that follows from the day of an exchange and what came out of it."""
	if getdate(exchange_date) > getdate(today()):
		return PLANNED
	return HELD if cstr(outcome).strip() else OUTCOME_MISSING


def update_statuses() -> None:
	"""Scheduler, daily: what was planned for a day that has come waits for its outcome."""
	filters = {"status": PLANNED, "exchange_date": ("<=", today())}
	for row in frappe.get_all("Hub Exchange", filters, ["name", "outcome"], order_by="name asc"):
		values = {"status": get_status(today(), row.outcome)}
		frappe.db.set_value("Hub Exchange", row.name, values, update_modified=False)


def copy_partner_names(doctype: str, new: str, old: str) -> None:
	"""Let exchanges name a renamed or merged stakeholder as it is called now; answers a `Key` of `hub_merging`."""
	if doctype != "Stakeholder":
		return
	exchanges = frappe.get_all(
		"Hub Exchange Partner",
		{"stakeholder": new},
		pluck="parent",
		order_by="parent asc",
		limit_page_length=0,
	)
	for name in sorted(set(exchanges)):
		exchange = frappe.get_doc("Hub Exchange", name)
		exchange.set_partner_names()
		exchange.db_set("partner_names", exchange.partner_names, update_modified=False)
