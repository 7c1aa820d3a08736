# SPDX-License-Identifier: GPL-3.0-only
"""Where a link of the hub may lead: to the web or to a file of the site, never into a script."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr

from planota_hub.rules.text import INVISIBLE, field_label, shown

FILE_TYPES = frozenset({"Attach", "Attach Image"})
RICH_TYPES = frozenset({"Text Editor", "HTML Editor"})
LINK_ATTRIBUTES = frozenset(
	{"href", "src", "action", "formaction", "xlink:href", "data", "poster", "background"}
)

WEB_ADDRESS = re.compile(r"https?://[^\s/<>\"'`\\][^\s<>\"'`\\]*", re.I)
# a path of this site; two slashes would lead to another one
PATH = re.compile(r"/(?![/\\])[^<>\"`\\\x00-\x1f]*")
# what a rich text may point to besides: a mailbox, a telephone, a part of itself
MAIL_OR_PART = re.compile(r"(mailto:|tel:|#)[^\s<>\"'`\\]*", re.I)
# a picture that was pasted into a rich text, until the framework has made a file of it
PICTURE = re.compile(r"data:image/(png|jpe?g|gif|webp);base64,[a-z0-9+/=\s]*", re.I)


def refuse_unsafe_links(doc: Document, method: str | None = None) -> None:
	"""Refuse a link that leads anywhere but to the web or to a file of the site, whoever entered it and however.

	Hook `validate` of every DocType of the hub. The scheme is looked for among the allowed ones, so that
	`javascript:`, `data:` and `vbscript:` can't be written in a way that gets through.

	Raises:
	        frappe.ValidationError: naming the field and what is expected.
	"""
	for part in [doc, *doc.get_all_children()]:
		for df in part.meta.fields:
			if link := find_unsafe_link(df, cstr(part.get(df.fieldname)).strip()):
				frappe.throw(
					_(
						"{0}: {1} is not a web address. Expected is one such as https://www.example.org."
					).format(field_label(part, df.fieldname), shown(link)),
					title=_("Wrong Web Address"),
				)


def find_unsafe_link(df, value: str) -> str | None:
	"""Return the first link in the value of a field that leads where none may; other fields hold no links."""
	if not value:
		return None
	if df.fieldtype in FILE_TYPES or (df.fieldtype == "Data" and df.options == "URL"):
		return None if is_safe_link(value) else value
	if df.fieldtype in RICH_TYPES:
		return next(
			(link for attribute, link in find_links(value) if not is_safe_in_text(attribute, link)), None
		)
	return None


def is_safe_link(link: str) -> bool:
	"""Tell whether a link leads to the web, or to a file or page of the site."""
	return bool(WEB_ADDRESS.fullmatch(link) or is_own_path(link))


def is_own_path(link: str) -> bool:
	"""Tell whether a link is the path of a page or file of this site, for the browser too."""
	return bool(PATH.fullmatch(link))


def safe_link(link: str | None) -> str:
	"""Return a link as it may stand in a page, nothing instead of an unsafe one; filter of the templates."""
	return link if link and is_safe_link(link) else ""


def is_safe_in_text(attribute: str, link: str) -> bool:
	"""Tell whether a link of a rich text is safe; a picture may stand in the text itself."""
	link = INVISIBLE.sub("", link).strip()
	if not link or is_safe_link(link) or MAIL_OR_PART.fullmatch(link):
		return True
	return attribute == "src" and bool(PICTURE.fullmatch(link))


def find_links(text: str) -> Iterator[tuple[str, str]]:
	"""Yield attribute and target of every link in a rich text."""
	parser = LinkFinder()
	parser.feed(text)
	parser.close()
	yield from parser.links


class LinkFinder(HTMLParser):
	"""Collects the attributes of a text that lead somewhere."""

	def __init__(self):
		super().__init__()
		self.links: list[tuple[str, str]] = []

	def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
		self.links += [(name, cstr(value)) for name, value in attributes if name in LINK_ATTRIBUTES]
