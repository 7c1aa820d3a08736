# SPDX-License-Identifier: GPL-3.0-only
"""For `frappe/utils/pdf.py`: fill a printed page, and print it to PDF with the browser of this machine."""

import os
import shutil
import subprocess
import tempfile
import traceback
from pathlib import Path
from typing import Any

import frappe
from bs4 import BeautifulSoup, Tag
from frappe import _

__all__ = ["get_chrome_pdf", "get_pdf", "pdf_body_html", "pdf_footer_html", "pdf_header_html"]

HEADER_AND_FOOTER = "templates/print_formats/pdf_header_footer.html"

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SECONDS = 60
SWITCHES = (
	"--headless",
	"--no-sandbox",
	"--disable-gpu",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
	"--no-first-run",
	"--no-pdf-header-footer",
)


def pdf_body_html(template: Any, args: dict, **kwargs: Any) -> str:
	"""The body of a printed document: the print format, filled in. An error names the line of the format."""
	try:
		return template.render(args, filters={"len": len})
	except Exception as error:
		line = next((frame.lineno for frame in _frames(error) if frame.filename == template.filename), None)
		frappe.throw(_("Error in print format on line {0}: {1}").format(line, error), frappe.PrintFormatError)


def pdf_header_html(
	soup: Any, head: Any, content: Any, styles: Any, html_id: str, css: str, path: str | None = None
) -> str:
	"""The header of every page, from the part of the document that asks to be one."""
	from frappe.utils.jinja_globals import is_rtl

	direction = "rtl" if is_rtl() else "ltr"
	context = {"head": head, "content": content, "styles": styles, "html_id": html_id, "css": css}
	context |= {"lang": frappe.local.lang, "layout_direction": direction}
	return frappe.render_template(path or HEADER_AND_FOOTER, context)


def pdf_footer_html(*args: Any, **kwargs: Any) -> str:
	"""The footer of every page, made as the header is."""
	return pdf_header_html(*args, **kwargs)


def _frames(error: Exception) -> list[traceback.FrameSummary]:
	return list(reversed(traceback.extract_tb(error.__traceback__)))


def find_browser() -> str | None:
	"""Path of a Chromium: the one that HUB_BROWSER names, or the first on the PATH."""
	return os.environ.get("HUB_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)


def get_pdf(html: str, options: dict | None = None, output: Any = None, **kwargs: Any) -> bytes | Any:
	"""`html` as PDF; with `output`, its pages are added to that writer, as Frappe does.

	Raises a ValidationError in one sentence when the machine has no browser or the browser fails.
	"""
	from frappe.utils import scrub_urls

	browser = find_browser()
	if not browser:
		frappe.throw(
			_(
				"Printing to PDF needs a Chromium browser on this machine. Use Print instead, or install Chromium."
			)
		)
	body, foot = _take_footer(scrub_urls(html))
	content = _print(browser, _page_setup(options or {}, foot) + body)
	password = (options or {}).get("password")
	if output is None and not password:
		return content
	return _into_writer(content, output, password)


def get_chrome_pdf(html: str, options: dict | None = None, **kwargs: Any) -> bytes:
	"""The same, under the name that print formats made for Chromium ask for."""
	return get_pdf(html, options, **kwargs)


def _take_footer(html: str) -> tuple[str, str]:
	"""Take out the part of a document that asks to be the foot of every page; return the rest, and its boxes in CSS.

	What numbers the page stands at the right, the other text at the left.
	"""
	if 'id="footer-html"' not in html:
		return html, ""
	soup = BeautifulSoup(html, "html.parser")
	first, *_others = [found.extract() for found in soup.find_all(id="footer-html")]
	number = first.find(class_="page-number")
	right = _as_content(number.extract()) if number else ""
	left = _as_content(first)
	boxes = (f"@bottom-left {{ content: {left}; width: 78%; }}" if left else "") + (
		f"@bottom-right {{ content: {right}; }}" if right else ""
	)
	return str(soup), boxes


def _as_content(element: Tag) -> str:
	"""Return the text of an element as the content of a box of CSS, with its places for numbers of pages."""
	counters = {"page": "counter(page)", "topage": "counter(pages)"}
	parts = []
	for node in element.descendants:
		if isinstance(node, Tag):
			parts += [counters[name] for name in node.get("class", []) if name in counters]
		elif text := " ".join(str(node).split()):
			before, after = str(node)[:1].isspace(), str(node)[-1:].isspace()
			parts.append(_quote(f"{' ' * before}{text}{' ' * after}"))
	return " ".join(parts)


def _quote(text: str) -> str:
	"""Return a text as CSS writes it; signs that could end it stand as their numbers."""
	return '"' + "".join(f"\\{ord(sign):06x}" if sign in '"\\<>' else sign for sign in text) + '"'


def _page_setup(options: dict, foot: str = "") -> str:
	look = "font: 8pt Helvetica, Arial, sans-serif; color: #5b6b6a;" if foot else ""
	size = options.get("page-size") or "A4"
	orientation = (options.get("orientation") or "Portrait").lower()
	margins = " ".join(options.get(f"margin-{side}") or "15mm" for side in ("top", "right", "bottom", "left"))
	return f"<style>@page {{ size: {size} {orientation}; margin: {margins}; {look} {foot} }}</style>"


def _print(browser: str, html: str) -> bytes:
	with tempfile.TemporaryDirectory() as folder:
		page, pdf = Path(folder) / "page.html", Path(folder) / "page.pdf"
		page.write_text(html, encoding="utf-8")
		command = [
			browser,
			*SWITCHES,
			f"--user-data-dir={folder}/profile",
			f"--print-to-pdf={pdf}",
			page.as_uri(),
		]
		try:
			subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)
		except (subprocess.SubprocessError, OSError) as error:
			frappe.log_error("Printing to PDF failed", str(error))
			frappe.throw(_("The browser could not print this page to PDF. The Error Log has the details."))
		return pdf.read_bytes()


def _into_writer(content: bytes, writer: Any, password: str | None) -> Any:
	import io

	from pypdf import PdfReader, PdfWriter

	target = writer if writer is not None else PdfWriter()
	target.append_pages_from_reader(PdfReader(io.BytesIO(content)))
	if password:
		target.encrypt(password)
	if writer is not None:
		return writer
	buffer = io.BytesIO()
	target.write(buffer)
	return buffer.getvalue()
