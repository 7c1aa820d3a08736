# SPDX-License-Identifier: GPL-3.0-only
"""How many hours of support the hub gave, of which kind, to whom, where and when: straight from the ledger."""

import frappe
from frappe import _
from frappe.query_builder import Case, DocType, Field
from frappe.query_builder.functions import Count, Substring, Sum
from frappe.utils import cint, getdate
from pypika.terms import Term

from planota_hub.capacity_building.support.ledger import HOURS_PRECISION, KINDS, LEDGER
from planota_hub.figures.report_filters import refuse_unknown_group, refuse_wrong_period
from planota_hub.figures.report_parts import decimal_figure, figure
from planota_hub.figures.visible_rows import visible
from planota_hub.planota_hub.register.history import PLACE, take_back
from planota_hub.planota_hub.segments.filtering import in_segment
from planota_hub.rules.arguments import read_filters
from planota_hub.rules.readable import show_month
from planota_hub.rules.sorting import sort_key
from planota_hub.rules.titles import get_titles

# filter "group_by" -> field of a row; the ledger keeps what the NGO was on the day of the support
GROUPS = {
	"NGO": "ngo",
	"Municipality": "municipality",
	"Administrative Unit": "administrative_unit",
	"Statistical Region": "statistical_region",
	"Legal Form": "legal_form",
	"Main Field of Work": "field_of_work",
	"Kind": "kind",
	"Month": "posting_date",
}
OF_THE_SUPPORT = ("kind", "ngo", "funded_project")
FILTER_FIELDS = (
	*OF_THE_SUPPORT,
	"municipality",
	"administrative_unit",
	"statistical_region",
	"field_of_work",
)
HOURS = tuple(frappe.scrub(kind) for kind in KINDS)
CHART_GROUPS = 12
# the names of NGOs are long: more of them could not be read under their bars
CHART_NGOS = 6
COLORS = ["#1f7a5c", "#3b82c4", "#d9a441", "#8a6fb0", "#c4623b", "#6b7a79"]


def execute(filters: frappe._dict | None = None) -> tuple[list, list, None, dict | None, list]:
	"""Return columns, one row per group, the chart and the summary.

	Args:
	        filters: `from_date`, `to_date`, `group_by` (a key of `GROUPS`), any of `FILTER_FIELDS`, `segment`, and
	                `as_of`: the day on which the NGO is looked at; without it, the day of the support.

	Raises:
	        frappe.ValidationError: when `group_by` is unknown or the dates are the wrong way round.
	"""
	filters = read_filters(filters)
	group_by = filters.group_by or "NGO"
	validate_filters(filters, group_by)
	sums, ngos = add_up_as_of(filters, group_by) if filters.as_of else add_up(filters, group_by)
	rows = get_rows(sums, group_by)
	return get_columns(group_by), rows, None, get_chart(rows, group_by), get_summary(sums, ngos)


def validate_filters(filters: frappe._dict, group_by: str) -> None:
	refuse_unknown_group(group_by, GROUPS)
	refuse_wrong_period(filters)


def add_up(filters: frappe._dict, group_by: str) -> tuple[list[frappe._dict], int]:
	"""Return the sums of each group by what the NGOs were on the day of the support, and how many NGOs there are."""
	sums = get_sums(filters, get_group(group_by))
	return sums, len(sums) if group_by == "NGO" else count_ngos(filters)


def get_group(group_by: str) -> Term:
	"""Return what the rows of the ledger are grouped by, named `group`; of days it is their month."""
	field = DocType(LEDGER)[GROUPS[group_by]]
	if group_by == "Month":
		field = Substring(field, 1, len("2026-01"))
	return field.as_("group")


def get_sums(filters: frappe._dict, *groups: Term) -> list[frappe._dict]:
	"""Return what the rows of the ledger add up to that the reader may see and the filters let through."""
	entry = DocType(LEDGER)
	hours = (
		Sum(Case().when(entry.kind == kind, entry.hours).else_(0)).as_(frappe.scrub(kind)) for kind in KINDS
	)
	return (
		select(filters)
		.select(
			*groups,
			*hours,
			Count(entry.name).as_("entries"),
			Sum(entry.participants).as_("participants"),
			Count(entry.ngo).distinct().as_("ngos"),
		)
		.groupby(*(Field(group.alias) for group in groups))
		.run(as_dict=True)
	)


def count_ngos(filters: frappe._dict) -> int:
	return select(filters).select(Count(DocType(LEDGER).ngo).distinct()).run()[0][0]


def select(filters: frappe._dict):
	"""Return a query for the rows of the ledger; where an NGO was, the ledger knows for the day of the support."""
	entry = DocType(LEDGER)
	query = frappe.qb.from_(entry).where(visible(LEDGER))
	for field in OF_THE_SUPPORT if filters.as_of else FILTER_FIELDS:
		if filters.get(field):
			query = query.where(entry[field] == filters[field])
	if (of_segment := in_segment(filters, entry.ngo)) is not None:
		query = query.where(of_segment)
	if filters.from_date:
		query = query.where(entry.posting_date >= getdate(filters.from_date))
	if filters.to_date:
		query = query.where(entry.posting_date <= getdate(filters.to_date))
	return query


def add_up_as_of(filters: frappe._dict, group_by: str) -> tuple[list[frappe._dict], int]:
	"""Return the sums of each group by what the NGOs were on a day, and how many NGOs there are."""
	of_the_place = GROUPS[group_by] in PLACE
	group = get_group("NGO" if of_the_place else group_by)
	parts = get_sums(filters, DocType(LEDGER).ngo.as_("ngo"), group)
	places = get_places_as_of({part.ngo for part in parts}, filters.as_of)
	asked = {field: filters[field] for field in PLACE if filters.get(field)}
	kept = [part for part in parts if asked.items() <= places[part.ngo].items()]
	groups: dict[str, list[frappe._dict]] = {}
	for part in kept:
		value = places[part.ngo][GROUPS[group_by]] if of_the_place else part.group
		groups.setdefault(value or "", []).append(part)
	return [join_parts(value, members) for value, members in groups.items()], len({part.ngo for part in kept})


def get_places_as_of(ngos: set[str], day: str) -> dict[str, dict]:
	"""Return by name what NGOs were on a day: the keys of `PLACE`."""
	records = frappe.get_all(
		"NGO",
		filters={"name": ("in", sorted(ngos) or [""])},
		fields=["name", *PLACE.values()],
		order_by="name asc",
		limit_page_length=0,
	)
	take_back(records, day)
	return {ngo.name: {key: ngo[fieldname] for key, fieldname in PLACE.items()} for ngo in records}


def join_parts(group: str, parts: list[frappe._dict]) -> frappe._dict:
	"""Return the sums of several NGOs as those of one group; each NGO counts once."""
	added = {key: sum(part[key] for part in parts) for key in ("entries", "participants", *HOURS)}
	return frappe._dict(added, group=group, ngos=len({part.ngo for part in parts}))


def get_rows(sums: list[frappe._dict], group_by: str) -> list[dict]:
	"""Return one row per group: months in their order, all others with the most hours first."""
	names = get_titles("NGO", (row.group for row in sums)) if group_by == "NGO" else {}
	rows = [
		{
			"group": row.group or "",
			"label": names.get(row.group) or get_label(row.group, group_by),
			**show(row),
		}
		for row in sums
	]
	if group_by == "Month":
		return sorted(rows, key=lambda row: row["group"])
	return sorted(rows, key=lambda row: (-row["hours"], sort_key(row["label"])))


def get_label(value: str | None, group_by: str) -> str:
	"""Return what a group is called in the reader's language."""
	if not value:
		return _("Not specified")
	if group_by == "Month":
		return show_month(f"{value}-01", in_short=True)
	return _(value)


def show(sums: frappe._dict) -> dict:
	"""Return sums as figures, hours with as many decimals as the ledger has."""
	return {
		"ngos": cint(sums.ngos),
		"entries": cint(sums.entries),
		"participants": cint(sums.participants),
		**{kind: round(sums[kind] or 0.0, HOURS_PRECISION) for kind in HOURS},
		"hours": round(sum(sums[kind] or 0.0 for kind in HOURS), HOURS_PRECISION),
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


def get_summary(sums: list[frappe._dict], ngos: int) -> list[dict]:
	"""Return the figures above the chart; each hour and each NGO counts once, whatever the grouping."""
	figures = show(join_parts("", sums))
	return [
		decimal_figure(_("Hours in All"), figures["hours"], "Green", HOURS_PRECISION),
		decimal_figure(_("Mentoring"), figures["mentoring"], decimals=HOURS_PRECISION),
		decimal_figure(_("Workshop"), figures["workshop"], decimals=HOURS_PRECISION),
		figure(_("NGOs"), ngos, "Blue"),
		figure(_("Participants"), figures["participants"]),
	]
