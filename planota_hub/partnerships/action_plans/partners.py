# SPDX-License-Identifier: GPL-3.0-only
"""Whose plan it is, and who takes part in it and so may take on an action."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import frappe

from planota_hub.partnerships.consortia.partners import NAME_FIELDS, Partner, is_within, key_of, look_up

if TYPE_CHECKING:
	from planota_hub.partnerships.doctype.joint_action_plan.joint_action_plan import JointActionPlan

CONSORTIUM, NETWORK, MUNICIPALITY = "Partnership Consortium", "Local Network", "Municipality"
# kind of owner -> field with its name
OWNER_NAMES = {CONSORTIUM: "consortium_name", NETWORK: "network_name", MUNICIPALITY: "municipality_name"}


def get_participants(plan: "JointActionPlan | frappe._dict") -> list[frappe._dict]:
	"""Return who takes part in a plan, each with `partner_type`, `partner`, `from_date` and `to_date`.

	The partners of the consortium, the members of the network, or the parties of an agreement with a
	municipality.
	"""
	if plan.plan_of_type == CONSORTIUM:
		return get_rows("Consortium Partner", CONSORTIUM, plan.plan_of, ("partner_type", "partner"))
	if plan.plan_of_type == NETWORK:
		return get_rows("Local Network Member", NETWORK, plan.plan_of, ("member_type", "member"))
	return [frappe._dict(partner_type=row.partner_type, partner=row.partner) for row in plan.parties]


def get_rows(doctype: str, parenttype: str, parent: str, fields: tuple[str, str]) -> list[frappe._dict]:
	rows = frappe.get_all(
		doctype,
		filters={"parenttype": parenttype, "parent": parent},
		fields=[*fields, "from_date", "to_date"],
		order_by="idx asc",
		limit_page_length=0,
	)
	of_type, name = fields
	return [
		frappe._dict(
			partner_type=row[of_type], partner=row[name], from_date=row.from_date, to_date=row.to_date
		)
		for row in rows
	]


def takes_part(participants: Iterable[dict], partner: Partner, first, last) -> bool:
	"""Tell whether somebody takes part in a plan on one of the days from first to last."""
	return any(key_of(row) == partner and is_within(row, first, last) for row in participants)


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def find_participants(
	doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: dict
) -> list[tuple[str, str]]:
	"""Link query: the partners of one type that take part in a plan, by name.

	Args:
	        filters: `joint_action_plan`, `partner_type`, and the days of the action, `starts_on` and `due_on`.

	Raises:
	        frappe.PermissionError: for whoever may not read the plan.
	"""
	partner_type = filters.get("partner_type")
	if partner_type not in NAME_FIELDS or not filters.get("joint_action_plan"):
		return []
	plan = frappe.get_doc("Joint Action Plan", filters["joint_action_plan"])
	plan.check_permission("read")
	days = filters.get("starts_on"), filters.get("due_on")
	partners = {key_of(row) for row in get_participants(plan) if is_within(row, *days)}
	found = sorted(
		(values.name, name)
		for (of_type, name), values in look_up(partners).items()
		if of_type == partner_type
	)
	wanted = [(name, title) for title, name in found if txt.casefold() in title.casefold()]
	return wanted[int(start) : int(start) + int(page_len)]
