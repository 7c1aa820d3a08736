# SPDX-License-Identifier: GPL-3.0-only
"""Voting that opens at its first moment without anybody's click."""

import frappe
from frappe import _
from frappe.model.workflow import apply_workflow
from frappe.utils import now

from planota_hub.local_networks.elections.people import ELECTION
from planota_hub.mail.hub_mail import notify_staff, site_language
from planota_hub.mail.jobs import one_of_many
from planota_hub.mail.wording import speaking


def open_votings() -> None:
	"""Scheduler, every five minutes: open what is to open by itself and whose first moment has come."""
	due = [
		["stage", "=", "Consensus"],
		["opens_by_itself", "=", 1],
		["voting_from", "<=", now()],
		["voting_until", ">", now()],
	]
	for name in frappe.get_all(ELECTION, due, pluck="name", order_by="voting_from asc, name asc"):
		with one_of_many(_("The voting could not be opened"), ELECTION, name):
			open_voting(name)


def open_voting(name: str) -> None:
	"""Open one voting; where something is missing for it, the staff are told once and open it themselves."""
	frappe.db.savepoint("open_voting")
	try:
		apply_workflow(frappe.get_doc(ELECTION, name), "Open Voting")
	except frappe.ValidationError as error:
		frappe.db.rollback(save_point="open_voting")
		frappe.clear_messages()
		frappe.db.set_value(ELECTION, name, "opens_by_itself", 0, update_modified=False)
		with speaking(site_language()):
			title = frappe.db.get_value(ELECTION, name, "election_title")
			notify_staff(ELECTION, name, _("The voting did not open: {0}. {1}").format(title, error))
