# SPDX-License-Identifier: GPL-3.0-only
"""The framework's Data Import, which for DocTypes of the hub looks into a file before anything is taken from it.

It is the class and not events (hook `override_doctype_class`), for the framework reads the file while it validates, for the
preview and in the job. Files for other DocTypes are read as before.
"""

from pathlib import Path

import frappe
from frappe import _
from frappe.core.doctype.data_import.data_import import DataImport
from frappe.core.doctype.data_import.importer import INSERT, Importer
from frappe.utils import get_link_to_form
from frappe.utils.background_jobs import is_job_enqueued
from frappe.utils.csvutils import get_csv_content_from_google_sheets
from frappe.utils.scheduler import is_scheduler_inactive

from planota_hub.guards.documents import is_own
from planota_hub.sheets.import_file import HubImportFile
from planota_hub.sheets.importer import HubImporter
from planota_hub.sheets.table import Misread

JOB = "planota_hub.sheets.jobs.run_import"
# seconds that the job of one file may take, as the framework has it
TIME_LIMIT = 10_000


class HubDataImport(DataImport):
	"""A Data Import whose files are understood by the hub, where its DocTypes are concerned."""

	def get_importer(self) -> Importer:
		"""Return what imports the file; for a DocType of the hub a file is read once, however often it is asked for."""
		if not is_own(self.reference_doctype):
			return super().get_importer()
		key = (self.import_file, self.google_sheets_url, self.import_type, self.template_options)
		if getattr(self, "_importer", (None,))[0] != key:
			self._importer = (key, HubImporter(self, self.read_file()))
		return self._importer[1]

	def read_file(self) -> HubImportFile:
		"""Return the file as it is understood.

		Raises:
		        frappe.ValidationError: with the reason, when it holds no table.
		"""
		chosen = frappe.parse_json(self.template_options or "{}").get("column_to_field_map") or {}
		delimiters = (self.get("delimiter_options") or "") if self.get("custom_delimiters") else ""
		try:
			return HubImportFile(
				self.reference_doctype, self.get_content(), self.import_type, chosen, delimiters
			)
		except Misread as error:
			frappe.throw(str(error), title=_("The File Can't Be Read"))

	def get_content(self) -> bytes:
		"""Return the bytes of the file, as nothing has decoded them yet."""
		if not self.import_file:
			content = get_csv_content_from_google_sheets(self.google_sheets_url)
			return content if isinstance(content, bytes) else content.encode()
		name = frappe.db.get_value("File", {"file_url": self.import_file})
		path = Path(frappe.get_doc("File", name).get_full_path()) if name else None
		if not path or not path.is_file():
			frappe.throw(_("The file is not there any more. Attach it once more."))
		return path.read_bytes()

	def set_payload_count(self, importer: Importer | None = None) -> None:
		"""Count the records of the file.

		Raises:
		        frappe.ValidationError: for an importer that would read the file of a hub in its own way, as the
		                command of the framework's console does.
		"""
		if not is_own(self.reference_doctype):
			return super().set_payload_count(*([importer] if importer else []))
		if importer and not isinstance(importer, HubImporter):
			frappe.throw(
				_("{0} is imported in the Desk, where the file is looked at first.").format(
					self.reference_doctype
				)
			)
		if self.import_file:
			self.payload_count = len(self.get_importer().import_file.get_payloads_for_import())

	def start_import(self) -> bool:
		"""Begin the import in the background; tell whether it was not under way already.

		Raises:
		        frappe.ValidationError: when no job would run, or the same file was imported before.
		"""
		if not is_own(self.reference_doctype):
			return super().start_import()
		run_now = bool(frappe.flags.in_test or frappe.conf.developer_mode)
		if is_scheduler_inactive() and not run_now:
			frappe.throw(_("Scheduler is inactive. Cannot import data."), title=_("Scheduler Inactive"))
		self.refuse_same_file()
		return enqueue_import(self.name, run_now)

	def refuse_same_file(self) -> None:
		"""Refuse to insert the records of a file a second time, from another Data Import with the same content."""
		if self.import_type != INSERT or not self.import_file:
			return
		for other in find_same(self):
			if is_job_enqueued(get_job_id(other)) or has_imported(other):
				frappe.throw(
					_(
						"The same file is imported by {0} already; its records would be there twice. If they are gone, delete that import first."
					).format(get_link_to_form("Data Import", other)),
					title=_("Same File"),
				)


def find_same(data_import: DataImport) -> list[str]:
	"""Return the other imports of a file with the same content into the same DocType."""
	file = {"file_url": data_import.import_file}
	hashes = frappe.get_all("File", file, pluck="content_hash", order_by="name asc")
	same = {"content_hash": ("in", [one for one in hashes if one] or [""])}
	addresses = frappe.get_all("File", same, pluck="file_url", order_by="name asc")
	filters = {
		"name": ("!=", data_import.name),
		"reference_doctype": data_import.reference_doctype,
		"import_type": INSERT,
		"import_file": ("in", [*addresses, data_import.import_file]),
	}
	return frappe.get_all("Data Import", filters, pluck="name", order_by="creation asc")


def has_imported(data_import: str) -> bool:
	"""Tell whether an import has made a record that is still there to be told of."""
	return bool(frappe.db.exists("Data Import Log", {"data_import": data_import, "success": 1}))


def get_job_id(data_import: str) -> str:
	"""Return the name of the job of an import, by which the framework stops it."""
	return f"data_import||{data_import}"


def enqueue_import(data_import: str, run_now: bool = False) -> bool:
	"""Let a worker import a file, unless one does already; tell whether."""
	job_id = get_job_id(data_import)
	if is_job_enqueued(job_id):
		return False
	frappe.enqueue(
		JOB, queue="default", timeout=TIME_LIMIT, job_id=job_id, now=run_now, data_import=data_import
	)
	return True
