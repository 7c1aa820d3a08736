# SPDX-License-Identifier: GPL-3.0-only
"""What lets mail programs offer a button to unsubscribe: the headers of RFC 2369 and RFC 8058, on every mail to many."""

from frappe.model.document import Document

LINE_LENGTH = 76


def offer_one_click(entry: Document, url: str) -> None:
	"""Write into a mail of the queue where a mail program unsubscribes its reader, by one POST and without a log-in.

	The framework folds headers when it sends and encodes a word that is too long for a line, an address too, which
	nobody could read then. So the address is folded here; blanks inside of it are ignored (RFC 2369, 2).

	Args:
	        entry: of the e-mail queue, for one reader.
	        url: address that unsubscribes by POST, and by GET only shows a page.
	"""
	address = f"<{url}>"
	lines = [address[start : start + LINE_LENGTH] for start in range(0, len(address), LINE_LENGTH)]
	headers = ("List-Unsubscribe:", *(f" {line}" for line in lines))
	headers += ("List-Unsubscribe-Post: List-Unsubscribe=One-Click",)
	entry.db_set("message", "".join(f"{line}\n" for line in headers) + entry.message, update_modified=False)


def is_one_click(request) -> bool:
	"""Tell whether a request is the button of a mail program: the body that RFC 8058 asks for."""
	return request.method == "POST" and request.form.get("List-Unsubscribe") == "One-Click"
