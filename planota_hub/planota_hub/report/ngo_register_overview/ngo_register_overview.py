# SPDX-License-Identifier: GPL-3.0-only
"""How many NGOs there are, and how strong they are, by place, field, legal form or stage."""

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.query_builder.functions import Max
from frappe.utils import cint, flt

from planota_hub.figures.report_parts import figure
from planota_hub.planota_hub.register.public_interest import has_valid_status, is_expiring
from planota_hub.rules.arguments import read_filters

# filter "group_by" -> field of the NGO; fields of work are several per NGO and come from their own table
GROUP_FIELDS = {
	"Municipality": "municipality",
	"Administrative Unit": "administrative_unit",
	"Statistical Region": "statistical_region",
	"Field of Work": "fields_of_work",
	"Legal Form": "legal_form",
	"Stage": "stage",
}
FILTER_FIELDS = ("municipality", "administrative_unit", "statistical_region", "legal_form", "stage")
CHART_GROUPS = 13


def execute(filters: frappe._dict | None = None) -> tuple[list, list, str | None, dict | None, list, bool]:
	"""Return columns, one row per group, a note, the chart, the summary and whether totals would mislead.

	Args:
	        filters: `group_by` (a key of `GROUP_FIELDS`), any of `FILTER_FIELDS`, `field_of_work` and
	                `public_interest_status` ("With status", "Without status" or "Expiring").

	Raises:
	        frappe.ValidationError: when `group_by` is unknown.
	"""
	filters = read_filters(filters)
	group_by = filters.group_by or "Municipality"
	if group_by not in GROUP_FIELDS:
		frappe.throw(_("Group By: please choose one of {0}.").format(", ".join(GROUP_FIELDS)))

	ngos = get_ngos(filters)
	rows = get_rows(ngos, GROUP_FIELDS[group_by])
	counted_twice = group_by == "Field of Work"
	return (
		get_columns(group_by),
		rows,
		get_note() if counted_twice else None,
		get_chart(rows, group_by),
		get_summary(ngos),
		counted_twice,
	)


def get_ngos(filters: dict) -> list[dict]:
	"""Return the NGOs that the reader may see and the filters let through, with fields and last income."""
	ngos = frappe.get_list(
		"NGO",
		filters={field: filters.get(field) for field in FILTER_FIELDS if filters.get(field)},
		fields=[
			"name",
			*FILTER_FIELDS,
			"members_count",
			"volunteers_count",
			"employees_count",
			"has_public_interest_status",
			"public_interest_valid_until",
		],
		order_by="name asc",
		limit_page_length=0,
	)
	fields_of_work = get_fields_of_work()
	income = get_latest_income()
	for ngo in ngos:
		ngo.fields_of_work = fields_of_work.get(ngo.name, [])
		ngo.income = income.get(ngo.name, 0)
	return [ngo for ngo in ngos if matches(ngo, filters)]


def matches(ngo: frappe._dict, filters: frappe._dict) -> bool:
	"""Tell whether an NGO passes the filters that are no field of it."""
	if filters.field_of_work and filters.field_of_work not in ngo.fields_of_work:
		return False
	if filters.public_interest_status == "With status":
		return has_valid_status(ngo)
	if filters.public_interest_status == "Without status":
		return not has_valid_status(ngo)
	if filters.public_interest_status == "Expiring":
		return is_expiring(ngo)
	return True


def get_fields_of_work() -> dict[str, list[str]]:
	"""Return the fields of work of every NGO in one query."""
	fields_of_work: dict[str, list[str]] = {}
	for row in frappe.get_all(
		"NGO Field of Work",
		filters={"parenttype": "NGO"},
		fields=["parent", "field_of_work"],
		order_by="parent asc, idx asc",
	):
		fields_of_work.setdefault(row.parent, []).append(row.field_of_work)
	return fields_of_work


def get_latest_income() -> dict[str, float]:
	"""Return the income of every NGO in the last year it reported, in one query."""
	figure = DocType("NGO Yearly Figure")
	last_year = (
		frappe.qb.from_(figure)
		.select(figure.parent, Max(figure.year).as_("year"))
		.where(figure.parenttype == "NGO")
		.groupby(figure.parent)
	).as_("last_year")
	return dict(
		frappe.qb.from_(figure)
		.join(last_year)
		.on((figure.parent == last_year.parent) & (figure.year == last_year.year))
		.select(figure.parent, figure.income)
		.where(figure.parenttype == "NGO")
		.run()
	)


def get_rows(ngos: list[dict], group_field: str) -> list[dict]:
	"""Return one row per group, the largest first."""
	groups: dict[str, list[dict]] = {}
	for ngo in ngos:
		values = ngo.get(group_field) or ""
		for value in values if isinstance(values, list) else [values]:
			groups.setdefault(value, []).append(ngo)
	rows = [{"group": value, "label": label_of(value), **count(members)} for value, members in groups.items()]
	return sorted(rows, key=lambda row: (-row["ngos"], row["label"]))


def label_of(value: str) -> str:
	"""Return what a group is called in the reader's language."""
	return _(value) if value else _("Not specified")


def count(ngos: list[frappe._dict]) -> dict:
	"""Return the figures of a set of NGOs; the one place where they are counted and added up."""
	return {
		"ngos": len(ngos),
		"verified": sum(ngo.stage == "Verified" for ngo in ngos),
		"waiting": sum(ngo.stage == "Submitted" for ngo in ngos),
		"public_interest": sum(has_valid_status(ngo) for ngo in ngos),
		"members_count": sum(cint(ngo.members_count) for ngo in ngos),
		"volunteers_count": sum(cint(ngo.volunteers_count) for ngo in ngos),
		"employees_count": sum(cint(ngo.employees_count) for ngo in ngos),
		"income": flt(sum(flt(ngo.income) for ngo in ngos), 2),
	}


def get_columns(group_by: str) -> list[dict]:
	"""Return the columns; the first is named after what the rows are grouped by."""
	return [
		{"fieldname": "label", "label": _(group_by), "fieldtype": "Data", "width": 220},
		{"fieldname": "ngos", "label": _("NGOs"), "fieldtype": "Int", "width": 90},
		{"fieldname": "verified", "label": _("Verified"), "fieldtype": "Int", "width": 100},
		{"fieldname": "waiting", "label": _("Waiting"), "fieldtype": "Int", "width": 100},
		{"fieldname": "public_interest", "label": _("Public Interest"), "fieldtype": "Int", "width": 130},
		{"fieldname": "members_count", "label": _("Members"), "fieldtype": "Int", "width": 110},
		{"fieldname": "volunteers_count", "label": _("Volunteers"), "fieldtype": "Int", "width": 110},
		{"fieldname": "employees_count", "label": _("Employees"), "fieldtype": "Int", "width": 110},
		{"fieldname": "income", "label": _("Income, Latest Year"), "fieldtype": "Currency", "width": 160},
	]


def get_note() -> str:
	"""Return why the rows by field of work add up to more than the summary."""
	return _("An NGO that works in several fields is counted in each of them, and once in the figures above.")


def get_chart(rows: list[dict], group_by: str) -> dict | None:
	"""Return bars of the largest groups; None when there is nothing to draw."""
	if not rows:
		return None
	largest = rows[:CHART_GROUPS]
	return {
		"data": {
			"labels": [row["label"] for row in largest],
			"datasets": [{"name": _("NGOs"), "values": [row["ngos"] for row in largest]}],
		},
		"type": "bar",
		"fieldtype": "Int",
		"colors": ["#1f7a5c"],
		"axisOptions": {"shortenYAxisNumbers": 1},
	}


def get_summary(ngos: list[dict]) -> list[dict]:
	"""Return the figures above the chart; each NGO counts once, whatever the grouping."""
	figures = count(ngos)
	return [
		figure(_("NGOs"), figures["ngos"], "Blue"),
		figure(_("Verified"), figures["verified"], "Green"),
		figure(_("Waiting"), figures["waiting"]),
		figure(_("Members"), figures["members_count"]),
		figure(_("Volunteers"), figures["volunteers_count"]),
		figure(_("Employees"), figures["employees_count"]),
		{"label": _("Income, Latest Year"), "value": figures["income"], "datatype": "Currency"},
	]
