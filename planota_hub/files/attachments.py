# SPDX-License-Identifier: GPL-3.0-only
"""What may stand in the fields for files of documents, and in the mails that people write.

The framework makes a file of whatever stands in such a field, and puts into a mail whatever file its text names,
in both cases without asking whether the author may read it.
"""

import re
from html import unescape

from frappe.model.document import Document
from frappe.utils import cstr

from planota_hub.files.access import ATTACH_TYPES, may_use
from planota_hub.files.paths import (
	FOLDERS,
	PRIVATE,
	decode,
	is_plain,
	is_possible_address,
	normalise,
	refuse_address,
)
from planota_hub.rules.own_doctypes import is_hub_document
from planota_hub.rules.text import field_label

# what mails may bring along: pictures of the apps, and files that everybody can read
OPEN_FOLDERS = ("/assets/", FOLDERS[0])


def check_attachments(doc: Document, method: str | None = None) -> None:
	"""Refuse what is no file in a field for files, and a file that the author may not read.

	Hook `before_validate` of every DocType. In those of other apps only private files are looked at: what else
	may stand there is for those apps to say.

	Raises:
	        frappe.ValidationError: naming the field.
	"""
	before = doc.get_doc_before_save()
	known = {value for _part, _df, value in get_attachments(before)} if before else set()
	for part, df, value in get_attachments(doc):
		if value not in known and (is_hub_document(doc) or normalise(value).startswith(PRIVATE)):
			check_attachment(value, field_label(part, df.fieldname))


def get_attachments(doc: Document) -> list[tuple[Document, object, str]]:
	"""Return the filled fields for files of a document and its rows: the part, its field and the address."""
	return [
		(part, df, cstr(part.get(df.fieldname)))
		for part in [doc, *doc.get_all_children()]
		for df in part.meta.get("fields", {"fieldtype": ("in", ATTACH_TYPES)})
		if part.get(df.fieldname)
	]


def check_attachment(address: str, label: str) -> None:
	if is_picture_of_app(address):
		return
	if not is_possible_address(address) or not may_use(normalise(address)):
		refuse_address(address, label)


def is_picture_of_app(address: str) -> bool:
	"""Tell whether an address is that of a picture that an app brings, such as the logos of the demo region."""
	path = decode(address)
	return path.startswith(OPEN_FOLDERS[0]) and is_plain(path) and ".." not in path.split("/")


EMBEDDED = re.compile(r"""\bembed\s*=\s*(["'])(.*?)\1""", re.DOTALL)


def drop_embedded_files(doc: Document, method: str | None = None) -> None:
	"""Take out of a mail what names a file on the server that is not public (hook of Communication)."""
	if "embed" in cstr(doc.content):
		doc.content = EMBEDDED.sub(keep_if_open, doc.content)


def keep_if_open(found: re.Match) -> str:
	path = "/" + decode(unescape(found[2])).lstrip("/")
	is_open = path.startswith(OPEN_FOLDERS) and is_plain(path) and ".." not in path.split("/")
	return found[0] if is_open else ""
