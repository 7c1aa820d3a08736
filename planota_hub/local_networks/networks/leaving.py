# SPDX-License-Identifier: GPL-3.0-only
"""How an NGO leaves a network: a representative ends the membership with the present day."""

import frappe
from frappe import _
from frappe.utils import cstr, today

from planota_hub.local_networks.networks.joining import get_member_row
from planota_hub.local_networks.networks.membership import NETWORK
from planota_hub.mail.hub_mail import notify_staff, site_language
from planota_hub.permissions import get_own_ngos


@frappe.whitelist(methods=["POST"])
def leave_network(network: str, ngo: str) -> str:
	"""End the membership of an own NGO with the present day; the coordinator is told.

	Returns:
	        what the person is told.

	Raises:
	        frappe.PermissionError: for an NGO that the user does not represent, or a network that it is not in.
	"""
	row = None
	if ngo in get_own_ngos() and frappe.db.exists(NETWORK, cstr(network)):
		document = frappe.get_doc(NETWORK, network, for_update=True)
		row = get_member_row(document, ngo)
	if not row:
		frappe.throw(_("Your organisation is not a member of this network."), frappe.PermissionError)
	row.to_date = today()
	document.save(ignore_permissions=True)
	name = frappe.db.get_value("NGO", ngo, "ngo_name")
	subject = _("{0} leaves: {1}", site_language()).format(name, document.network_name)
	notify_staff(NETWORK, document.name, subject, also=document.coordinator)
	return _("The membership ends today.")
