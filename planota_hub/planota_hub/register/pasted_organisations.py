# SPDX-License-Identifier: GPL-3.0-only
"""Which NGO of the register is meant by the name of an organisation in a pasted list of people."""

from collections import defaultdict
from collections.abc import Iterable

import frappe

from planota_hub.planota_hub.register.names import get_name_key
from planota_hub.planota_hub.register.state import LEFT_STAGES


def add_ngos(people: Iterable[frappe._dict]) -> None:
	"""Set `ngo` and `ngo_name` of people whose organisation is exactly one NGO that the user may see."""
	people = list(people)
	keys = {
		person.organisation: get_name_key(person.organisation) for person in people if person.organisation
	}
	found = defaultdict(list)
	for ngo in frappe.get_list(
		"NGO",
		{"name_key": ("in", sorted(filter(None, keys.values())) or [""]), "stage": ("not in", LEFT_STAGES)},
		["name", "ngo_name", "name_key"],
		order_by="name asc",
		limit_page_length=0,
	):
		found[ngo.name_key].append(ngo)
	for person in people:
		matches = found.get(keys.get(person.organisation, ""), [])
		is_clear = len(matches) == 1
		person.ngo = matches[0].name if is_clear else None
		person.ngo_name = matches[0].ngo_name if is_clear else None
