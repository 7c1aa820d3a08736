# SPDX-License-Identifier: GPL-3.0-only
"""Members of a network stand behind a need: each once, whoever sends it and however often."""

import frappe
from frappe import _
from frappe.utils import cstr

from planota_hub.local_networks.needs.stages import NEED, OPEN_STAGES
from planota_hub.local_networks.networks.membership import get_current_members
from planota_hub.permissions import get_own_ngos
from planota_hub.public_forms import intake
from planota_hub.rules.sorting import sort_rows
from planota_hub.rules.text import validate_plain_text
from planota_hub.rules.titles import get_titles

ENDORSEMENT = "Need Endorsement"
# needs that can still be given weight
ENDORSABLE_STAGES = ("Submitted", "Under Review", *OPEN_STAGES)
# what the public knows of and can choose in the form
OFFERED_STAGES = OPEN_STAGES


def endorse_need(values: dict) -> dict[str, str]:
	"""Let an NGO that the user represents endorse a need; handler of the web form `endorse-need`.

	Returns:
	        `outcome` "received", or "known" when the NGO has already endorsed this need.

	Raises:
	        frappe.PermissionError: for an NGO that the user does not represent.
	        frappe.ValidationError: when the NGO is not a member of the need's network, or the need is not open.
	        frappe.RateLimitExceededError: when the user sent too many forms within a day.
	"""
	if intake.is_robot(values):
		return {"outcome": "received"}
	ngo, need = cstr(values.get("member")).strip(), cstr(values.get("need")).strip()
	if not ngo or ngo not in get_own_ngos():
		frappe.throw(
			_("Member: you can only endorse a need for an organisation that you represent. Please log in."),
			frappe.PermissionError,
		)
	if need not in get_endorsable_needs([ngo]):
		frappe.throw(
			_("{0}: please choose a need of a network of which your organisation is a member.").format(
				_("Need")
			)
		)
	if frappe.db.exists(ENDORSEMENT, {"need": need, "member": ngo}):
		return {"outcome": "known"}
	intake.check_throttle(frappe.session.user)
	endorsement = frappe.new_doc(ENDORSEMENT)
	endorsement.update({"need": need, "member_type": "NGO", "member": ngo, "owner": frappe.session.user})
	endorsement.reason = intake.pick_values(ENDORSEMENT, ("reason",), values)["reason"]
	validate_plain_text(endorsement)
	try:
		with intake.saving_for_guest():
			endorsement.insert(ignore_permissions=True)
	except frappe.DuplicateEntryError:
		# two clicks at the same moment
		frappe.clear_messages()
		return {"outcome": "known"}
	return {"outcome": "received"}


def get_endorsable_needs(ngos: list[str]) -> dict[str, str]:
	"""Return name and title of the open needs of the networks of which NGOs are members today."""
	networks = {
		row.network for row in get_current_members() if row.member_type == "NGO" and row.member in ngos
	}
	needs = frappe.get_all(
		NEED,
		{"local_network": ("in", sorted(networks) or [""]), "stage": ("in", OFFERED_STAGES)},
		["name", "need_title"],
		order_by="need_title asc, name asc",
	)
	return {need.name: need.need_title for need in sort_rows(needs, "need_title")}


def get_endorsers(need: str) -> list[dict]:
	"""Return who endorsed a need, the first one first: `member_type`, `member`, `title`, `endorsed_on`, `reason`."""
	rows = frappe.get_all(
		ENDORSEMENT,
		{"need": need},
		["member_type", "member", "endorsed_on", "reason"],
		order_by="creation asc, name asc",
	)
	titles = {
		doctype: get_titles(doctype, [row.member for row in rows if row.member_type == doctype])
		for doctype in ("NGO", "Stakeholder")
	}
	return [{**row, "title": titles[row.member_type].get(row.member, row.member)} for row in rows]
