# SPDX-License-Identifier: GPL-3.0-only
"""A file that somebody sends with a form of the website: which kinds are taken, and what becomes of it.

Who asks has found out already whether the person may add a file; here is decided what a file may be.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr
from frappe.utils.file_manager import get_max_file_size
from PIL import Image

if TYPE_CHECKING:
	from frappe.core.doctype.file.file import File
	from werkzeug.datastructures import FileStorage

	from planota_hub.files.hub_file import HubFile

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif")
DOCUMENTS = (
	*PICTURES,
	".pdf",
	".txt",
	".csv",
	".doc",
	".docx",
	".odt",
	".xls",
	".xlsx",
	".ods",
	".ppt",
	".pptx",
)
# the field of a request that brings one file
SENT_AS = "file"
MEGABYTE = 1024 * 1024
# what somebody sends from a phone in a minute; a site may allow less
MOST = 10 * MEGABYTE


def get_most() -> int:
	"""Return how many bytes a file may have."""
	return min(MOST, get_max_file_size())


def describe_limits(kinds: Sequence[str]) -> dict[str, str | int]:
	"""Return what a field for files says of itself, and what it refuses before anything is sent.

	Args:
	        kinds: endings that are taken.

	Returns:
	        `most` bytes, `name` by which messages name the field, `help`, and the messages `too_large` and `wrong_kind`.
	"""
	return {
		"most": get_most(),
		"name": _("File"),
		"help": _("At most {0} MB; {1}.").format(get_most() // MEGABYTE, join_kinds(kinds)),
		"too_large": say_too_large(),
		"wrong_kind": say_wrong_kind(kinds),
	}


def join_kinds(kinds: Sequence[str]) -> str:
	"""Return endings as people know them."""
	return ", ".join(kind.lstrip(".").upper() for kind in kinds)


def say_too_large() -> str:
	"""Return what is said of a file that is too large."""
	return _("File: at most {0} MB are possible.").format(get_most() // MEGABYTE)


def say_wrong_kind(kinds: Sequence[str]) -> str:
	"""Return what is said of a file of another kind."""
	return _("File: expected is one of these kinds: {0}.").format(join_kinds(kinds))


def get_upload(sent_as: str = SENT_AS) -> "FileStorage | None":
	"""Return the file that the request brings in one of its fields."""
	sent = frappe.request.files.get(sent_as) if frappe.request else None
	return sent if sent and sent.filename else None


def has_upload(sent_as: str = SENT_AS) -> bool:
	"""Tell whether the request brings a file in one of its fields."""
	return bool(get_upload(sent_as))


def get_upload_name(sent_as: str) -> str:
	"""Return the name of the file that the request brings in one of its fields; empty for none."""
	sent = get_upload(sent_as)
	return get_name(sent) if sent else ""


def check_upload(sent_as: str, kinds: tuple[str, ...] = DOCUMENTS) -> str:
	"""Return the name of the file that the request brings in one of its fields, without its folder; empty for none.

	Raises:
	        frappe.ValidationError: when it is of a kind that is not taken, too big or empty.
	"""
	if not (sent := get_upload(sent_as)):
		return ""
	name = get_name(sent)
	check_kind(name, read_content(sent), kinds)
	return name


def get_name(sent: "FileStorage") -> str:
	"""Return the name of a file without the folder in which its sender keeps it."""
	return PurePosixPath(cstr(sent.filename).replace("\\", "/")).name


def read_content(sent: "FileStorage") -> bytes:
	"""Return what is in a file, to be read again by whoever comes later."""
	sent.stream.seek(0)
	return sent.stream.read()


def hang_upload(
	doctype: str,
	name: str,
	kinds: tuple[str, ...] = DOCUMENTS,
	fieldname: str | None = None,
	is_private: bool = True,
	sent_as: str = SENT_AS,
) -> "HubFile":
	"""Hang the file of the request on a document.

	Args:
	        kinds: endings that are taken.
	        fieldname: field of the document that the file is for.
	        sent_as: field of the request that brings it.

	Raises:
	        frappe.ValidationError: when there is no file, or it is of another kind, too big or empty.
	"""
	sent = get_upload(sent_as)
	if not sent:
		frappe.throw(_("File: please choose one."))
	content = read_content(sent)
	check_kind(get_name(sent), content, kinds)
	file = frappe.new_doc("File")
	file.update(
		{
			"file_name": get_name(sent),
			"attached_to_doctype": doctype,
			"attached_to_name": name,
			"attached_to_field": fieldname,
			"content": content,
			"is_private": int(is_private),
		}
	)
	file.insert(ignore_permissions=True)
	# a guest has nothing by which the site would know them again; `access.may_use` asks for it
	frappe.flags.files_of_request = {*(frappe.flags.files_of_request or ()), file.file_url}
	return file


def check_kind(file_name: str, content: bytes, kinds: tuple[str, ...]) -> None:
	"""Refuse a file that is empty, too big, of a kind that is not taken, or no picture where it claims to be one."""
	if not content:
		frappe.throw(_("File: the file {0} is empty.").format(file_name))
	if len(content) > get_most():
		frappe.throw(say_too_large())
	ending = PurePosixPath(file_name).suffix.lower()
	if ending not in kinds or (ending in PICTURES and not is_picture(content)):
		frappe.throw(say_wrong_kind(kinds))


def is_picture(content: bytes) -> bool:
	"""Tell whether a file is a picture, whatever its name says."""
	try:
		with Image.open(BytesIO(content)) as picture:
			picture.verify()
	except Exception:
		# what Pillow raises depends on the decoder: SyntaxError, ValueError, struct.error, its own …
		return False
	return True


@contextmanager
def taken_in(file: str) -> Iterator["File"]:
	"""Give a file that somebody has uploaded for what is in it; afterwards it is removed, also when it is refused.

	Args:
	        file: name of the File.

	Raises:
	        frappe.PermissionError: for somebody who may not read the file; it stays.
	"""
	uploaded = frappe.get_doc("File", file)
	uploaded.check_permission("read")
	try:
		yield uploaded
	except Exception:
		# a refusal takes back what the request has written, and would bring the file back with it
		frappe.db.after_rollback.add(lambda: call_for_removal(file))
		raise
	uploaded.delete(ignore_permissions=True)


def call_for_removal(file: str) -> None:
	"""Let a worker remove a file whose content was refused; what the request itself writes is taken back."""
	job = f"{__name__}.{remove_refused.__name__}"
	frappe.enqueue(job, file=file, now=bool(frappe.flags.in_test))


def remove_refused(file: str) -> None:
	"""Job: remove a file whose content was refused."""
	frappe.delete_doc("File", file, ignore_permissions=True, ignore_missing=True)
