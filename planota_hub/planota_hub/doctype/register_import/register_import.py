# SPDX-License-Identifier: GPL-3.0-only
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr

from planota_hub.files.paths import PRIVATE
from planota_hub.mail.hub_mail import site_language
from planota_hub.planota_hub.register.sources import rows
from planota_hub.rules.readable import show_day
from planota_hub.rules.refusals import refuse
from planota_hub.rules.server_fields import reset_server_fields
from planota_hub.rules.text import shown

if TYPE_CHECKING:
	from frappe.core.doctype.file.file import File

FIRST_STATUS = "Draft"
# while the file and its day may still be changed
FREE_STATUSES = (FIRST_STATUS, "Failed")
# an import of which nothing stands in the register
REMOVABLE_STATUSES = (*FREE_STATUSES, "To Review", "Undone")
GIVEN_FIELDS = ("file", "as_of")


class RegisterImport(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		accepted_count: DF.Int
		applied_count: DF.Int
		applied_on: DF.Datetime | None
		as_of: DF.Date | None
		bookmark: DF.Code | None
		changed_count: DF.Int
		compared_on: DF.Datetime | None
		content_hash: DF.Data | None
		failed_count: DF.Int
		file: DF.Attach
		gone_count: DF.Int
		in_doubt_count: DF.Int
		last_batch_on: DF.Datetime | None
		left_count: DF.Int
		new_count: DF.Int
		not_undone_count: DF.Int
		notes: DF.SmallText | None
		outside_count: DF.Int
		phase: DF.Data | None
		progress: DF.Percent
		records_count: DF.Int
		refused_count: DF.Int
		register_source: DF.Link
		started_by: DF.Link | None
		status: DF.Literal[
			"Draft", "Comparing", "To Review", "Applying", "Applied", "Undoing", "Undone", "Stopped", "Failed"
		]
		stop_reason: DF.SmallText | None
		title: DF.Data | None
		unchanged_count: DF.Int
		undone_count: DF.Int
		undone_on: DF.Datetime | None
	# end: auto-generated types

	def onload(self):
		self.set_onload("share_done", self.get_share_done())

	def before_insert(self):
		self.status = FIRST_STATUS

	def validate(self):
		reset_server_fields(self, self.get_fields_of_server())
		self.status = self.status or FIRST_STATUS
		self.title = self.get_title_of_state()
		self.refuse_disabled()
		self.refuse_public_file()
		self.refuse_changes_after_comparison()

	def on_trash(self):
		if self.status not in REMOVABLE_STATUSES:
			frappe.throw(
				_("This import is {0}: it is kept as the log of what it did. Undo it first.").format(
					_(self.status)
				)
			)
		rows.delete_all(self.name)

	def get_fields_of_server(self) -> list[str]:
		"""Return the fields that only the jobs and buttons set."""
		return [df.fieldname for df in self.meta.fields if df.read_only]

	def refuse_disabled(self):
		if self.is_new() and frappe.db.get_value("Register Source", self.register_source, "disabled"):
			refuse(self, "register_source", _("{0} is disabled.").format(shown(_(self.register_source))))

	def refuse_public_file(self):
		if self.file and not self.file.startswith(PRIVATE):
			refuse(self, "file", _("expected is a private file. Upload it once more and leave it private."))

	def refuse_changes_after_comparison(self):
		before = self.get_doc_before_save()
		if not before or before.status in FREE_STATUSES:
			return
		for fieldname in GIVEN_FIELDS:
			if cstr(self.get(fieldname)) != cstr(before.get(fieldname)):
				refuse(self, fieldname, _("it was compared already. Make a new import for another file."))

	def get_title_of_state(self) -> str:
		"""Return what an import is called, in the language of the site: its source, and the day that the file describes."""
		source = _(self.register_source, site_language())
		return f"{source}, {show_day(self.as_of)}" if self.as_of else source

	def get_path(self) -> str:
		"""Return where the file lies on this machine."""
		file: File = frappe.get_doc("File", {"file_url": self.file})
		return file.get_full_path()

	def is_later_import(self) -> bool:
		"""Tell whether another import of the source was applied before: only then it tells what has changed since."""
		latest = frappe.db.get_value("Register Source", self.register_source, "latest_import")
		return bool(latest) and latest != self.name

	def count_results(self):
		"""Count the rows by what was decided and done."""
		self.db_set(rows.count_results(self.name))

	def get_progress(self) -> dict:
		"""Return status, reason, figures and the share that is done, in percent."""
		shown_fields = [df.fieldname for df in self.meta.fields if df.fieldtype == "Int"]
		figures = {
			name: self.get(name) for name in (*shown_fields, "status", "phase", "stop_reason", "notes")
		}
		return {**figures, "share_done": self.get_share_done()}

	def get_share_done(self) -> float:
		"""Return how much of the phase that is under way is done, in percent."""
		return self.progress if self.phase == "Comparing" else rows.get_share_done(self)
