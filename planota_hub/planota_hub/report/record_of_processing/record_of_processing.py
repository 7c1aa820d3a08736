# SPDX-License-Identifier: GPL-3.0-only
"""Which personal data the hub keeps, why and how long: the record of processing activities (GDPR, article 30)."""

from frappe import _
from frappe.utils import escape_html

from planota_hub.figures.report_parts import column
from planota_hub.personal_data.record_of_processing import get_controller, get_record, get_safeguards


def execute(filters: dict | None = None) -> tuple[list[dict], list[dict], str]:
	"""Return columns, a row for each processing activity, and who answers for the data.

	Args:
	        filters: none are used.
	"""
	return get_columns(), get_record(), get_message()


def get_columns() -> list[dict]:
	return [
		column("activity", _("Activity"), "Data", 200),
		column("purpose", _("Purpose"), "Data", 260),
		column("legal_basis", _("Legal basis"), "Data", 260),
		column("people", _("People"), "Data", 220),
		column("data", _("Personal Data"), "Data", 360),
		column("recipients", _("Recipients"), "Data", 220),
		column("retention", _("Retention"), "Data", 360),
	]


def get_message() -> str:
	"""Return the controller and the safeguards, which are the same for all activities."""
	controller = [f"<b>{escape_html(label)}:</b> {escape_html(value)}" for label, value in get_controller()]
	items = "".join(f"<li>{escape_html(text)}</li>" for text in get_safeguards())
	heading = _("Safeguards")
	return f"<p>{'<br>'.join(controller)}</p><b>{heading}</b><ul>{items}</ul>"
