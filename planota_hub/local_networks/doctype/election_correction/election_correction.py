# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.model import no_value_fields
from frappe.model.document import Document

from planota_hub.local_networks.elections import corrections as election_corrections
from planota_hub.rules.server_fields import keep_server_fields, reset_server_fields
from planota_hub.rules.text import validate_plain_text

SERVER_FIELDS = (
	"correction_title",
	"old_email",
	"status",
	"proposed_by",
	"proposed_on",
	"decided_by",
	"decided_on",
)


class ElectionCorrection(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		ballot: DF.Link | None
		correction_title: DF.Data | None
		decided_by: DF.Link | None
		decided_on: DF.Datetime | None
		election: DF.Link
		kind: DF.Literal["Address of an Elector", "Second Ballot"]
		new_email: DF.Data | None
		ngo: DF.Link
		old_email: DF.Data | None
		proposed_by: DF.Link | None
		proposed_on: DF.Datetime | None
		reason: DF.SmallText
		status: DF.Literal["Proposed", "Confirmed", "Rejected"]
	# end: auto-generated types

	def validate(self):
		self.keep_as_proposed()
		validate_plain_text(self)
		if self.is_new():
			election_corrections.propose(self)

	def after_insert(self):
		election_corrections.tell_of_proposal(self)

	def keep_as_proposed(self):
		"""A proposal stays as it was made; what is decided on it is set by the hub alone."""
		reset_server_fields(self, SERVER_FIELDS)
		fields = [field.fieldname for field in self.meta.fields if field.fieldtype not in no_value_fields]
		keep_server_fields(self, fields)
		self.update(self.flags.set_by_hub or {})

	@frappe.whitelist(methods=["POST"])
	def confirm(self) -> None:
		"""Carry it out; by somebody else of the staff than who proposed it."""
		self.check_permission("write")
		election_corrections.decide(self, election_corrections.CONFIRMED)

	@frappe.whitelist(methods=["POST"])
	def reject(self) -> None:
		"""Leave everything as it is; whoever proposed it can take it back like this too."""
		self.check_permission("write")
		election_corrections.decide(self, election_corrections.REJECTED)
