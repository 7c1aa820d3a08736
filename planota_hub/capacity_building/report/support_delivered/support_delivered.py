# SPDX-License-Identifier: GPL-3.0-only
"""How many hours of support the hub gave, of which kind, to whom, where and when: straight from the ledger."""

import frappe
from frappe import _
from frappe.utils import cint, flt, getdate

from planota_hub.capacity_building.support.ledger import HOURS_PRECISION, KINDS, LEDGER
from planota_hub.figures.report_parts import figure
from planota_hub.planota_hub.register.history import PLACE, take_back
from planota_hub.rules.arguments import read_filters
from planota_hub.rules.readable import show_day, show_month
from planota_hub.rules.sorting import sort_key

# filter "group_by" -> field of a row; the ledger keeps what the NGO was on the day of the support
GROUP_FIELDS = {
	"NGO": "ngo",
	"Municipality": "municipality",
	"Administrative Unit": "administrative_unit",
	"Statistical Region": "statistical_region",
	"Legal Form": "legal_form",
	"Main Field of Work": "field_of_work",
	"Kind": "kind",
	"Month": "month",
}
# filters that mean the row of the ledger itself, whenever its NGO is looked at
LEDGER_FIELDS = ("kind", "ngo", "funded_project")
FILTER_FIELDS = ("municipality", "administrative_unit", "statistical_region", "field_of_work")
CHART_GROUPS = 12
# the names of NGOs are long: more of them could not be read under their bars
CHART_NGOS = 6
COLORS = ["#1f7a5c", "#3b82c4", "#d9a441", "#8a6fb0", "#c4623b", "#6b7a79"]


def execute(filters: frappe._dict | None = None) -> tuple[list, list, None, dict | None, list]:
	"""Return columns, one row per group, the chart and the summary.

	Args:
	        filters: `from_date`, `to_date`, `group_by` (a key of `GROUP_FIELDS`), any of `LEDGER_FIELDS` and
	                `FILTER_FIELDS`, and `as_of`: the day on which the NGO is looked at; without it, the day of the
	                support.

	Raises:
	        frappe.ValidationError: when `group_by` is unknown or the dates are the wrong way round.
	"""
	filters = read_filters(filters)
	group_by = filters.group_by or "NGO"
	validate_filters(filters, group_by)
	entries = get_entries(filters)
	rows = get_rows(entries, group_by)
	return get_columns(group_by), rows, None, get_chart(rows, group_by), get_summary(entries)


def validate_filters(filters: frappe._dict, group_by: str) -> None:
	if group_by not in GROUP_FIELDS:
		frappe.throw(_("Group By: please choose one of {0}.").format(", ".join(GROUP_FIELDS)))
	if filters.from_date and filters.to_date and getdate(filters.from_date) > getdate(filters.to_date):
		frappe.throw(_("To Date: expected is a day not before {0}.").format(show_day(filters.from_date)))


def get_entries(filters: frappe._dict) -> list[dict]:
	"""Return the rows of the ledger that the reader may see and the filters let through, with their NGO."""
	conditions = [[field, "=", filters[field]] for field in LEDGER_FIELDS if filters.get(field)]
	if filters.from_date:
		conditions.append(["posting_date", ">=", getdate(filters.from_date)])
	if filters.to_date:
		conditions.append(["posting_date", "<=", getdate(filters.to_date)])
	entries = frappe.get_list(
		LEDGER,
		filters=conditions,
		fields=["name", "posting_date", "ngo", "kind", "hours", "participants", *PLACE],
		order_by="posting_date asc, name asc",
		limit_page_length=0,
	)
	ngos = get_ngos({entry.ngo for entry in entries}, filters.as_of)
	entries = [describe(entry, ngos[entry.ngo], bool(filters.as_of)) for entry in entries]
	asked = [field for field in FILTER_FIELDS if filters.get(field)]
	return [entry for entry in entries if all(entry[field] == filters[field] for field in asked)]


def get_ngos(names: set[str], as_of: str | None) -> dict[str, dict]:
	"""Return the NGOs with their names, and with what they were on a day when one is asked for."""
	ngos = frappe.get_all(
		"NGO",
		filters={"name": ("in", sorted(names) or [""])},
		fields=["name", "ngo_name", *PLACE.values()],
		order_by="name asc",
		limit_page_length=0,
	)
	if as_of:
		take_back(ngos, as_of)
	return {ngo.name: ngo for ngo in ngos}


def describe(entry: frappe._dict, ngo: frappe._dict, of_a_day: bool) -> dict:
	"""Add to a row of the ledger what it can be grouped by."""
	entry.month = getdate(entry.posting_date).strftime("%Y-%m")
	entry.ngo_name = ngo.ngo_name
	if of_a_day:
		entry.update({key: ngo[fieldname] for key, fieldname in PLACE.items()})
	return entry


def get_rows(entries: list[dict], group_by: str) -> list[dict]:
	"""Return one row per group: months in their order, all others with the most hours first."""
	groups: dict[str, list[dict]] = {}
	for entry in entries:
		groups.setdefault(entry[GROUP_FIELDS[group_by]] or "", []).append(entry)
	rows = [
		{"group": value, "label": get_label(value, group_by, members), **count(members)}
		for value, members in groups.items()
	]
	if group_by == "Month":
		return sorted(rows, key=lambda row: row["group"])
	return sorted(rows, key=lambda row: (-row["hours"], sort_key(row["label"])))


def get_label(value: str, group_by: str, members: list[frappe._dict]) -> str:
	"""Return what a group is called in the reader's language."""
	if not value:
		return _("Not specified")
	if group_by == "NGO":
		return members[0].ngo_name
	if group_by == "Month":
		return show_month(f"{value}-01", in_short=True)
	return _(value)


def count(entries: list[frappe._dict]) -> dict:
	"""Return the figures of a set of rows; the one place where they are added up."""
	by_kind = dict.fromkeys(KINDS, 0.0)
	for entry in entries:
		by_kind[entry.kind] += flt(entry.hours)
	return {
		"ngos": len({entry.ngo for entry in entries}),
		"entries": len(entries),
		"participants": sum(cint(entry.participants) for entry in entries),
		**{frappe.scrub(kind): flt(hours, HOURS_PRECISION) for kind, hours in by_kind.items()},
		"hours": flt(sum(by_kind.values()), HOURS_PRECISION),
	}


def get_columns(group_by: str) -> list[dict]:
	"""Return the columns; the first is named after what the rows are grouped by."""
	first = {"fieldname": "label", "label": _(group_by), "fieldtype": "Data", "width": 260}
	numbers = [
		{"fieldname": "ngos", "label": _("NGOs"), "fieldtype": "Int", "width": 80},
		{"fieldname": "entries", "label": _("Times"), "fieldtype": "Int", "width": 80},
		{"fieldname": "participants", "label": _("Participants"), "fieldtype": "Int", "width": 110},
	]
	hours = [
		{
			"fieldname": frappe.scrub(kind),
			"label": _(kind),
			"fieldtype": "Float",
			"precision": HOURS_PRECISION,
			"width": 130,
		}
		for kind in KINDS
	]
	total = {
		"fieldname": "hours",
		"label": _("Hours in All"),
		"fieldtype": "Float",
		"precision": HOURS_PRECISION,
		"width": 120,
	}
	return [first, total, *hours, *(numbers if group_by != "NGO" else numbers[1:])]


def get_chart(rows: list[dict], group_by: str) -> dict | None:
	"""Return the hours of the largest groups, or of all months, by kind; None when there is nothing to draw."""
	if not rows:
		return None
	largest = rows[: CHART_NGOS if group_by == "NGO" else CHART_GROUPS]
	drawn = rows[-CHART_GROUPS:] if group_by == "Month" else largest
	kinds = [kind for kind in KINDS if any(row[frappe.scrub(kind)] for row in drawn)]
	return {
		"data": {
			"labels": [row["label"] for row in drawn],
			"datasets": [
				{"name": _(kind), "values": [row[frappe.scrub(kind)] for row in drawn]} for kind in kinds
			],
		},
		"type": "bar",
		"fieldtype": "Float",
		"colors": [COLORS[KINDS.index(kind)] for kind in kinds],
		"barOptions": {"stacked": 1},
		"axisOptions": {"shortenYAxisNumbers": 1},
	}


def get_summary(entries: list[dict]) -> list[dict]:
	"""Return the figures above the chart; each hour and each NGO counts once, whatever the grouping.

	Hours go as text with two decimals, like the columns: as a number they would get three.
	"""
	figures = count(entries)
	column = {"fieldtype": "Float", "precision": HOURS_PRECISION}
	hours = {key: frappe.format_value(figures[key], column) for key in ("hours", "mentoring", "workshop")}
	return [
		{"label": _("Hours in All"), "value": hours["hours"], "datatype": "Data", "indicator": "Green"},
		{"label": _("Mentoring"), "value": hours["mentoring"], "datatype": "Data"},
		{"label": _("Workshop"), "value": hours["workshop"], "datatype": "Data"},
		figure(_("NGOs"), figures["ngos"], "Blue"),
		figure(_("Participants"), figures["participants"]),
	]
