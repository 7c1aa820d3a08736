# SPDX-License-Identifier: GPL-3.0-only
"""Who asks for access to the portal: one request waits for the hub, one was declined."""

import frappe
from frappe.model.workflow import apply_workflow

from planota_hub.demo.files import read
from planota_hub.demo.marking import mark, move_to_past
from planota_hub.demo.people import find_ngo
from planota_hub.demo.plans import day

REQUEST = "Portal Access Request"


def load_access_requests() -> None:
	"""Create the requests that the site lacks."""
	for values in read("access_requests.json"):
		ngo = find_ngo(values["ngo_name"])
		if ngo and not frappe.db.exists(REQUEST, {"ngo": ngo, "email": values["email"]}):
			load_access_request(values, ngo)


def load_access_request(values: dict, ngo: str) -> None:
	received_on = day(-values["days_ago"])
	request = frappe.new_doc(REQUEST)
	request.update({key: values[key] for key in ("full_name", "function", "email", "message")})
	request.update({"ngo": ngo, "decline_reason": values.get("decline_reason")})
	request.flags.intake = {"consent_given_on": f"{received_on} 19:00:00", "preferred_language": "sl"}
	request.insert(ignore_permissions=True)
	mark(REQUEST, request.name)
	if request.decline_reason:
		apply_workflow(request, "Decline")
	history = {"source": "Web Form", "stage_changed_on": received_on}
	frappe.db.set_value(REQUEST, request.name, history, update_modified=False)
	move_to_past(REQUEST, request.name, f"{received_on} 19:00:00")
