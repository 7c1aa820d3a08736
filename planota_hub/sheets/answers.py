# SPDX-License-Identifier: GPL-3.0-only
"""Tables that the framework and other apps send or mail: they go out as safe as those of the hub."""

import frappe
from frappe.email.doctype.auto_email_report.auto_email_report import AutoEmailReport
from werkzeug.wrappers import Request, Response

from planota_hub.rules.spreadsheets import make_safe

# as which the framework answers with what it has just made; a file that somebody has uploaded is a `download`
MADE = {"csv": "doctype", "binary": "filename"}


def make_answer_safe(response: Response, request: Request) -> None:
	"""Hook `after_request`: no spreadsheet runs what was typed, and a CSV opens by a double click.

	A table that can't be made safe is not sent: the framework would send it as it is.
	"""
	kind = frappe.local.response.get("type")
	if kind not in MADE or response.status_code != 200:
		return
	name = str(frappe.local.response.get(MADE[kind]) or "")
	filename = f"{name}.csv" if kind == "csv" else name
	try:
		response.data = make_safe(response.get_data(), filename)
	except Exception:
		frappe.log_error("A table could not be made safe")
		response.data, response.status_code = b"", 500


class HubAutoEmailReport(AutoEmailReport):
	"""A report that is mailed as a table (hook `override_doctype_class`: its content is made in the function that mails)."""

	def get_report_content(self) -> str | bytes | None:
		content = super().get_report_content()
		if self.format not in ("CSV", "XLSX") or not content:
			return content
		made = content.encode() if isinstance(content, str) else content
		return make_safe(made, f"report.{self.format}")
