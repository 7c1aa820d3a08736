# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, escape_html, get_fullname

from planota_hub.planota_hub.register.sources import decisions, statuses, values
from planota_hub.planota_hub.register.sources.known import read_values
from planota_hub.rules.server_fields import reset_server_fields


class RegisterImportRow(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.planota_hub.doctype.register_import_difference.register_import_difference import (
			RegisterImportDifference,
		)

		applied_on: DF.Datetime | None
		decided_by: DF.Link | None
		decision: DF.Literal["", "Accept", "Create New", "Leave"]
		depends_on_number: DF.Data | None
		differences: DF.Table[RegisterImportDifference]
		former: DF.Code | None
		kind: DF.Literal["New", "Changed", "Gone", "In Doubt", "Refused"]
		log: DF.SmallText | None
		municipality: DF.Data | None
		ngo: DF.Link | None
		organisation_name: DF.Data | None
		position: DF.Int
		reason: DF.SmallText | None
		register_import: DF.Link
		register_values: DF.Code | None
		registration_number: DF.Data | None
		result: DF.Literal["", "Applied", "Not Applied", "Failed", "Undone", "Not Undone"]
	# end: auto-generated types

	def onload(self):
		said = values.describe(self.register_values)
		if given := read_values(self.register_values).get(values.STATUSES):
			label = _(frappe.get_meta(values.NGO).get_label(values.STATUSES), context=values.NGO)
			said.append([label, statuses.describe(given)])
		self.set_onload("values", said)

	def check_if_latest(self):
		"""Say in words that somebody else was quicker; the framework says it of an ID, and in English alone."""
		try:
			super().check_if_latest()
		except frappe.TimestampMismatchError:
			frappe.clear_last_message()
			who = get_fullname(frappe.db.get_value(self.doctype, self.name, "modified_by"))
			frappe.throw(
				_(
					"{0} has changed this row since you opened it; nothing of yours was saved. Load it once more to see what was decided."
				).format(frappe.bold(escape_html(who))),
				frappe.TimestampMismatchError,
				title=_("Somebody Was Quicker"),
			)

	def validate(self):
		reset_server_fields(self, [df.fieldname for df in self.meta.fields if df.read_only])
		self.keep_differences()
		self.refuse_decided()
		decisions.validate_row(self)

	def on_update(self):
		frappe.get_doc("Register Import", self.register_import).count_results()

	def keep_differences(self):
		"""Of a difference people decide only whether it is taken."""
		before = self.get_doc_before_save()
		ticks = {row.name: row.take for row in self.differences}
		self.set("differences", [row.as_dict() for row in before.differences] if before else [])
		for row in self.differences:
			row.take = ticks.get(row.name, row.take)

	def refuse_decided(self):
		"""What was done stays as it was done; what waits is decided on while the import waits for it."""
		before = self.get_doc_before_save()
		if not before:
			return
		if self.result:
			frappe.throw(_("This row has its result already: {0}.").format(_(self.result)))
		decisions.refuse_untimely(frappe.db.get_value("Register Import", self.register_import, "status"))
		if self.ngo != before.ngo:
			decisions.choose_ngo(self)
		if cstr(self.decision) != cstr(before.decision):
			self.decided_by = frappe.session.user if self.decision else None
