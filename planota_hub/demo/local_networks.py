# SPDX-License-Identifier: GPL-3.0-only
"""Local networks of the demo region: one in each municipality, 80 needs at all stages, and their meetings.

What meetings decided brings needs into action, and addresses them, by the rules of the app.
"""

from typing import TYPE_CHECKING

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_months, add_to_date, cint, getdate, today

from planota_hub.demo.files import read
from planota_hub.demo.marking import mark, marked_records, move_to_past
from planota_hub.demo.network_meetings import load_meetings
from planota_hub.demo.network_members import load_endorsements, load_join_requests
from planota_hub.demo.people import find
from planota_hub.demo.plans import day
from planota_hub.planota_hub.register.places import point

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.local_need.local_need import LocalNeed

NETWORK, NEED = "Local Network", "Local Need"
# what is done with a need until its answers decide
STEPS = {
	"Submitted": (),
	"Under Review": ("Begin Review",),
	"Accepted": ("Begin Review", "Accept"),
	"In Action": ("Begin Review", "Accept"),
	"Addressed": ("Begin Review", "Accept"),
	"Rejected": ("Begin Review", "Reject"),
	"Duplicate": ("Mark as Duplicate",),
}
# in the data file, but not to be written into the field of that name
NOT_FIELDS = frozenset({"stage", "days_ago", "reporter", "decision", "duplicate_of"})
# from the report of a need to its acceptance
REVIEW_DAYS = 20
# spread of the needs of a municipality around its centre, in degrees
SPREAD = 0.012


def load_local_networks() -> None:
	"""Load networks with their members, needs, and meetings with decisions, each unless it is there."""
	data = read("local_networks.json")
	for values in data["networks"]:
		load_network(values, data["purpose"])
	first_meetings = {values["municipality"]: values["meeting_days"][:1] for values in data["networks"]}
	for position, values in enumerate(data["needs"]):
		if not find(NEED, "need_title", values["need_title"]):
			load_need(data, values, position, first_meetings[values["municipality"]])
	load_endorsements(data)
	load_meetings(data)
	load_join_requests(data)


# Networks


def load_network(values: dict, purpose: str) -> None:
	if find(NETWORK, "network_name", values["network_name"]):
		return
	municipality, founded_on = values["municipality"], day(values["founded_days"])
	network = frappe.get_doc(
		{
			"doctype": NETWORK,
			"network_name": values["network_name"],
			"municipalities": [{"municipality": municipality}],
			"coordinator": values["coordinator"],
			"founded_on": founded_on,
			"purpose": purpose,
			"members": get_members(municipality, founded_on),
		}
	).insert(ignore_permissions=True)
	mark(NETWORK, network.name)
	move_to_past(NETWORK, network.name, f"{founded_on} 10:00:00")


def get_members(municipality: str, founded_on) -> list[dict]:
	"""Return the municipality and two of three NGOs of a place, the later ones since a later day.

	The third one left after two years, unless only one other is there.
	"""
	seat = {"municipality": municipality}
	of_demo = {"name": ("in", marked_records().get("NGO") or [""])}
	ngos = frappe.get_all(
		"NGO", {**seat, "stage": "Verified", **of_demo}, pluck="name", order_by="creation asc, name asc"
	)
	hall = {**seat, "stakeholder_type": "Municipality"}
	members = [
		{"member_type": "Stakeholder", "member": name, "from_date": founded_on}
		for name in frappe.get_all("Stakeholder", hall, pluck="name", order_by="name asc")
	]
	for position, name in enumerate(ngos):
		if position % 3 != 2:
			members.append(get_ngo_member(name, add_months(founded_on, position)))
	if len(members) > 4:
		members[3]["to_date"] = add_months(founded_on, 24)
	return members


def get_ngo_member(name: str, from_date) -> dict:
	person = frappe.get_doc("NGO", name).representatives[0]
	return {
		"member_type": "NGO",
		"member": name,
		"from_date": from_date,
		"contact_person": person.full_name,
		"email": person.email,
		"phone": person.phone,
	}


# Needs


def load_need(data: dict, values: dict, position: int, first_meeting: list[int]) -> None:
	"""Report a need and lead it through its review, the way a coordinator would."""
	days_ago = values["days_ago"]
	if "decision" in values and first_meeting:
		days_ago = max(days_ago, REVIEW_DAYS + 20 - first_meeting[0])
	need = frappe.get_doc({"doctype": NEED, **get_fields(data, values, position)})
	need.flags.intake = {"is_anonymous": int(values["reporter"] == "anonymous")}
	need.insert(ignore_permissions=True)
	mark(NEED, need.name)
	for action in STEPS[values["stage"]]:
		need = apply_workflow(need, action)
	set_history(need, values, day(-days_ago))


def get_fields(data: dict, values: dict, position: int) -> dict:
	"""Return the fields of a need; who reported it and how we know of it alternate."""
	fields = {key: value for key, value in values.items() if key not in NOT_FIELDS}
	fields["evidence"] = data["evidence"][position % len(data["evidence"])]
	fields["addressed_today"] = data["addressed_today"][position % len(data["addressed_today"])]
	fields["location"] = get_location(values["municipality"], position)
	if "duplicate_of" in values:
		fields["duplicate_of"] = find(NEED, "need_title", values["duplicate_of"])
	if values["reporter"] == "ngo":
		filters = {"municipality": values["municipality"], "stage": "Verified"}
		fields["ngo"] = frappe.db.get_value("NGO", filters, "name", order_by="creation asc, name asc")
	if values["reporter"] != "anonymous":
		fields["reporter_name"] = data["reporters"][position % len(data["reporters"])]
		fields["reporter_email"] = f"prebivalec{position + 1}@example.org"
	return fields


def get_location(municipality: str, position: int) -> str:
	"""Return a point near the centre of a municipality, another one for each need."""
	location = frappe.parse_json(frappe.db.get_value("Municipality", municipality, "location"))
	longitude, latitude = location["features"][0]["geometry"]["coordinates"]
	return point(latitude + (position * 5 % 7 - 3) * SPREAD, longitude + (position * 3 % 7 - 3) * SPREAD)


def set_history(need: "LocalNeed", values: dict, reported_on) -> None:
	"""Move the report and its review to the past, and say where it came from."""
	accepted_on = min(getdate(add_to_date(reported_on, days=REVIEW_DAYS)), getdate(today()))
	is_accepted = bool(need.accepted_on)
	history = {
		"creation": f"{reported_on} 09:40:00",
		"source": "Web Form" if values["reporter"] in ("web", "anonymous") else "Desk",
		"stage_changed_on": accepted_on if is_accepted else reported_on,
	}
	if is_accepted:
		months = cint(frappe.get_cached_doc("Hub Settings").need_review_months)
		review_due_on = getdate(add_months(accepted_on, months)) if months else None
		history.update(accepted_on=accepted_on, reviewed_on=accepted_on, review_due_on=review_due_on)
	if values["reporter"] == "web":
		history["consent_given_on"] = history["creation"]
	frappe.db.set_value(NEED, need.name, history, update_modified=False)
	move_to_past(NEED, need.name, history["creation"], f"{history['stage_changed_on']} 11:20:00")
