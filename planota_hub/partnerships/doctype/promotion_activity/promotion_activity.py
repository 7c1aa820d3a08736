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
