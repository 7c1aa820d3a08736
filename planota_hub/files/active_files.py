# SPDX-License-Identifier: GPL-3.0-only
"""Uploaded files that a browser would run: which kinds are harmless, and which are never public."""

import mimetypes
from pathlib import PurePosixPath

import frappe
from frappe import _
from frappe.model.document import Document

# kinds that a browser shows and that can hold no script; every other kind is offered as a download
HARMLESS = frozenset(
	"""
	application/pdf text/plain
	image/avif image/bmp image/gif image/jpeg image/png image/webp image/x-icon image/vnd.microsoft.icon
	audio/mpeg audio/ogg audio/wav audio/x-wav video/mp4 video/ogg video/webm
	""".split()
)
# kinds that a web server would show as a page of the site; bench's nginx offers .html, .svg and .xml as downloads
PAGES = frozenset(".xhtml .xht .shtml .mht .mhtml .xsl .xslt .svgz .hta .htc .swf".split())


def is_harmless(file_name: str) -> bool:
	"""True when a browser may show the file of this name on the site's own pages."""
	return mimetypes.guess_type(file_name)[0] in HARMLESS


def refuse_public_page(doc: Document, method: str | None = None) -> None:
	"""Keep a file that would run as a page of the site out of the public folder. Raises ValidationError."""
	names = (doc.file_name, doc.file_url)
	extension = next((e for name in names if (e := PurePosixPath(name or "").suffix.lower()) in PAGES), None)
	if extension and not doc.is_private:
		frappe.throw(
			_(
				"Files of the kind {0} cannot be public: a browser would run them. Upload it as private."
			).format(extension)
		)
