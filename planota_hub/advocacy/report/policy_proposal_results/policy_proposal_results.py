# SPDX-License-Identifier: GPL-3.0-only
"""What became of what was asked for: asks adopted, partly adopted, rejected and without a reply."""

import frappe
from frappe import _
from frappe.utils import getdate

from planota_hub.advocacy.proposals.results import ADOPTED, NO_REPLY, PARTLY, REJECTED, RESULTS, WON
from planota_hub.figures.report_filters import refuse_unknown_group, refuse_wrong_period
from planota_hub.figures.report_parts import figure
from planota_hub.rules.arguments import read_filters
from planota_hub.rules.sorting import sort_key

# filter "group_by" -> field of a proposal
GROUP_FIELDS = {"Owner": "owner_stakeholder", "Level": "level", "Year": "year", "Proposal": "name"}
FILTER_FIELDS = ("owner_stakeholder", "level", "municipality", "field_of_work")
SUBMITTED_STAGES = ["Submitted", "Replied", "Closed"]
COLOURS = {ADOPTED: "#1f7a5c", PARTLY: "#7fb79c", REJECTED: "#b3372c", NO_REPLY: "#8a949c"}
OPEN_COLOUR = "#d9a441"
CHART_GROUPS = 10


def execute(filters: frappe._dict | None = None) -> tuple[list, list, None, dict | None, list]:
	"""Return columns, one row per group, no message, the chart and the summary.

	Args:
	        filters: `from_date` and `to_date` of the submission, `group_by` (a key of `GROUP_FIELDS`),
	                `owner_stakeholder`, `level`, `municipality` and `field_of_work`.

	Raises:
	        frappe.ValidationError: when `group_by` is unknown or the dates are the wrong way round.
	"""
	filters = read_filters(filters)
	group_by = filters.group_by or "Owner"
	validate_filters(filters, group_by)
	proposals = get_proposals(filters)
	rows = get_rows(proposals, group_by)
	return get_columns(group_by), rows, None, get_chart(rows), get_summary(proposals)


def validate_filters(filters: frappe._dict, group_by: str) -> None:
	refuse_unknown_group(group_by, GROUP_FIELDS)
	refuse_wrong_period(filters)


def get_proposals(filters: frappe._dict) -> list[dict]:
	"""Return the submitted proposals that the reader may see and the filters let through, with their asks."""
	conditions = [["stage", "in", SUBMITTED_STAGES]]
	conditions += [[field, "=", filters[field]] for field in FILTER_FIELDS if filters.get(field)]
	if filters.from_date:
		conditions.append(["submitted_on", ">=", getdate(filters.from_date)])
	if filters.to_date:
		conditions.append(["submitted_on", "<=", getdate(filters.to_date)])
	proposals = frappe.get_list(
		"Policy Proposal",
		filters=conditions,
		fields=["name", "proposal_title", "owner_stakeholder", "level", "submitted_on"],
		order_by="submitted_on asc, name asc",
		limit_page_length=0,
	)
	add_asks(proposals)
	add_owners(proposals)
	return proposals


def add_asks(proposals: list[frappe._dict]) -> None:
	results: dict[str, list[str]] = {}
	for ask in frappe.get_all(
		"Policy Ask",
		filters={"parenttype": "Policy Proposal", "parent": ("in", [row.name for row in proposals] or [""])},
		fields=["parent", "result"],
		order_by="parent asc, idx asc",
		limit_page_length=0,
	):
		results.setdefault(ask.parent, []).append(ask.result or "")
	for proposal in proposals:
		proposal.asks = results.get(proposal.name, [])
		proposal.year = str(getdate(proposal.submitted_on).year)


def add_owners(proposals: list[frappe._dict]) -> None:
	owners = frappe.get_all(
		"Stakeholder",
		filters={"name": ("in", sorted({row.owner_stakeholder or "" for row in proposals}) or [""])},
		fields=["name", "stakeholder_name"],
		order_by="name asc",
		as_list=True,
	)
	for proposal in proposals:
		proposal.owner_name = dict(owners).get(proposal.owner_stakeholder)


def get_rows(proposals: list[dict], group_by: str) -> list[dict]:
	"""Return one row per group: years in their order, all others with the most asks won first."""
	groups: dict[str, list[dict]] = {}
	for proposal in proposals:
		groups.setdefault(proposal[GROUP_FIELDS[group_by]] or "", []).append(proposal)
	rows = [
		{"group": value, "label": get_label(value, group_by, members), **count(members)}
		for value, members in groups.items()
	]
	if group_by == "Year":
		return sorted(rows, key=lambda row: row["group"])
	return sorted(rows, key=lambda row: (-row["won"], -row["asks"], sort_key(row["label"])))


def get_label(value: str, group_by: str, members: list[frappe._dict]) -> str:
	if group_by == "Owner":
		return members[0].owner_name or _("Not specified")
	if group_by == "Proposal":
		return members[0].proposal_title
	return _(value) if value else _("Not specified")


def count(proposals: list[frappe._dict]) -> dict:
	"""Return the figures of a set of proposals; the one place where asks are added up."""
	asks = [result for proposal in proposals for result in proposal.asks]
	won = sum(result in WON for result in asks)
	decided = sum(bool(result) for result in asks)
	return {
		"proposals": len(proposals),
		"asks": len(asks),
		**{frappe.scrub(result): asks.count(result) for result in RESULTS},
		"open": asks.count(""),
		"won": won,
		"won_percent": round(100 * won / decided, 1) if decided else None,
	}


def get_columns(group_by: str) -> list[dict]:
	"""Return the columns; the first is named after what the rows are grouped by."""

	def number(fieldname: str, label: str, width: int = 110) -> dict:
		return {"fieldname": fieldname, "label": label, "fieldtype": "Int", "width": width}

	return [
		{"fieldname": "label", "label": _(group_by), "fieldtype": "Data", "width": 280},
		*([number("proposals", _("Proposals"))] if group_by != "Proposal" else []),
		number("asks", _("Asks"), 90),
		*(number(frappe.scrub(result), _(result), 130) for result in RESULTS),
		number("open", _("Open"), 90),
		{"fieldname": "won_percent", "label": _("Won (%)"), "fieldtype": "Percent", "width": 110},
	]


def get_chart(rows: list[dict]) -> dict | None:
	"""Return the asks of the groups by result; None when there is nothing to draw."""
	drawn = rows[:CHART_GROUPS]
	series = [(frappe.scrub(result), _(result), COLOURS[result]) for result in RESULTS]
	series = [*series, ("open", _("Open"), OPEN_COLOUR)]
	if not any(row["asks"] for row in drawn):
		return None
	return {
		"data": {
			"labels": [row["label"] for row in drawn],
			"datasets": [
				{"name": name, "values": [row[key] for row in drawn]} for key, name, _colour in series
			],
		},
		"type": "bar",
		"fieldtype": "Int",
		"colors": [colour for _key, _name, colour in series],
		"barOptions": {"stacked": 1},
	}


def get_summary(proposals: list[dict]) -> list[dict]:
	"""Return the figures above the chart."""
	figures = count(proposals)
	percent = figures["won_percent"]
	return [
		figure(_("Proposals"), figures["proposals"], "Blue"),
		figure(_("Asks"), figures["asks"]),
		figure(_("Asks won"), figures["won"], "Green"),
		{"label": _("Won (%)"), "value": percent or 0, "datatype": "Percent"},
		figure(_("Without a reply"), figures["no_reply"], "Orange"),
	]
