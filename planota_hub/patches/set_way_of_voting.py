"""Elections from before there were secret ballots go on as they were announced; drafts follow the rules of their body."""

import frappe

from planota_hub.local_networks.election_people import ELECTION, OPEN_VOTE


def execute() -> None:
	unset = {"ballot_secrecy": ("is", "not set")}
	announced = {**unset, "stage": ("!=", "Draft")}
	frappe.db.set_value(ELECTION, announced, "ballot_secrecy", OPEN_VOTE, update_modified=False)
	for name, body in frappe.get_all(ELECTION, unset, ["name", "body"], order_by="name asc", as_list=True):
		way = frappe.db.get_value("Representative Body", body, "ballot_secrecy")
		frappe.db.set_value(ELECTION, name, "ballot_secrecy", way, update_modified=False)
