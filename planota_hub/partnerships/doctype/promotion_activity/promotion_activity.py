# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate, today

from planota_hub.rules.fields import normalise_website
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.text import validate_plain_text

PLANNED, CARRIED_OUT, CALLED_OFF = "Planned", "Carried Out", "Called Off"
MAX_REACH = 10_000_000
# kind of document that was served -> field with its name
SERVED_NAMES = {"Partnership Consortium": "consortium_name", "Joint Action Plan": "plan_title"}


class PromotionActivity(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		activity_date: DF.Date
		activity_title: DF.Data
		attachment: DF.Attach | None
		channel: DF.Literal[
			"",
			"Event",
			"Newspaper",
			"Radio or Television",
			"Social Media",
			"Website",
			"Newsletter",
			"Printed Material",
			"Press Conference",
			"Other",
		]
		cost: DF.Currency
		description: DF.Text | None
		field_of_work: DF.Link | None
		link: DF.Data | None
		municipality: DF.Link | None
		reach: DF.Int
		reach_source: DF.Data | None
		responsible: DF.Link | None
		served: DF.DynamicLink | None
		served_name: DF.Data | None
		served_type: DF.Literal["", "Partnership Consortium", "Joint Action Plan"]
		status: DF.Literal["Planned", "Carried Out", "Called Off"]
		unknown_numbers: DF.SmallText | None
	# end: auto-generated types

	def validate(self):
		validate_plain_text(self)
		normalise_website(self, "link")
		self.set_status()
		self.validate_reach()
		self.set_served()

	def set_status(self):
		"""Planned until its day, carried out afterwards, unless somebody says that it was called off."""
		if self.status != CALLED_OFF:
			self.status = get_status(self.activity_date)

	def validate_reach(self):
		self.reach = cint(self.reach)
		if not 0 <= self.reach <= MAX_REACH:
			refuse(self, "reach", _("expected is a number from 0 to {0}.").format(MAX_REACH))
		if self.reach and self.status != CARRIED_OUT:
			refuse(self, "reach", _("an activity reaches people once it has been carried out."))
		if self.reach:
			refuse_missing(self, "reach_source", _("please say how the reach was counted."))

	def set_served(self):
		if not self.served_type:
			self.served = self.served_name = None
			return
		refuse_missing(self, "served", _("please choose what the activity served."))
		name_field = SERVED_NAMES[self.served_type]
		self.served_name = frappe.db.get_value(self.served_type, self.served, name_field)
		if not self.municipality and self.is_new():
			self.municipality = frappe.db.get_value(self.served_type, self.served, "municipality")


def get_status(day) -> str:
	"""Return what an activity of a day is that was not called off."""
	return PLANNED if getdate(day) > getdate(today()) else CARRIED_OUT


def update_statuses() -> None:
	"""Scheduler, daily: what was planned for a day that has come counts as carried out."""
	filters = {"status": PLANNED, "activity_date": ("<=", today())}
	frappe.db.set_value("Promotion Activity", filters, "status", CARRIED_OUT, update_modified=False)
