# SPDX-License-Identifier: GPL-3.0-only
"""Elections from before there were secret ballots go on as they were announced; drafts follow the rules of their body."""

import frappe

from planota_hub.local_networks.elections.people import ELECTION, OPEN_VOTE, note_entitled_users


def execute() -> None:
	unset = {"ballot_secrecy": ("is", "not set")}
	announced = {**unset, "stage": ("!=", "Draft")}
	frappe.db.set_value(ELECTION, announced, "ballot_secrecy", OPEN_VOTE, update_modified=False)
	for name, body in frappe.get_all(ELECTION, unset, ["name", "body"], order_by="name asc", as_list=True):
		way = frappe.db.get_value("Representative Body", body, "ballot_secrecy")
		frappe.db.set_value(ELECTION, name, "ballot_secrecy", way, update_modified=False)
	let_representatives_vote()


def let_representatives_vote() -> None:
	"""Who represents an elector of a running election today still finds the way to its ballot."""
	for name in frappe.get_all(ELECTION, {"stage": "Voting"}, pluck="name", order_by="name asc"):
		election = frappe.get_doc(ELECTION, name)
		note_entitled_users(election)
		for row in election.electors:
			row.db_set("entitled_users", row.entitled_users, update_modified=False)
