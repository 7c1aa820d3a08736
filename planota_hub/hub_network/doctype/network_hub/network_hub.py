# SPDX-License-Identifier: GPL-3.0-only
import base64

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, getdate, today

from planota_hub.hub_network.publishing.signing import get_fingerprint
from planota_hub.hub_network.receiving import fetching, schedule
from planota_hub.rules.fields import normalise_email
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.server_fields import reset_server_fields
from planota_hub.rules.text import validate_plain_text

DOCTYPE = "Network Hub"
SERVER_FIELDS = ("last_fetched_on", "last_fault", "key_pinned_on")
KEY_BYTES = 32


class NetworkHub(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.planota_hub.doctype.hub_region.hub_region import HubRegion

		address: DF.Data | None
		contact_email: DF.Data | None
		fingerprint: DF.Data | None
		hub_name: DF.Data
		key_pinned_on: DF.Date | None
		last_fault: DF.SmallText | None
		last_fetched_on: DF.Datetime | None
		left_on: DF.Date | None
		public_key: DF.Data | None
		regions: DF.TableMultiSelect[HubRegion]
		schedule: DF.Literal["By Hand", "Daily", "Weekly"]
		status: DF.Literal["Active", "Archived"]
	# end: auto-generated types

	def validate(self):
		reset_server_fields(self, SERVER_FIELDS)
		validate_plain_text(self)
		normalise_email(self, "contact_email")
		self.set_key()
		self.set_address()
		self.set_status()

	def set_key(self):
		"""Check the key, which stands for one hub alone, and note since when it is known."""
		self.public_key = cstr(self.public_key).strip()
		if self.public_key and not is_key(self.public_key):
			refuse(self, "public_key", _("expected is the key as the hub publishes it, 44 characters."))
		if self.public_key:
			self.refuse_key_of_another_hub()
		if self.has_value_changed("public_key"):
			self.fingerprint = get_fingerprint(self.public_key) if self.public_key else None
			self.key_pinned_on = today() if self.public_key else None
		else:
			self.fingerprint = self.get_doc_before_save().fingerprint

	def refuse_key_of_another_hub(self):
		other = frappe.db.get_value(
			DOCTYPE, {"public_key": self.public_key, "name": ("!=", self.name or "")}, "hub_name"
		)
		if other:
			refuse(
				self,
				"public_key",
				_("this is the key of the hub {0}.").format(frappe.utils.escape_html(other)),
			)

	def set_address(self):
		self.address = cstr(self.address).strip().rstrip("/") or None
		if self.address and not fetching.is_address(self.address):
			refuse(self, "address", _("expected is an address that begins with https://."))
		if self.schedule != "By Hand":
			refuse_missing(self, "address", _("without it nothing can be fetched."))

	def set_status(self):
		has_left = self.left_on and getdate(self.left_on) <= getdate(today())
		self.status = "Archived" if has_left else "Active"

	@frappe.whitelist()
	def fetch_reports(self) -> dict:
		"""Fetch the reports of the hub now; see `schedule.fetch_hub`."""
		self.check_permission("write")
		return schedule.fetch_hub(self.name)

	@frappe.whitelist()
	def look_up_key(self) -> dict:
		"""Return what the address of the hub says of itself: `hub_name`, `public_key`, `fingerprint`."""
		self.check_permission("write")
		return schedule.look_up_key(self.address)


def is_key(text: str) -> bool:
	"""Tell whether a text is a public key as hubs publish it."""
	try:
		return len(base64.b64decode(text, validate=True)) == KEY_BYTES
	except ValueError:
		return False


def update_statuses() -> None:
	"""Archive the hubs whose last day has come. Daily job."""
	for name in frappe.get_all(
		DOCTYPE, {"status": "Active", "left_on": ("<=", today())}, pluck="name", order_by="name asc"
	):
		frappe.db.set_value(DOCTYPE, name, "status", "Archived")
