# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, today

from planota_hub.partnerships.programmes.inclusion import get_funnel
from planota_hub.rules.fields import normalise_website
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import validate_plain_text


class RegionalProgramme(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		description: DF.Text | None
		ends_on: DF.Date
		field_of_work: DF.Link | None
		next_order: DF.Int
		programme_body: DF.Link
		programme_name: DF.Data
		programme_type: DF.Literal[
			"",
			"Regional Development Programme",
			"Regional Implementation Plan",
			"Local Development Strategy",
			"Municipal Programme",
			"National Programme",
			"Other",
		]
		proposals_until: DF.Date | None
		starts_on: DF.Date
		status: DF.Literal["Planned", "Running", "Ended"]
		website: DF.Data | None
	# end: auto-generated types

	def onload(self):
		self.set_onload("funnel", get_funnel([self.name]))

	def validate(self):
		validate_plain_text(self)
		normalise_website(self, "website")
		self.validate_dates()
		self.status = get_status(self)

	def validate_dates(self):
		if getdate(self.ends_on) < getdate(self.starts_on):
			refuse(self, "ends_on", _("the programme must not end before it starts."), _("Wrong Date"))
		if self.proposals_until and getdate(self.proposals_until) > getdate(self.ends_on):
			refuse(
				self, "proposals_until", _("expected is a day before the programme ends."), _("Wrong Date")
			)


def get_status(programme: frappe._dict) -> str:
	"""Return the status that follows from the dates of a programme."""
	day = getdate(today())
	if day < getdate(programme.starts_on):
		return "Planned"
	return "Running" if day <= getdate(programme.ends_on) else "Ended"


def update_statuses() -> None:
	"""Scheduler, daily: derive the status of every programme anew."""
	fields = ["name", "status", "starts_on", "ends_on"]
	for row in frappe.get_all("Regional Programme", fields=fields, order_by="name asc", limit_page_length=0):
		if row.status != get_status(row):
			frappe.db.set_value(
				"Regional Programme", row.name, "status", get_status(row), update_modified=False
			)
