# SPDX-License-Identifier: GPL-3.0-only
"""What capacity building has to show: the metrics of support, workshops and NGOs with potential.

See `planota_hub.metrics.registry` for what a metric takes and answers. Where a row leaves out the
municipality, the field of work and the legal form, they are those of its NGO.
"""

from datetime import date as Date

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import add_days, cint, flt, getdate

from planota_hub.capacity_building.plans.capacity_levels import average, get_levels
from planota_hub.capacity_building.plans.progress import PLAN, get_threshold
from planota_hub.capacity_building.support.ledger import HOURS_PRECISION, KINDS, LEDGER
from planota_hub.capacity_building.workshops.persons import get_persons
from planota_hub.capacity_building.workshops.seats import CONFIRMED, REGISTRATION
from planota_hub.metrics.registry import accepts

WORKSHOP = "Training Workshop"
DELIVERED_STAGES = ("Held", "Evaluated")
# of the mean level of a plan's areas, from 1 to 5
DEFAULT_GAIN = 0.5
# what the ledger keeps of the NGO and the figures are broken down by
KEPT = ("municipality", "administrative_unit", "field_of_work", "legal_form")
# within what a person is counted once
OPERATION, PERIOD = "Project", "Period"


@accepts("hours", "funded_project", kind=KINDS)
def get_supported_ngos(start: Date, end: Date, filters: dict | None = None) -> list[dict]:
	"""Return every NGO that got at least a number of hours, with the day on which it reached them.

	Args:
	        filters: `hours`, the threshold of Hub Settings without it; `kind` of support; `funded_project`.
	"""
	needed = read_number(filters, "hours", get_threshold())
	hours: dict[str, float] = {}
	reached: dict[str, frappe._dict] = {}
	for entry in get_entries(start, end, filters):
		hours[entry.ngo] = flt(hours.get(entry.ngo, 0) + entry.hours, HOURS_PRECISION)
		if hours[entry.ngo] >= needed:
			reached.setdefault(entry.ngo, entry)
	return [{"doctype": "NGO", "name": ngo, **describe(entry), "value": 1} for ngo, entry in reached.items()]


@accepts("funded_project", kind=KINDS)
def get_support_hours(start: Date, end: Date, filters: dict | None = None) -> list[dict]:
	"""Return every row of the ledger of support with its hours.

	Args:
	        filters: `kind` of support, `funded_project`.
	"""
	return [
		{
			"doctype": LEDGER,
			"name": entry.name,
			**describe(entry),
			"kind": entry.kind,
			"value": entry.hours,
		}
		for entry in get_entries(start, end, filters)
	]


def describe(entry: frappe._dict) -> dict:
	"""Return whom a row of the ledger is about, with what the NGO was on that day."""
	return {"ngo": entry.ngo, "date": entry.posting_date, **{key: entry[key] for key in KEPT}}


@accepts("funded_project")
def get_held_workshops(start: Date, end: Date, filters: dict | None = None) -> list[dict]:
	"""Return every workshop that was held, on the day on which it began."""
	return [
		{
			"doctype": WORKSHOP,
			"name": workshop.name,
			"municipality": workshop.municipality,
			"date": getdate(workshop.starts_on),
			"value": 1,
		}
		for workshop in find_workshops(start, end, filters)
	]


@accepts("funded_project", complete_data=("1",))
def get_participants(start: Date, end: Date, filters: dict | None = None) -> list[dict]:
	"""Return every attendance of a workshop that was held, on the day on which it began.

	Args:
	        filters: `complete_data` 1 counts only those whose participant data are complete, as the European
	                Social Fund wants it (annex I of Regulation (EU) No 1304/2013); `funded_project`.
	"""
	workshops = {workshop.name: workshop for workshop in find_workshops(start, end, filters)}
	conditions = {
		"workshop": ("in", sorted(workshops) or [""]),
		"attendance": "Attended",
		"status": CONFIRMED,
	}
	if cint((filters or {}).get("complete_data")):
		conditions["participant_data_complete"] = 1
	return [
		{
			"doctype": REGISTRATION,
			"name": row.name,
			"ngo": row.ngo,
			"municipality": None if row.ngo else workshops[row.workshop].municipality,
			"date": getdate(workshops[row.workshop].starts_on),
			"value": 1,
		}
		for row in frappe.get_all(
			REGISTRATION,
			filters=conditions,
			fields=["name", "workshop", "ngo"],
			order_by="name asc",
			limit_page_length=0,
		)
	]


@accepts("funded_project", complete_data=("1",), once_per=(OPERATION, PERIOD))
def get_people(start: Date, end: Date, filters: dict | None = None) -> list[dict]:
	"""Return every person who took part in workshops, once, on the day of the first participation.

	Args:
	        filters: `once_per` Project (without it): whoever took part in the operation before does not count again, so
	                that the figures of its periods add up. Period: everybody counts once among those of the days asked for.
	                `complete_data` 1 counts only people of whom every answer is there, as the European Social
	                Fund wants it (annex I of Regulation (EU) No 1304/2013); `funded_project`.
	"""
	asked = filters or {}
	since = getdate(start) if asked.get("once_per") == PERIOD else None
	persons = get_persons(end, asked.get("funded_project"), since)
	if cint(asked.get("complete_data")):
		persons = [person for person in persons if not person.missing]
	return [
		{
			"doctype": REGISTRATION,
			"name": person.name,
			"ngo": person.ngo,
			"municipality": None if person.ngo else person.municipality,
			"date": person.date,
			"value": 1,
		}
		for person in persons
		if person.date >= getdate(start)
	]


def get_completed_plans(start: Date, end: Date, filters: dict | None = None) -> list[dict]:
	"""Return every development plan that was completed, on the day on which it ended."""
	return [
		{"doctype": PLAN, "name": plan.name, "ngo": plan.ngo, "date": plan.ended_on, "value": 1}
		for plan in frappe.get_all(
			PLAN,
			filters={"stage": "Completed", "ended_on": ("between", [start, end])},
			fields=["name", "ngo", "ended_on"],
			order_by="ended_on asc, name asc",
			limit_page_length=0,
		)
	]


@accepts("gain")
def get_capacity_gains(start: Date, end: Date, filters: dict | None = None) -> list[dict]:
	"""Return every plan whose mean level has grown by at least `gain` since the baseline assessment.

	Args:
	        filters: `gain` in levels, half a level without it.
	"""
	needed = read_number(filters, "gain", DEFAULT_GAIN)
	return [
		{**row, "value": 1} for row in compare_levels(start, end) if row["after"] - row["before"] >= needed
	]


def get_levels_gained(start: Date, end: Date, filters: dict | None = None) -> list[dict]:
	"""Return the levels that each plan has gained in all its areas together since the baseline assessment."""
	return [{**row, "value": row["levels"]} for row in compare_levels(start, end) if row["levels"]]


# What the metrics stand on


def read_number(filters: dict | None, key: str, default: float) -> float:
	"""Return a filter that is a number above 0.

	Raises:
	        frappe.ValidationError: when it is none.
	"""
	value = (filters or {}).get(key)
	if value in (None, ""):
		return default
	number = flt(str(value).replace(",", "."))
	if number <= 0:
		frappe.throw(_("The filter {0} must be a number above 0.").format(key))
	return number


def get_entries(start: Date, end: Date, filters: dict | None) -> list[frappe._dict]:
	"""Return the rows of the ledger of these days in the order of delivery."""
	conditions = {"posting_date": ("between", [start, end])}
	for key in ("kind", "funded_project"):
		if value := (filters or {}).get(key):
			conditions[key] = value
	if conditions.get("kind", KINDS[0]) not in KINDS:
		frappe.throw(_("The filter {0} must be one of {1}.").format("kind", ", ".join(KINDS)))
	return frappe.get_all(
		LEDGER,
		filters=conditions,
		fields=["name", "ngo", "posting_date", "hours", *KEPT],
		order_by="posting_date asc, name asc",
		limit_page_length=0,
	)


def find_workshops(start: Date, end: Date, filters: dict | None) -> list[frappe._dict]:
	conditions = [
		["stage", "in", DELIVERED_STAGES],
		["starts_on", ">=", getdate(start)],
		["starts_on", "<", add_days(getdate(end), 1)],
	]
	if project := (filters or {}).get("funded_project"):
		conditions.append(["funded_project", "=", project])
	return frappe.get_all(
		WORKSHOP,
		filters=conditions,
		fields=["name", "starts_on", "municipality"],
		order_by="starts_on asc, name asc",
		limit_page_length=0,
	)


def compare_levels(start: Date, end: Date) -> list[dict]:
	"""Return one row per plan that was assessed again in this time, against its baseline.

	`before` and `after` are mean levels from 1 to 5 over the areas assessed both times, `levels` is how many
	levels were gained in all of them together.
	"""
	assessment = DocType("Capacity Assessment")
	plans = (
		frappe.qb.from_(assessment)
		.join(plan := DocType(PLAN))
		.on(plan.name == assessment.development_plan)
		.select(plan.name, plan.ngo)
		.distinct()
		.where(assessment.assessed_on.between(getdate(start), getdate(end)))
		.where(assessment.assessment_type != "Baseline")
		.orderby(plan.name)
		.run()
	)
	ngos = dict(plans)
	levels: dict[str, list] = {}
	for row in get_levels(ngos):
		if getdate(row.assessed_on) <= getdate(end):
			levels.setdefault(row.plan, []).append(row)
	rows = [compare_plan(name, ngos[name], found) for name, found in levels.items()]
	return [row for row in rows if row]


def compare_plan(name: str, ngo: str, levels: list[frappe._dict]) -> dict | None:
	"""Return the row of one plan out of all its levels; None without a baseline."""
	before = {row.area: cint(row.level) for row in levels if row.assessment_type == "Baseline"}
	later = [row for row in levels if row.assessment_type != "Baseline" and row.area in before]
	after = {row.area: cint(row.level) for row in later}
	if not after:
		return None
	return {
		"doctype": PLAN,
		"name": name,
		"ngo": ngo,
		"date": max(getdate(row.assessed_on) for row in later),
		"before": average(before[area] for area in after),
		"after": average(after.values()),
		"levels": sum(after.values()) - sum(before[area] for area in after),
	}
