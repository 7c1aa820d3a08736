# SPDX-License-Identifier: GPL-3.0-only
"""What the print of a mandate says: the proof with which a representative comes into the body."""

from typing import TYPE_CHECKING

import frappe
from frappe import _

from planota_hub.rules.printed_records import get_title_of, make_record
from planota_hub.rules.readable import show_day

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.body_mandate.body_mandate import BodyMandate


def describe_mandate(mandate: "BodyMandate") -> frappe._dict:
	"""Return the mandate as a paper that the hub signs."""
	hub = frappe.get_cached_doc("Hub Settings")
	fields = ("body_name", "legal_basis")
	body = frappe.db.get_value("Representative Body", mandate.body, fields, as_dict=True)
	return make_record(
		_("Confirmation of a mandate"),
		mandate.person_name,
		[
			(_("Body"), body.body_name),
			(_("Legal Basis"), body.legal_basis),
			(_("Seat"), mandate.seat),
			(_("Administrative Unit"), mandate.administrative_unit),
			(_("Field of Work"), _(mandate.field_of_work) if mandate.field_of_work else ""),
			(_("Representative"), mandate.person_name),
			(_("NGO"), get_title_of("NGO", mandate.ngo)),
			(_("Deputy"), mandate.deputy_name),
			(_("From"), show_day(mandate.from_date)),
			(_("To"), show_day(mandate.ended_early_on or mandate.to_date)),
			(_("Origin"), _(mandate.origin)),
			(_("Election"), get_title_of("Representative Election", mandate.election)),
			(_("Reference of the Decision"), mandate.decision_reference),
		],
		signatures=[{"party": hub.operator_organisation or hub.hub_name or ""}],
	)
