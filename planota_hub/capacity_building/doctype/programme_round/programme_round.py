# SPDX-License-Identifier: GPL-3.0-only
from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count
from frappe.utils import cint, getdate, today

from planota_hub.capacity_building.plans.selection import PLACED_STAGES, ROUND, count_placed
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import field_label, validate_plain_text

MAX_PLACES = 500
# each of these days must not come before the one above it
ORDER_OF_DAYS = (
	("application_opens_on", "application_closes_on"),
	("application_opens_on", "starts_on"),
	("application_closes_on", "ends_on"),
	("starts_on", "ends_on"),
)


class ProgrammeRound(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		application_closes_on: DF.Date
		application_opens_on: DF.Date
		description: DF.SmallText | None
		ends_on: DF.Date
		places: DF.Int
		round_name: DF.Data
		starts_on: DF.Date
		status: DF.Literal["Planned", "Open for Applications", "In Selection", "Running", "Finished"]
	# end: auto-generated types

	def onload(self):
		stages = count_stages([self.name]).get(self.name, {})
		self.set_onload("stages", stages)
		self.set_onload("places_taken", sum(stages.get(stage, 0) for stage in PLACED_STAGES))

	def validate(self):
		validate_plain_text(self)
		self.validate_days()
		self.validate_places()
		self.status = get_status(self)

	def validate_days(self):
		for earlier, later in ORDER_OF_DAYS:
			if getdate(self.get(later)) < getdate(self.get(earlier)):
				frappe.throw(
					_("{0}: the day must not be before {1}.").format(
						field_label(self, later), field_label(self, earlier)
					),
					title=_("Wrong Date"),
				)

	def validate_places(self):
		self.places = cint(self.places)
		if not 1 <= self.places <= MAX_PLACES:
			message = _("expected is a number from 1 to {0}.").format(MAX_PLACES)
			refuse(self, "places", message, _("Wrong Number of Places"))
		taken = 0 if self.is_new() else count_placed(self.name)
		if self.places < taken:
			frappe.throw(
				_("{0}: {1} NGOs have been selected already.").format(field_label(self, "places"), taken),
				title=_("Wrong Number of Places"),
			)


def get_status(programme_round: frappe._dict) -> str:
	"""Return the status that follows from the dates of a round; the application window comes first."""
	day = getdate(today())
	if day > getdate(programme_round.ends_on):
		return "Finished"
	if day < getdate(programme_round.application_opens_on):
		return "Planned"
	if day <= getdate(programme_round.application_closes_on):
		return "Open for Applications"
	return "In Selection" if day < getdate(programme_round.starts_on) else "Running"


def update_statuses() -> None:
	"""Scheduler, daily: derive the status of every round anew."""
	fields = ["name", "status", "application_opens_on", "application_closes_on", "starts_on", "ends_on"]
	for row in frappe.get_all(ROUND, fields=fields, order_by="name asc", limit_page_length=0):
		if row.status != get_status(row):
			frappe.db.set_value(ROUND, row.name, "status", get_status(row), update_modified=False)


def get_open_rounds() -> list[frappe._dict]:
	"""Return the rounds for which an NGO can apply today, the one that closes first at the top."""
	return frappe.get_all(
		ROUND,
		filters={"application_opens_on": ("<=", today()), "application_closes_on": (">=", today())},
		fields=["name", "round_name", "application_closes_on", "description", "places"],
		order_by="application_closes_on asc, name asc",
	)


def count_stages(rounds: Iterable[str]) -> dict[str, dict[str, int]]:
	"""Return how many plans of each round stand in which stage."""
	plan = DocType("Development Plan")
	rows = (
		frappe.qb.from_(plan)
		.select(plan.programme_round, plan.stage, Count(plan.name))
		.where(plan.programme_round.isin(list(rounds)))
		.groupby(plan.programme_round, plan.stage)
		.run()
	)
	counted: dict[str, dict[str, int]] = {}
	for programme_round, stage, number in rows:
		counted.setdefault(programme_round, {})[stage] = number
	return counted
