# SPDX-License-Identifier: GPL-3.0-only
"""Representation in the demo region: the Council of NGOs with its terms, bodies of local action groups, a committee.

The council of 2016-2020 stands as it was: nine of thirteen seats filled. Today as many are, of which two expire.
"""

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_to_date, get_datetime

from planota_hub.demo.files import read
from planota_hub.demo.marking import mark
from planota_hub.demo.plans import day
from planota_hub.local_networks.bodies.mandates import BODY, MANDATE, get_members

MEETING = "Hub Meeting"
PORTAL_USER = "representative@example.org"


def load_representation() -> None:
	"""Load bodies, mandates and meetings of the council, each unless it is there."""
	data = read("representation.json")
	for values in data["bodies"]:
		load_body(values)
	for values in data["mandates"]:
		for seat, ngo, person in values["people"]:
			load_mandate(values, seat, ngo, person)
	load_meetings(data["meetings"])


def find(doctype: str, filters: dict) -> str | None:
	return frappe.db.get_value(doctype, filters, "name", order_by="creation asc")


def load_body(values: dict) -> None:
	if find(BODY, {"body_name": values["body_name"]}):
		return
	sectors = values.get("sector_shares", ())
	body = frappe.get_doc(
		{
			"doctype": BODY,
			**values,
			"stakeholder": find("Stakeholder", {"stakeholder_name": values.get("stakeholder", "")}),
			"seats": [
				{"seat": seat, "administrative_unit": unit, "field_of_work": field}
				for seat, unit, field in values["seats"]
			],
			"sector_shares": [
				{"sector": sector, "members": members, "votes": votes} for sector, members, votes in sectors
			],
		}
	).insert(ignore_permissions=True)
	mark(BODY, body.name)


def load_mandate(values: dict, seat: str, ngo_name: str, person: str | None) -> None:
	"""Give a seat to a person by name, or to the first representative of an NGO."""
	body, ngo = find(BODY, {"body_name": values["body"]}), find("NGO", {"ngo_name": ngo_name})
	from_date = values.get("from_date") or day(values["from_days"])
	if not (body and ngo) or find(MANDATE, {"body": body, "seat": seat, "ngo": ngo, "from_date": from_date}):
		return
	mandate = frappe.get_doc(
		{
			"doctype": MANDATE,
			"body": body,
			"seat": seat,
			"ngo": ngo,
			"from_date": from_date,
			"to_date": values.get("to_date") or day(values.get("to_days")),
			"ended_early_on": day(values.get("ended_days")),
			**{key: values.get(key) for key in ("origin", "decision_reference", "end_reason")},
			**(get_person(ngo) if person is None else {"person_name": person}),
		}
	)
	if mandate.email == PORTAL_USER:
		mandate.flags.set_by_hub = {"user": PORTAL_USER}
	mandate.insert(ignore_permissions=True)
	mark(MANDATE, mandate.name)


def get_person(ngo: str) -> dict:
	row = frappe.get_doc("NGO", ngo).representatives[0]
	return {"person_name": row.full_name, "email": row.email, "phone": row.phone}


def load_meetings(values: dict) -> None:
	"""Hold a meeting of the council, and call the next one."""
	body = find(BODY, {"body_name": values["body"]})
	for number, (days, action) in enumerate(
		((values["held_days"], "Mark as Held"), (values["called_days"], "Send Invitations")), start=1
	):
		subject = f"{number}. seja: {values['body']}"
		if not body or find(MEETING, {"subject": subject}):
			continue
		starts_on = get_datetime(f"{day(days)} 17:00:00")
		held = days < 0
		meeting = frappe.get_doc(
			{
				"doctype": MEETING,
				"subject": subject,
				"meeting_of_doctype": BODY,
				"meeting_of": body,
				"organiser": "officer@example.org",
				"delivery": "In Person",
				**{key: values[key] for key in ("municipality", "venue")},
				"starts_on": starts_on,
				"ends_on": add_to_date(starts_on, hours=2),
				"quorum_needed": 5,
				"agenda": [{"topic": topic} for topic in values["agenda"]],
				"participants": [
					{**row, "attendance": "Present" if held else None} for row in get_members(body)
				],
				"minutes": values["minutes"] if held else None,
			}
		).insert(ignore_permissions=True)
		mark(MEETING, meeting.name)
		apply_workflow(meeting, action)
