# SPDX-License-Identifier: GPL-3.0-only
"""How many NGOs there are, and how strong they are, by place, field, legal form or stage."""

from collections.abc import Iterable
from datetime import date as Date
from typing import Any

import frappe
from frappe import _
from frappe.query_builder import Case, DocType
from frappe.query_builder.functions import Count, Max, Sum
from frappe.utils import add_days, flt, getdate, today
from pypika import Table

from planota_hub.figures.report_filters import refuse_unknown_group
from planota_hub.figures.report_parts import figure
from planota_hub.figures.visible_rows import visible
from planota_hub.planota_hub.register.history import take_back
from planota_hub.planota_hub.register.listing import LISTED
from planota_hub.planota_hub.register.public_interest import (
	get_holding,
	is_expiring,
	read_statuses,
	select_holders,
)
from planota_hub.planota_hub.segments.filtering import get_ngos_of_segment, in_segment
from planota_hub.rules.arguments import read_filters
from planota_hub.rules.sorting import sort_key
from planota_hub.rules.unknown_numbers import FIELD as UNKNOWN_NUMBERS
from planota_hub.rules.unknown_numbers import get_known

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
# what an overview is about, unless another stage is asked for; those that are known from the business register only are
# counted for themselves then
SHOWN_STAGES = ("Submitted", "Verified", LISTED)
ALL_STAGES = "All"
WORK = "NGO Field of Work"
PEOPLE = ("members_count", "volunteers_count", "employees_count")
CHART_GROUPS = 13


def execute(filters: frappe._dict | None = None) -> tuple[list, list, str | None, dict | None, list, bool]:
	"""Return columns, one row per group, a note, the chart, the summary and whether totals would mislead.

	Args:
	        filters: `group_by` (a key of `GROUP_FIELDS`), any of `FILTER_FIELDS`, `segment`, `field_of_work`,
	                `public_interest_status` ("With status", "Without status" or "Expiring") and `as_of`, a day as
	                of which the register is read. Without a `stage` rejected and inactive NGOs are left out,
	                and those that are known from the business register only are counted for themselves.

	Raises:
	        frappe.ValidationError: when `group_by` is unknown.
	"""
	filters = read_filters(filters)
	group_by = filters.group_by or "Municipality"
	refuse_unknown_group(group_by, GROUP_FIELDS)

	counted_twice = group_by == "Field of Work"
	parts, every_ngo = get_parts(filters, GROUP_FIELDS[group_by], counted_twice)
	rows = get_rows(parts, bool(filters.stage))
	return (
		get_columns(group_by),
		rows,
		get_note() if counted_twice else None,
		get_chart(rows, bool(filters.stage)),
		get_summary(every_ngo, bool(filters.stage)),
		counted_twice,
	)


def get_parts(
	filters: frappe._dict, group_field: str, counted_twice: bool
) -> tuple[list[frappe._dict], list[frappe._dict]]:
	"""Return what the groups are added up from, and what all NGOs are: `group`, `stage`, `ngos` and their figures.

	The register of today is added up in the database. Of another day each NGO is a part, as it was then, and so is each of
	which must be known what follows its status.
	"""
	if not can_add_up(filters):
		ngos = get_ngos(filters)
		return [part for ngo in ngos for part in make_parts(ngo, group_field)], [
			part for ngo in ngos for part in make_parts(ngo, "stage")
		]
	parts = add_up(filters, group_field)
	return parts, add_up(filters, "stage") if counted_twice else parts


# Added up in the database


def can_add_up(filters: frappe._dict) -> bool:
	return (
		getdate(filters.as_of or today()) >= getdate(today()) and filters.public_interest_status != "Expiring"
	)


def add_up(filters: frappe._dict, group_field: str) -> list[frappe._dict]:
	"""Return the parts of the register of today, one for each group and stage, that the reader may see."""
	ngo, day = DocType("NGO"), getdate(filters.as_of or today())
	holder, income = select_holders(day).as_("holder"), select_latest_income(day.year).as_("latest")
	group = ngo[group_field] if group_field != "fields_of_work" else DocType(WORK).field_of_work
	query = (
		select_ngos(filters, day)
		.left_join(holder)
		.on(holder.ngo == ngo.name)
		.left_join(income)
		.on(income.ngo == ngo.name)
		.select(
			group.as_("group"),
			ngo.stage,
			Count(ngo.name).as_("ngos"),
			Count(holder.ngo).as_("public_interest"),
			*(Sum(known(ngo, field)).as_(field) for field in PEOPLE),
			Sum(income.income).as_("income"),
		)
		.groupby(group, ngo.stage)
	)
	if group_field == "fields_of_work":
		work = DocType(WORK)
		query = query.left_join(work).on((work.parent == ngo.name) & (work.parenttype == "NGO"))
	if filters.public_interest_status:
		has_one = filters.public_interest_status == "With status"
		query = query.where(holder.ngo.isnotnull() if has_one else holder.ngo.isnull())
	return query.run(as_dict=True)


def select_ngos(filters: frappe._dict, day: Date) -> Any:
	"""Return a query of the NGOs that the reader may see and the filters let through, of which nothing is selected yet."""
	ngo = DocType("NGO")
	query = frappe.qb.from_(ngo).where(visible("NGO")).where(ngo.creation < add_days(day, 1))
	for field in FILTER_FIELDS[:-1]:
		if filters.get(field):
			query = query.where(ngo[field] == filters[field])
	if filters.stage != ALL_STAGES:
		query = query.where(ngo.stage.isin(get_stages(filters)))
	if (of_segment := in_segment(filters, ngo.name)) is not None:
		query = query.where(of_segment)
	if filters.field_of_work:
		work = DocType(WORK)
		of_field = (work.parenttype == "NGO") & (work.field_of_work == filters.field_of_work)
		query = query.where(ngo.name.isin(frappe.qb.from_(work).select(work.parent).where(of_field)))
	return query


def get_stages(filters: frappe._dict) -> tuple[str, ...]:
	return (filters.stage,) if filters.stage else SHOWN_STAGES


def known(ngo: Table, field: str) -> Case:
	"""Return a number of an NGO as `get_known` tells it of one: nothing where it is unknown."""
	is_unknown = (ngo[field] == 0) & ngo[UNKNOWN_NUMBERS].like(f"%,{field},%")
	return Case().when(is_unknown, None).else_(ngo[field])


# Read one by one


def make_parts(ngo: frappe._dict, group_field: str) -> list[frappe._dict]:
	"""Return an NGO as a part of each group that it is in."""
	values = ngo.get(group_field) or ""
	figures = {
		"stage": ngo.stage,
		"ngos": 1,
		"public_interest": int(has_status(ngo)),
		**{field: get_known(ngo, field) for field in PEOPLE},
		"income": ngo.income,
	}
	return [
		frappe._dict(figures, group=value) for value in (values if isinstance(values, list) else [values])
	]


def get_ngos(filters: frappe._dict) -> list[dict]:
	"""Return the NGOs that the reader may see and the filters let through, with fields and last income."""
	day = getdate(filters.as_of or today())
	ngos = frappe.get_list(
		"NGO",
		filters={"creation": ("<", add_days(day, 1))},
		fields=[
			"name",
			*FILTER_FIELDS,
			*PEOPLE,
			UNKNOWN_NUMBERS,
		],
		order_by="name asc",
		limit_page_length=0,
	)
	fields_of_work = get_fields_of_work()
	statuses = read_statuses()
	income = dict(select_latest_income(day.year).run())
	for ngo in ngos:
		ngo.fields_of_work = fields_of_work.get(ngo.name, [])
		ngo.income = income.get(ngo.name)
		ngo.statuses = statuses.get(ngo.name, [])
		ngo.day = day
	take_back(ngos, day)
	of_segment = get_ngos_of_segment(filters)
	return [ngo for ngo in ngos if matches(ngo, filters) and (of_segment is None or ngo.name in of_segment)]


def matches(ngo: frappe._dict, filters: frappe._dict) -> bool:
	"""Tell whether an NGO passes the filters."""
	if any(filters.get(field) and ngo[field] != filters[field] for field in FILTER_FIELDS[:-1]):
		return False
	if filters.stage != ALL_STAGES and ngo.stage not in get_stages(filters):
		return False
	if filters.field_of_work and filters.field_of_work not in ngo.fields_of_work:
		return False
	if filters.public_interest_status == "With status":
		return has_status(ngo)
	if filters.public_interest_status == "Without status":
		return not has_status(ngo)
	if filters.public_interest_status == "Expiring":
		return is_expiring(ngo.statuses, ngo.day)
	return True


def has_status(ngo: frappe._dict) -> bool:
	"""Tell whether an NGO has a status in the public interest on the day of the report."""
	return bool(get_holding(ngo.statuses, ngo.day))


def get_fields_of_work() -> dict[str, list[str]]:
	"""Return the fields of work of every NGO in one query."""
	fields_of_work: dict[str, list[str]] = {}
	for row in frappe.get_all(
		WORK,
		filters={"parenttype": "NGO"},
		fields=["parent", "field_of_work"],
		order_by="parent asc, idx asc",
	):
		fields_of_work.setdefault(row.parent, []).append(row.field_of_work)
	return fields_of_work


def select_latest_income(until: int) -> Any:
	"""Return a query for the income (`ngo`, `income`) of every NGO in the last year of which it is known."""
	figure = DocType("NGO Yearly Figure")
	unknown = figure[UNKNOWN_NUMBERS]
	last_year = (
		frappe.qb.from_(figure)
		.select(figure.parent, Max(figure.year).as_("year"))
		.where((figure.parenttype == "NGO") & (figure.year <= until))
		.where(unknown.isnull() | unknown.not_like("%,income,%"))
		.groupby(figure.parent)
	).as_("last_year")
	return (
		frappe.qb.from_(figure)
		.join(last_year)
		.on((figure.parent == last_year.parent) & (figure.year == last_year.year))
		.select(figure.parent.as_("ngo"), figure.income)
		.where(figure.parenttype == "NGO")
	)


# Rows


def get_rows(parts: list[frappe._dict], by_stage: bool) -> list[dict]:
	"""Return one row per group, the largest first; see `count`."""
	groups: dict[str, list[frappe._dict]] = {}
	for part in parts:
		groups.setdefault(part.group or "", []).append(part)
	rows = [
		{"group": value, "label": label_of(value), **count(of_group, by_stage)}
		for value, of_group in groups.items()
	]
	return sorted(rows, key=lambda row: (-row["ngos"], -row["listed"], sort_key(row["label"])))


def label_of(value: str) -> str:
	"""Return what a group is called in the reader's language."""
	return _(value) if value else _("Not specified")


def count(parts: list[frappe._dict], by_stage: bool) -> dict:
	"""Return the figures of the NGOs of some parts; the one place where they are added up.

	Args:
	        by_stage: count the listed ones among the others, as for a stage that was asked for.
	"""
	counted = parts if by_stage else [part for part in parts if part.stage != LISTED]
	return {
		"ngos": add(counted),
		"listed": add(part for part in parts if part.stage == LISTED),
		"verified": add(part for part in counted if part.stage == "Verified"),
		"waiting": add(part for part in counted if part.stage == "Submitted"),
		"public_interest": sum(part.public_interest for part in counted),
		**{field: add_known(part[field] for part in counted) for field in (*PEOPLE, "income")},
	}


def add(parts: Iterable[frappe._dict]) -> int:
	return sum(part.ngos for part in parts)


def add_known(numbers: Iterable[float | None]) -> float | None:
	"""Return the sum of the numbers that are known; None when no NGO has given one."""
	known = [number for number in numbers if number is not None]
	return flt(sum(known), 2) if known else None


def get_columns(group_by: str) -> list[dict]:
	"""Return the columns; the first is named after what the rows are grouped by."""
	return [
		{"fieldname": "label", "label": _(group_by), "fieldtype": "Data", "width": 220},
		{"fieldname": "ngos", "label": _("NGOs"), "fieldtype": "Int", "width": 90},
		{"fieldname": "listed", "label": _("Listed"), "fieldtype": "Int", "width": 100},
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


def get_chart(rows: list[dict], by_stage: bool) -> dict | None:
	"""Return bars of the largest groups, on them those that are only listed; None when there is nothing to draw."""
	if not rows:
		return None
	largest = rows[:CHART_GROUPS]
	drawn = {"ngos": _("NGOs")}
	if not by_stage and any(row["listed"] for row in largest):
		drawn["listed"] = _("Listed")
	return {
		"data": {
			"labels": [row["label"] for row in largest],
			"datasets": [
				{"name": name, "values": [row[figure] for row in largest]} for figure, name in drawn.items()
			],
		},
		"type": "bar",
		"fieldtype": "Int",
		"barOptions": {"stacked": 1},
		"colors": ["#1f7a5c", "#a9cfbf"],
		"axisOptions": {"shortenYAxisNumbers": 1},
	}


def get_summary(parts: list[frappe._dict], by_stage: bool) -> list[dict]:
	"""Return the figures above the chart; each NGO counts once, whatever the grouping."""
	figures = count(parts, by_stage)
	return [
		figure(_("NGOs"), figures["ngos"], "Blue"),
		figure(_("Verified"), figures["verified"], "Green"),
		figure(_("Waiting"), figures["waiting"]),
		figure(_("Listed"), figures["listed"]),
		figure(_("Members"), figures["members_count"]),
		figure(_("Volunteers"), figures["volunteers_count"]),
		figure(_("Employees"), figures["employees_count"]),
		{"label": _("Income, Latest Year"), "value": figures["income"], "datatype": "Currency"},
	]
