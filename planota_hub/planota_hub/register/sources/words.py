# SPDX-License-Identifier: GPL-3.0-only
"""Words of a source: what they mean must be something that the hub has."""

from typing import TYPE_CHECKING

import frappe
from frappe import _

from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import shown
from planota_hub.sheets.records import Records, read_option
from planota_hub.sheets.table import Misread

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.register_source_word.register_source_word import RegisterSourceWord

DOCTYPES = {"Field of Work": "Field of Work", "Ministry": "Stakeholder", "Municipality": "Municipality"}


def check_word(row: "RegisterSourceWord") -> None:
	"""Put what a word means as the hub writes it.

	Raises:
	        frappe.ValidationError: naming row and field, for what the hub does not have.
	"""
	try:
		if doctype := DOCTYPES.get(row.kind):
			row.means = Records().find(doctype, row.means)
		else:
			row.means = read_option(frappe.get_meta("NGO").get_field("legal_form"), row.means)
	except Misread as fault:
		refuse(row, "means", _("{0}: {1}").format(shown(row.said), fault))
