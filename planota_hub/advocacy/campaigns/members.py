# SPDX-License-Identifier: GPL-3.0-only
"""Who is invited to the meetings of a campaign: the NGOs that take part in it."""

import frappe

from planota_hub.planota_hub.register.representatives import current_term_condition


def get_members(campaign: str) -> list[dict]:
	"""Return the NGOs of a campaign with a current representative each; see hook `hub_meeting_members`."""
	ngos = frappe.get_all(
		"Involved NGO",
		{"parenttype": "Advocacy Campaign", "parent": campaign},
		pluck="ngo",
		order_by="idx asc",
	)
	row = frappe.qb.DocType("NGO Representative")
	people: dict[str, frappe._dict] = {}
	query = frappe.qb.from_(row).select(row.parent, row.full_name, row.email)
	query = query.where(row.parent.isin(ngos or [""]) & (row.parenttype == "NGO"))
	for person in query.where(current_term_condition(row)).orderby(row.idx).run(as_dict=True):
		people.setdefault(person.parent, person)
	return [
		{"ngo": ngo, "person_name": people[ngo].full_name, "email": people[ngo].email, "has_vote": 1}
		for ngo in ngos
		if ngo in people
	]
