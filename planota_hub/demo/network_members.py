# SPDX-License-Identifier: GPL-3.0-only
"""What members do in the local networks of the demo region: stand behind needs, and ask to join."""

import frappe
from frappe.model.workflow import apply_workflow

from planota_hub.demo.marking import mark, move_to_past
from planota_hub.demo.people import find
from planota_hub.demo.plans import day

NETWORK, NEED = "Local Network", "Local Need"
ENDORSEMENT, REQUEST = "Need Endorsement", "Network Join Request"
# stages of needs that members stand behind in the data
ENDORSED = ("Accepted", "In Action", "Addressed")
MOST_ENDORSEMENTS = 4


def load_endorsements(data: dict) -> None:
	"""Let members stand behind the needs of their network, up to four of them."""
	for position, values in enumerate(data["needs"]):
		need = find(NEED, "need_title", values["need_title"]) if values["stage"] in ENDORSED else None
		network = need and frappe.db.get_value(NEED, need, "local_network")
		if not network or frappe.db.get_value(NEED, need, "stage") not in ENDORSED[:2]:
			continue
		members = [row for row in frappe.get_doc(NETWORK, network).members if row.is_current]
		for number, member in enumerate(members[: position % (MOST_ENDORSEMENTS + 1)]):
			endorse(need, member, day(number - values["days_ago"] + 25), data["reasons"])


def endorse(need: str, member, endorsed_on, reasons: list[str]) -> None:
	"""Let a member endorse a need in the past, every second one with a reason."""
	values = {"need": need, "member_type": member.member_type, "member": member.member}
	if frappe.db.exists(ENDORSEMENT, values):
		return
	number = frappe.db.count(ENDORSEMENT)
	reason = reasons[number // 2 % len(reasons)] if number % 2 else None
	endorsement = frappe.get_doc({"doctype": ENDORSEMENT, **values, "reason": reason})
	endorsement.insert(ignore_permissions=True)
	mark(ENDORSEMENT, endorsement.name)
	endorsed_on = min(endorsed_on, day(-1))
	endorsement.db_set("endorsed_on", endorsed_on, update_modified=False)
	move_to_past(ENDORSEMENT, endorsement.name, f"{endorsed_on} 18:30:00")


def load_join_requests(data: dict) -> None:
	"""Let NGOs of the place that are no members ask for it: one waits, one was taken in, one was declined."""
	for values in data["join_requests"]:
		network = find(NETWORK, "network_name", values["network_name"])
		ngo = find_outsider(network, values["municipality"]) if network else None
		if ngo and not frappe.db.exists(REQUEST, {"local_network": network}):
			load_join_request(values, network, ngo)


def find_outsider(network: str, municipality: str) -> str | None:
	"""Return the first verified NGO of a place that never was a member of its network."""
	members = [row.member for row in frappe.get_doc(NETWORK, network).members]
	outside = {"municipality": municipality, "stage": "Verified", "name": ("not in", members or [""])}
	return frappe.db.get_value("NGO", outside, "name", order_by="creation asc")


def load_join_request(values: dict, network: str, ngo: str) -> None:
	person = frappe.get_doc("NGO", ngo).representatives[0]
	received_on = day(-values["days_ago"])
	request = frappe.get_doc(
		{
			"doctype": REQUEST,
			"local_network": network,
			"ngo": ngo,
			"contact_person": person.full_name,
			"email": person.email,
			"message": values["message"],
			"decline_reason": values.get("decline_reason"),
		}
	)
	request.flags.intake = {"consent_given_on": f"{received_on} 19:00:00"}
	request.insert(ignore_permissions=True)
	mark(REQUEST, request.name)
	if "action" in values:
		apply_workflow(request, values["action"])
	history = {"source": "Web Form", "stage_changed_on": received_on}
	frappe.db.set_value(REQUEST, request.name, history, update_modified=False)
	move_to_past(REQUEST, request.name, f"{received_on} 19:00:00")
