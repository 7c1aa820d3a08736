# SPDX-License-Identifier: GPL-3.0-only
"""The framework's File with the fences that it lacks (hook `override_doctype_class`)."""

import mimetypes

import frappe
from frappe import _
from frappe.core.doctype.file.file import URL_PREFIXES, File
from frappe.utils import cint, cstr, escape_html

from planota_hub.files.access import may_change_for_all, may_read, may_use
from planota_hub.files.paths import (
	PRIVATE,
	is_inside_folders,
	is_plain,
	is_plain_step,
	is_possible_address,
	normalise,
	refuse_address,
)
from planota_hub.rules.spreadsheets import make_safe


class HubFile(File):
	"""A file that lies in one of the two folders, made by somebody who may read what it is made of.

	It is the class and not events, for the framework reads the content before any event, and often without
	asking for permission.
	"""

	file_url: str

	def before_insert(self):
		self.file_url = normalise(self.file_url)
		self.content_hash = self.thumbnail_url = None
		self.check_name()
		self.check_address()
		self.check_source()
		self.check_content()
		self.make_report_safe()
		super().before_insert()

	def validate(self):
		self.file_url = normalise(self.file_url)
		self.check_address()
		if before := self.get_doc_before_save():
			self.keep_server_fields(before)
			self.check_change(before)
		self.flags.is_written = False
		super().validate()

	def make_report_safe(self):
		"""A report that the framework has made in the background, of which only the file remains."""
		content = self.get("content")
		if self.attached_to_doctype == "Report" and content:
			made = content.encode() if isinstance(content, str) else content
			self.set("content", make_safe(made, cstr(self.file_name)))

	def check_name(self):
		name = cstr(self.file_name)
		if name and (not is_plain(name) or not is_plain_step(name)):
			refuse_address(name)

	def check_address(self):
		if self.file_url and not is_possible_address(self.file_url):
			refuse_address(self.file_url)

	def check_source(self):
		"""A file of one that lies on the disk already: only for whoever may read that one."""
		if self.file_url and not may_use(self.file_url):
			refuse_address(self.file_url)

	def check_content(self):
		"""Refuse an upload with nothing in it in words; the framework breaks down over it."""
		content = self.get("content")
		if content is not None and not content and not self.file_url and not self.is_folder:
			frappe.throw(_("File: the file {0} is empty.").format(escape_html(cstr(self.file_name))))

	def keep_server_fields(self, before: File):
		"""By these the framework decides what lies on the disk for nobody else and is deleted from it."""
		self.thumbnail_url = before.thumbnail_url
		if not self.flags.is_written:
			self.content_hash = before.content_hash

	def check_change(self, before: File):
		if cstr(self.file_url) != cstr(before.file_url) and not self.flags.is_written:
			self.check_source()
		if cint(self.is_private) != cint(before.is_private):
			self.check_others()

	def check_others(self):
		"""What several files have in common on the disk changes for all of them."""
		if not may_change_for_all(self):
			frappe.throw(
				_("File: other documents have the same file, and you may not change those."),
				frappe.PermissionError,
			)

	def save_file(self, *args, **kwargs):
		self.flags.is_written = True
		return super().save_file(*args, **kwargs)

	def check_max_file_size(self) -> int:
		"""One that came in pieces (`pieces.py`) is larger than what the site lets a request bring, and was held to its own limit."""
		if self.flags.came_in_pieces:
			return len(self._content)
		return super().check_max_file_size()

	def get_full_path(self) -> str:
		self.check_address()
		path = super().get_full_path()
		if not path.startswith(URL_PREFIXES) and not is_inside_folders(path):
			refuse_address(self.file_url or self.file_name)
		return path

	def is_downloadable(self) -> bool:
		return self.is_asked_for() and may_read(self)

	def is_asked_for(self) -> bool:
		"""The database may take Plan.pdf for plan.pdf; the file that is sent is the one of the request."""
		path = frappe.request.path if frappe.request else ""
		return not path.startswith(PRIVATE) or path == self.file_url

	def unzip(self) -> list[File]:
		self.check_permission("write")
		return super().unzip()

	@frappe.whitelist(methods=["POST"])
	def optimize_file(self) -> None:
		"""Make an image smaller: the one that is stored, whatever the request says of it."""
		stored = frappe.get_doc(self.doctype, self.name)
		stored.check_permission("write")
		stored.check_others()
		kind = mimetypes.guess_type(stored.file_name)[0] or ""
		if not kind.startswith("image/") or kind == "image/svg+xml":
			frappe.throw(_("File: only a picture can be made smaller."))
		super(HubFile, stored).optimize_file()
