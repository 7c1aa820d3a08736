# SPDX-License-Identifier: GPL-3.0-only
"""What capacity building has to show: the metrics of support, workshops and NGOs with potential.

See `planota_hub.metrics.registry` for what a metric takes and answers. Where a row leaves out the
municipality, the field of work and the legal form, they are those of its NGO.
"""

from datetime import date as Date

import frappe
from frappe import _
from frappe.query_builder import Case, DocType
from frappe.query_builder.functions import Avg, Max, NullIf, Round, Sum
from frappe.utils import cint, flt, getdate
from pypika.analytics import Preceding, RowNumber
from pypika.analytics import Sum as RunningSum
from pypika.queries import QueryBuilder, Table
from pypika.terms import NullValue

from planota_hub.capacity_building.plans.capacity_levels import ASSESSMENT
from planota_hub.capacity_building.plans.progress import PLAN, get_threshold
from planota_hub.capacity_building.support.ledger import HOURS_PRECISION, KINDS, LEDGER
from planota_hub.capacity_building.workshops.persons import get_persons
from planota_hub.capacity_building.workshops.seats import CONFIRMED, REGISTRATION
from planota_hub.metrics.queries import is_within, select_records
from planota_hub.metrics.registry import accepts

WORKSHOP = "Training Workshop"
DELIVERED_STAGES = ("Held", "Evaluated")
# of the mean level of a plan's areas, from 1 to 5
DEFAULT_GAIN = 0.5
LEVEL_PRECISION = 2
HALF_OF_LAST_DIGIT = 0.5 * 10**-HOURS_PRECISION
# what the ledger keeps of the NGO and the figures are broken down by
KEPT = ("municipality", "administrative_unit", "field_of_work", "legal_form")
# within what a person is counted once
OPERATION, PERIOD = "Project", "Period"


@accepts("hours", "funded_project", kind=KINDS)
def get_supported_ngos(start: Date, end: Date, filters: dict | None = None) -> QueryBuilder:
	"""Return every NGO that got at least a number of hours, with the day on which it reached them.

	Args:
	        filters: `hours`, the threshold of Hub Settings without it; `kind` of support; `funded_project`.
	"""
	# sums of decimals lie a little beside the number that they mean
	needed = flt(read_number(filters, "hours", get_threshold()), HOURS_PRECISION) - HALF_OF_LAST_DIGIT
	entry = DocType(LEDGER)
	so_far = RunningSum(entry.hours).rows(Preceding()).over(entry.ngo)
	so_far = so_far.orderby(entry.posting_date, entry.name)
	enough = select_entries(start, end, filters).select(entry.ngo).groupby(entry.ngo)
	# of the rows themselves nothing is read but what the index holds
	running = (
		select_entries(start, end, filters)
		.where(entry.ngo.isin(enough.having(Sum(entry.hours) >= needed)))
		.select(entry.name, entry.ngo, entry.posting_date, entry.hours, so_far.as_("so_far"))
		.as_("running")
	)
	reaching = DocType(LEDGER).as_("reaching")
	# every entry has hours above 0, so that exactly one of them reaches the number
	reached = (
		frappe.qb.from_(running)
		.left_join(reaching)
		.on(reaching.name == running.name)
		.where((running.so_far >= needed) & (running.so_far - running.hours < needed))
	)
	places = {"ngo": running.ngo, **{key: reaching[key] for key in KEPT}}
	return select_records(reached, "NGO", running.ngo, running.posting_date, **places)


@accepts("funded_project", kind=KINDS)
def get_support_hours(start: Date, end: Date, filters: dict | None = None) -> QueryBuilder:
	"""Return every row of the ledger of support with its hours, and what the NGO was on that day.

	Args:
	        filters: `kind` of support, `funded_project`.
	"""
	entry = DocType(LEDGER)
	entries = select_entries(start, end, filters)
	places = {key: entry[key] for key in ("ngo", *KEPT)}
	return select_records(entries, LEDGER, entry.name, entry.posting_date, entry.hours, **places)


@accepts("funded_project")
def get_held_workshops(start: Date, end: Date, filters: dict | None = None) -> QueryBuilder:
	"""Return every workshop that was held, on the day on which it began."""
	workshop = DocType(WORKSHOP)
	held = narrow_to_held(frappe.qb.from_(workshop), workshop, start, end, filters)
	return select_records(
		held, WORKSHOP, workshop.name, workshop.starts_on, municipality=workshop.municipality
	)


@accepts("funded_project", complete_data=("1",))
def get_participants(start: Date, end: Date, filters: dict | None = None) -> QueryBuilder:
	"""Return every attendance of a workshop that was held, on the day on which it began.

	Args:
	        filters: `complete_data` 1 counts only those whose participant data are complete, as the European
	                Social Fund wants it (annex I of Regulation (EU) No 1304/2013); `funded_project`.
	"""
	workshop, registration = DocType(WORKSHOP), DocType(REGISTRATION)
	attended = (
		frappe.qb.from_(registration)
		.join(workshop)
		.on(workshop.name == registration.workshop)
		.where((registration.attendance == "Attended") & (registration.status == CONFIRMED))
	)
	if cint((filters or {}).get("complete_data")):
		attended = attended.where(registration.participant_data_complete == 1)
	# whoever came from no NGO belongs to the place of the workshop
	place = Case().when(NullIf(registration.ngo, "").isnull(), workshop.municipality).else_(NullValue())
	return select_records(
		narrow_to_held(attended, workshop, start, end, filters),
		REGISTRATION,
		registration.name,
		workshop.starts_on,
		ngo=registration.ngo,
		municipality=place,
	)


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


def get_completed_plans(start: Date, end: Date, filters: dict | None = None) -> QueryBuilder:
	"""Return every development plan that was completed, on the day on which it ended."""
	plan = DocType(PLAN)
	completed = frappe.qb.from_(plan).where(
		(plan.stage == "Completed") & is_within(plan.ended_on, start, end)
	)
	return select_records(completed, PLAN, plan.name, plan.ended_on, ngo=plan.ngo)


@accepts("gain")
def get_capacity_gains(start: Date, end: Date, filters: dict | None = None) -> QueryBuilder:
	"""Return every plan whose mean level has grown by at least `gain` since the baseline assessment.

	Args:
	        filters: `gain` in levels, half a level without it.
	"""
	needed = read_number(filters, "gain", DEFAULT_GAIN)
	compared = compare_levels(start, end).as_("compared")
	gain = Round(compared.mean_after - compared.mean_before, LEVEL_PRECISION)
	grown = frappe.qb.from_(compared).where(gain >= needed)
	return select_records(grown, PLAN, compared.plan, compared.day, ngo=compared.ngo)


def get_levels_gained(start: Date, end: Date, filters: dict | None = None) -> QueryBuilder:
	"""Return the levels that each plan has gained in all its areas together since the baseline assessment."""
	compared = compare_levels(start, end).as_("compared")
	changed = frappe.qb.from_(compared).where(compared.levels != 0)
	return select_records(changed, PLAN, compared.plan, compared.day, compared.levels, ngo=compared.ngo)


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


def select_entries(start: Date, end: Date, filters: dict | None) -> QueryBuilder:
	"""Return a query of the rows of the ledger of these days, without columns.

	Raises:
	        frappe.ValidationError: for a kind of support that there is not.
	"""
	entry = DocType(LEDGER)
	query = frappe.qb.from_(entry).where(entry.posting_date.between(getdate(start), getdate(end)))
	asked = filters or {}
	if (asked.get("kind") or KINDS[0]) not in KINDS:
		frappe.throw(_("The filter {0} must be one of {1}.").format("kind", ", ".join(KINDS)))
	for key in ("kind", "funded_project"):
		if asked.get(key):
			query = query.where(entry[key] == asked[key])
	return query


def narrow_to_held(
	query: QueryBuilder, workshop: Table, start: Date, end: Date, filters: dict | None
) -> QueryBuilder:
	"""Return a query narrowed down to workshops that were held and began on these days."""
	query = query.where(workshop.stage.isin(DELIVERED_STAGES) & is_within(workshop.starts_on, start, end))
	project = (filters or {}).get("funded_project")
	return query.where(workshop.funded_project == project) if project else query


def compare_levels(start: Date, end: Date) -> QueryBuilder:
	"""Return a query of one row per plan that was assessed again in this time, against its baseline.

	Columns: `plan`, `ngo`, `day` of the newest assessment, `mean_before` and `mean_after`, levels from 1 to 5 over the
	areas assessed both times, and `levels`, how many were gained in all of them together.
	"""
	area, plan = compare_areas(start, end).as_("area"), DocType(PLAN)
	return (
		frappe.qb.from_(area)
		.join(plan)
		.on(plan.name == area.plan)
		.select(
			area.plan,
			plan.ngo,
			Max(area.day).as_("day"),
			Round(Avg(NullIf(area.level_before, 0)), LEVEL_PRECISION).as_("mean_before"),
			Round(Avg(NullIf(area.level_after, 0)), LEVEL_PRECISION).as_("mean_after"),
			(Sum(area.level_after) - Sum(area.level_before)).as_("levels"),
		)
		.where(area.level_before.notnull() & area.level_after.notnull())
		.groupby(area.plan, plan.ngo)
	)


def compare_areas(start: Date, end: Date) -> QueryBuilder:
	"""Return a query of the newest baseline and the newest later level of each plan in each area."""
	level = select_levels(start, end).as_("level")
	before = Case().when(level.is_baseline == 1, level.level).else_(NullValue())
	after = Case().when(level.is_baseline == 0, level.level).else_(NullValue())
	day = Case().when(level.is_baseline == 0, level.assessed_on).else_(NullValue())
	return (
		frappe.qb.from_(level)
		.select(
			level.plan,
			level.area,
			Max(before).as_("level_before"),
			Max(after).as_("level_after"),
			Max(day).as_("day"),
		)
		.where(level.turn == 1)
		.groupby(level.plan, level.area)
	)


def select_levels(start: Date, end: Date) -> QueryBuilder:
	"""Return a query of the levels until a day, of plans assessed again since another; `turn` 1 is the newest."""
	assessment, score, again = DocType(ASSESSMENT), DocType("Capacity Assessment Score"), DocType(ASSESSMENT)
	again = again.as_("again")
	is_baseline = Case().when(assessment.assessment_type == "Baseline", 1).else_(0)
	turn = RowNumber().over(assessment.development_plan, score.area, is_baseline)
	for column in (assessment.assessed_on, assessment.creation, assessment.name, score.idx):
		turn = turn.orderby(column, order=frappe.qb.desc)
	plans = (
		frappe.qb.from_(again)
		.select(again.development_plan)
		.where(again.assessed_on.between(getdate(start), getdate(end)))
		.where(again.assessment_type != "Baseline")
	)
	return (
		frappe.qb.from_(assessment)
		.join(score)
		.on((score.parent == assessment.name) & (score.parenttype == ASSESSMENT))
		.select(assessment.development_plan.as_("plan"), assessment.assessed_on, score.area, score.level)
		.select(is_baseline.as_("is_baseline"), turn.as_("turn"))
		.where((assessment.assessed_on <= getdate(end)) & assessment.development_plan.isin(plans))
	)
