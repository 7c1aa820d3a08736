# SPDX-License-Identifier: GPL-3.0-only
"""Loading the demo region from the files in `data/`."""

from collections import Counter
from typing import TYPE_CHECKING

import frappe
from frappe.core.doctype.user.user import create_contact
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, add_to_date, add_years, getdate, now_datetime
from frappe.utils.password import update_password

from planota_hub.demo.accountability import load_accountability
from planota_hub.demo.advocacy import load_advocacy
from planota_hub.demo.calls import load_funding
from planota_hub.demo.capacity_building import load_capacity_building
from planota_hub.demo.contacts import load_contacts
from planota_hub.demo.elections import load_elections
from planota_hub.demo.events import load_events
from planota_hub.demo.files import read
from planota_hub.demo.hub_network import load_hub_network
from planota_hub.demo.local_networks import load_local_networks
from planota_hub.demo.marking import mark, marked_records, state
from planota_hub.demo.merges import load_merges
from planota_hub.demo.outreach import load_outreach
from planota_hub.demo.partnerships import load_partnerships
from planota_hub.demo.portal import load_access_requests
from planota_hub.demo.proofs import load_proofs
from planota_hub.demo.quiet import quiet
from planota_hub.demo.register_imports import load_register_imports
from planota_hub.demo.relations import load_relations
from planota_hub.demo.representation import load_representation
from planota_hub.demo.sector_changes import load_sector_changes
from planota_hub.demo.segments import load_segments
from planota_hub.demo.surveys import load_surveys
from planota_hub.demo.votes import load_votes
from planota_hub.demo.website import introduce_hub, show_records
from planota_hub.planota_hub.register.listing import LISTED
from planota_hub.planota_hub.register.places import point
from planota_hub.public_forms.consent import PROOF_FIELDS
from planota_hub.rules.search_index import fill_search_index

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO

# in the data file of the NGOs, but not to be written into the field of that name
NOT_FIELDS = (
	"stage",
	"rejection_reason",
	"received_days_ago",
	"decided_days_ago",
	"public_interest_ministry",
	"public_interest_field",
	"public_interest_valid_days",
	"source",
)

# what is loaded on top of the register, in this order
AREAS = (
	load_capacity_building,
	load_local_networks,
	load_representation,
	load_elections,
	load_advocacy,
	load_funding,
	load_outreach,
	load_contacts,
	load_events,
	load_partnerships,
	load_accountability,
	load_proofs,
	load_access_requests,
	load_sector_changes,
	load_relations,
	load_merges,
	load_register_imports,
	introduce_hub,
	show_records,
	load_hub_network,
	load_segments,
	load_votes,
	load_surveys,
)

# what an officer does to bring a submitted organisation to its stage
WORKFLOW_ACTIONS = {
	"Submitted": (),
	"Verified": ("Verify",),
	"Inactive": ("Verify", "Deactivate"),
	"Rejected": ("Reject",),
	LISTED: (),
}


def load(password: str | None = None) -> dict:
	"""Create the demo records that the site lacks, and return the state after it.

	Further keys of the answer: `created`, the number of new records by DocType, and `users`, the demo users
	of the site. A record that is already there, demo or not, is left as it is, so a second call completes
	what an interrupted one began. The demo users get `password`; without one they cannot log in.
	"""
	before = state()["records"]
	with quiet():
		for user in read("users.json"):
			load_user(user, password)
		for stakeholder in read("stakeholders.json"):
			load_stakeholder(stakeholder)
		for ngo in in_order_of_arrival(read("ngos.json")):
			load_ngo(ngo)
		for load_area in AREAS:
			load_area()
	fill_search_index()
	after = state()
	created = Counter(after["records"]) - Counter(before)
	return {**after, "created": dict(created), "users": sorted(marked_records().get("User", []))}


def in_order_of_arrival(ngos: list[dict]) -> list[dict]:
	"""Return the organisations in the order in which they registered, so that their numbers follow it."""
	return sorted(ngos, key=lambda ngo: -ngo["received_days_ago"])


# Users


def load_user(values: dict, password: str | None) -> None:
	"""Create a demo user with its roles; an account that is not a demo one is never touched."""
	email = values["email"]
	if not frappe.db.exists("User", email):
		create_user(values)
	elif email not in marked_records().get("User", []):
		return
	if password:
		update_password(email, password)


def logins(password: str = "") -> list[dict]:
	"""Return the demo users, one for each role: `user`, `full_name`, `role`, and the password that you give.

	Needs no connection to a site, and so does not tell whether they are loaded.
	"""
	return [
		{
			"user": user["email"],
			"full_name": f"{user['first_name']} {user['last_name']}",
			"role": user["roles"][0],
			"password": password,
		}
		for user in read("users.json")
	]


def create_user(values: dict) -> None:
	user = frappe.new_doc("User")
	user.update({key: values[key] for key in ("email", "first_name", "last_name")})
	user.send_welcome_email = 0
	user.flags.no_welcome_mail = True
	user.extend("roles", [{"role": role} for role in values["roles"]])
	user.insert(ignore_permissions=True)
	mark("User", user.name)
	# what the demo users are told stands under their bell; nobody reads mail to these addresses
	frappe.db.set_value("Notification Settings", user.name, "enable_email_notifications", 0)
	mark_contact_of_user(user)
	for municipality in values.get("municipalities", []):
		permission = frappe.new_doc("User Permission")
		permission.update({"user": user.name, "allow": "Municipality", "for_value": municipality})
		permission.insert(ignore_permissions=True)
		mark("User Permission", permission.name)


def mark_contact_of_user(user) -> None:
	"""Let the framework make the contact of the user now instead of in the background, and mark it."""
	create_contact(user, ignore_mandatory=True)
	for name in frappe.get_all("Contact", filters={"user": user.name}, pluck="name", order_by="name asc"):
		mark("Contact", name)


# Stakeholders


def load_stakeholder(values: dict) -> None:
	"""Create a stakeholder unless one of this name is already in the register."""
	if frappe.db.exists("Stakeholder", {"stakeholder_name": values["stakeholder_name"]}):
		return
	stakeholder = frappe.new_doc("Stakeholder")
	stakeholder.update(with_location(values))
	stakeholder.insert(ignore_permissions=True)
	mark("Stakeholder", stakeholder.name)
	mark_contacts("Stakeholder Person", stakeholder.name)


def with_location(values: dict) -> dict:
	"""Replace latitude and longitude (degrees, WGS 84) by the GeoJSON of the Geolocation field."""
	values = dict(values)
	latitude, longitude = values.pop("latitude", None), values.pop("longitude", None)
	if latitude is not None:
		values["location"] = point(latitude, longitude)
	return values


# NGOs


def load_ngo(values: dict) -> None:
	"""Register an organisation and lead it to its stage, unless the register knows it already."""
	if is_known(values):
		return
	ngo = frappe.new_doc("NGO")
	ngo.update(ngo_values(values))
	ngo.flags.from_register = values["stage"] == LISTED
	ngo.insert(ignore_permissions=True)
	lead_to_stage(ngo, values)
	mark_with_contacts(ngo.name)
	set_history(ngo, values)


def is_known(values: dict) -> bool:
	"""Tell whether the register holds an organisation with this number, or this name in this municipality."""
	for field in ("registration_number", "tax_number"):
		if values.get(field) and frappe.db.exists("NGO", {field: values[field]}):
			return True
	# some databases find "Otliška" when they look for "Otliska": two names that are meant to differ
	same_name = {"ngo_name": values["ngo_name"], "municipality": values["municipality"]}
	return values["ngo_name"] in frappe.get_all("NGO", same_name, pluck="ngo_name", order_by="name asc")


def lead_to_stage(ngo: "NGO", values: dict) -> None:
	"""Take the organisation through the workflow, the way an officer would."""
	if values.get("rejection_reason"):
		ngo.rejection_reason = values["rejection_reason"]
		ngo.save(ignore_permissions=True)
	for action in WORKFLOW_ACTIONS[values["stage"]]:
		apply_workflow(ngo, action)


def mark_with_contacts(name: str) -> None:
	"""Mark an organisation and the contacts that its representatives got."""
	mark("NGO", name)
	mark_contacts("NGO Representative", name)


def mark_contacts(doctype: str, organisation: str) -> None:
	"""Mark the contacts that the people of an organisation got."""
	contacts = frappe.get_all(doctype, filters={"parent": organisation}, pluck="contact", order_by="idx asc")
	for contact in filter(None, contacts):
		mark("Contact", contact)


def set_history(ngo: "NGO", values: dict) -> None:
	"""Move registration and verification to the past, so that charts show two years, and set the source."""
	received = days_ago(values["received_days_ago"])
	decided = days_ago(values.get("decided_days_ago", values["received_days_ago"]))
	ngo.source = values["source"]
	ngo.set_tracking_code()
	history = {
		"source": ngo.source,
		"tracking_code": ngo.tracking_code,
		"creation": received,
		"modified": decided,
		"stage_changed_on": getdate(decided),
	}
	if values["stage"] == LISTED:
		history["listed_on"] = getdate(received)
	if values["stage"] in ("Verified", "Inactive"):
		history["verified_on"] = decided
	for consent, (given_on, _version, given_by) in PROOF_FIELDS.items():
		if values.get(consent):
			history.update({given_on: received, given_by: values["representatives"][0]["full_name"]})
	frappe.db.set_value("NGO", ngo.name, history, update_modified=False)
	traces = {"creation": decided, "modified": decided}
	frappe.db.set_value("Version", {"ref_doctype": "NGO", "docname": ngo.name}, traces, update_modified=False)
	on_ngo = {"reference_doctype": "NGO", "reference_name": ngo.name}
	frappe.db.set_value("Comment", on_ngo, traces, update_modified=False)


def days_ago(days: int):
	return add_to_date(now_datetime(), days=-days)


def ngo_values(values: dict) -> dict:
	"""Turn a record of the data file into field values: times counted from today, names into links."""
	this_year = getdate().year
	row = {key: value for key, value in values.items() if key not in NOT_FIELDS}
	row["area_of_operation"] = [{"municipality": name} for name in values["area_of_operation"]]
	row["fields_of_work"] = [{"field_of_work": name} for name in values["fields_of_work"]]
	row["yearly_figures"] = [yearly_figure(figure, this_year) for figure in values.get("yearly_figures", [])]
	row["representatives"] = [representative(person, this_year) for person in values["representatives"]]
	if values.get("has_public_interest_status"):
		row["public_interest_statuses"] = [public_interest_status(values)]
	return with_location(row)


def public_interest_status(values: dict) -> dict:
	"""Return the status of an organisation: granted five years before it ends."""
	last_day = add_days(getdate(), values["public_interest_valid_days"])
	ministry = {"stakeholder_name": values["public_interest_ministry"]}
	granted_on = add_years(last_day, -5)
	return {
		"field_of_work": values["public_interest_field"],
		"ministry": frappe.db.get_value("Stakeholder", ministry, order_by="creation asc"),
		"act_number": f"093-{values['public_interest_valid_days'] % 90 + 10}/{getdate(granted_on).year}",
		"granted_on": granted_on,
		"valid_until": last_day,
	}


def yearly_figure(values: dict, this_year: int) -> dict:
	return {**without(values, "years_ago"), "year": this_year - values["years_ago"]}


def representative(values: dict, this_year: int) -> dict:
	"""Give a person a term of whole years: from the first day of one to the last day of another."""
	row = without(values, "from_years_ago", "to_years_ago")
	row["from_date"] = f"{this_year - values['from_years_ago']}-01-01"
	if "to_years_ago" in values:
		row["to_date"] = f"{this_year - values['to_years_ago']}-12-31"
	return row


def without(values: dict, *keys: str) -> dict:
	return {key: value for key, value in values.items() if key not in keys}
