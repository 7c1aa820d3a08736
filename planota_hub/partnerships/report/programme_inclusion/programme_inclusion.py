# SPDX-License-Identifier: GPL-3.0-only
"""The inclusion funnel: how many joint proposals got how far into each regional programme, for how much money."""

import frappe
from frappe import _
from frappe.utils import flt

from planota_hub.figures.report_parts import figure
from planota_hub.partnerships.programmes.inclusion import PROPOSAL, count_stages
from planota_hub.partnerships.programmes.stages import STAGES
from planota_hub.rules.arguments import read_filters
from planota_hub.rules.sorting import sort_key

FILTERS = ("regional_programme", "field_of_work", "municipality")


def execute(filters: dict | None = None) -> tuple[list, list, None, dict | None, list]:
	"""Return columns, one row per programme, the funnel as a chart and the summary.

	Args:
	        filters: `regional_programme`, `programme_type`, `field_of_work` and `municipality`.
	"""
	proposals = get_proposals(read_filters(filters))
	funnel = count_stages(proposals)
	return get_columns(), get_rows(proposals), None, get_chart(funnel), get_summary(funnel)


def get_proposals(filters: frappe._dict) -> list[dict]:
	"""Return the proposals that the reader may see and the filters let through."""
	conditions = {field: filters[field] for field in FILTERS if filters.get(field)}
	if filters.programme_type:
		of_type = frappe.get_all(
			"Regional Programme",
			{"programme_type": filters.programme_type},
			pluck="name",
			order_by="name asc",
		)
		wanted = [name for name in of_type if filters.regional_programme in (None, "", name)]
		conditions["regional_programme"] = ("in", wanted or [""])
	return frappe.get_list(
		PROPOSAL,
		filters=conditions,
		fields=["regional_programme", "stage", "furthest_stage", "amount", "financed_amount"],
		order_by="regional_programme asc, name asc",
		limit_page_length=0,
	)


def get_rows(proposals: list[frappe._dict]) -> list[dict]:
	"""Return one row per programme, the one with the most proposals first."""
	of_programme: dict[str, list[dict]] = {}
	for proposal in proposals:
		of_programme.setdefault(proposal.regional_programme, []).append(proposal)
	rows = [describe(programme, count_stages(members)) for programme, members in of_programme.items()]
	return sorted(rows, key=lambda row: (-row["idea"], sort_key(row["programme"])))


def describe(programme: str, funnel: list[frappe._dict]) -> dict:
	by_stage = {row.stage: row for row in funnel}
	return {
		"programme": programme,
		**{frappe.scrub(stage): by_stage[stage].reached for stage in STAGES},
		"dropped": sum(row.dropped for row in funnel),
		"proposed_amount": by_stage["Idea"].amount,
		"included_amount": by_stage["Included"].amount,
		"financed_amount": by_stage["Financed"].amount,
	}


def get_columns() -> list[dict]:
	labels = {**{stage: _(stage) for stage in STAGES}, "Idea": _("Proposals")}
	money = {
		"proposed_amount": _("Amount Proposed"),
		"included_amount": _("Amount Included"),
		"financed_amount": _("Financed Amount"),
	}
	return [
		{
			"fieldname": "programme",
			"label": _("Regional Programme"),
			"fieldtype": "Link",
			"options": "Regional Programme",
			"width": 320,
		},
		*(
			{"fieldname": frappe.scrub(stage), "label": label, "fieldtype": "Int", "width": 100}
			for stage, label in labels.items()
		),
		{"fieldname": "dropped", "label": _("Dropped"), "fieldtype": "Int", "width": 100},
		*(
			{"fieldname": fieldname, "label": label, "fieldtype": "Currency", "width": 150}
			for fieldname, label in money.items()
		),
	]


def get_chart(funnel: list[frappe._dict]) -> dict | None:
	"""Return the funnel over all programmes; None when there is no proposal."""
	if not funnel[0].reached:
		return None
	return {
		"data": {
			"labels": [_(row.stage) for row in funnel],
			"datasets": [
				{"name": _("Proposals that came this far"), "values": [row.reached for row in funnel]}
			],
		},
		"type": "bar",
		"fieldtype": "Int",
		"colors": ["#1f7a5c"],
	}


def get_summary(funnel: list[frappe._dict]) -> list[dict]:
	by_stage = {row.stage: row for row in funnel}
	proposals = by_stage["Idea"].reached
	included = by_stage["Included"].reached
	share = round(flt(100 * included / proposals)) if proposals else 0
	return [
		figure(_("Proposals"), proposals, "Blue"),
		figure(_("Included"), included, "Green"),
		figure(_("Priority"), by_stage["Priority"].reached),
		figure(_("Included in percent"), share),
		{"label": _("Amount Included"), "value": by_stage["Included"].amount, "datatype": "Currency"},
	]
