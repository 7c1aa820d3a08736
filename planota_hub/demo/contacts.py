# SPDX-License-Identifier: GPL-3.0-only
"""Contacts that staff, mentor and coordinator have noted: calls, visits, letters, messages and talks."""

import frappe
from frappe.utils import add_days, today

from planota_hub.demo.files import read
from planota_hub.demo.marking import mark, move_to_past
from planota_hub.demo.people import find, find_ngo

INTERACTION = "Interaction"


def load_contacts() -> None:
	"""Load the log of contacts, as far as the site has the organisations."""
	for values in read("contacts.json"):
		load_contact(values)


def load_contact(values: dict) -> None:
	of_ngo = "ngo" in values
	organisation = (
		find_ngo(values["ngo"]) if of_ngo else find("Stakeholder", "stakeholder_name", values["stakeholder"])
	)
	if not organisation or frappe.db.exists(INTERACTION, {"topic": values["topic"]}):
		return
	contact = frappe.get_doc(
		{
			"doctype": INTERACTION,
			"topic": values["topic"],
			"channel": values["channel"],
			"direction": values.get("direction", "We"),
			"happened_on": f"{add_days(today(), values['days'])} {values['time']}:00",
			"hours": values.get("hours", 0),
			"held_by": values["who"],
			"organisation_doctype": "NGO" if of_ngo else "Stakeholder",
			"organisation": organisation,
			"people": [{"person_name": name} for name in values.get("people", [])],
			"note": values.get("note"),
			"support_kind": values.get("support_kind"),
			"tasks": make_tasks(values),
		}
	).insert(ignore_permissions=True)
	mark(INTERACTION, contact.name)
	move_to_past(INTERACTION, contact.name, contact.happened_on)
	for row in contact.tasks:
		mark("ToDo", row.todo)


def make_tasks(values: dict) -> list[dict]:
	if "task" not in values:
		return []
	due_date = add_days(today(), values["task_days"])
	return [{"task": values["task"], "responsible": values["who"], "due_date": due_date}]
