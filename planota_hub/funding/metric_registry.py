"""Named metrics: what an indicator counts, and how a figure is worked out from the hub's records.

An app adds a metric with the hook `hub_metrics`, a name and the path of a function:

	hub_metrics = {"workshops_held": "planota_hub.capacity_building.metrics.get_held_workshops"}

The function takes the first and the last day and the filters, and returns one row for each record that
counts: `doctype`, `name`, `date` and `value`. The figure is the sum of the values. `ngo`, `municipality`,
`field_of_work` and `legal_form` say where the record belongs; what a row leaves empty follows from its NGO.
See docs/accountability.md for an example.
"""

from collections.abc import Callable
from contextlib import contextmanager
from datetime import date as Date
from time import monotonic

import frappe
from frappe import _
from frappe.utils import cint, flt, getdate

# every metric can be narrowed by these: filter -> DocType of its values, None for the legal forms
SHARED_FILTERS = {
	"municipality": "Municipality",
	"administrative_unit": "Administrative Unit",
	"field_of_work": "Field of Work",
	"legal_form": None,
}
PRECISION = 2
DEFAULT_SECONDS = 30
NGO_FIELDS = {
	"municipality": "municipality",
	"field_of_work": "primary_field_of_work",
	"legal_form": "legal_form",
}


class MetricError(frappe.ValidationError):
	"""A metric is unknown, failed, took too long or answered what can't be counted."""


def accepts(*filters: str) -> Callable:
	"""Say which filters a metric knows besides the shared ones; a typing error is refused then.

	`funded_project` among them means that the metric can count the support of one project alone.
	"""

	def note(function: Callable) -> Callable:
		function.hub_filters = filters
		return function

	return note


# What there is


def get_metrics() -> dict[str, str]:
	"""Return the path of the function of every metric; the app that was installed last has its say."""
	return {name: paths[-1] for name, paths in (frappe.get_hooks("hub_metrics") or {}).items()}


def get_function(name: str) -> Callable:
	"""Return the function of a metric.

	Raises:
	        MetricError: when no app has registered it, or its path leads nowhere.
	"""
	path = get_metrics().get(name)
	if not path:
		raise MetricError(_("there is no metric of this name"))
	try:
		return frappe.get_attr(path)
	except Exception as error:
		raise MetricError(_("its function {0} can't be loaded").format(path)) from error


def get_known_filters(name: str) -> tuple[str, ...] | None:
	"""Return the filters that a metric knows besides the shared ones; None when it does not say."""
	return getattr(get_function(name), "hub_filters", None)


def get_label(name: str | None) -> str:
	"""Return what a metric is called in the reader's language."""
	labels = {
		"ngos_supported": _("NGOs supported for a number of hours"),
		"support_hours": _("Hours of support"),
		"workshops_held": _("Workshops held"),
		"workshop_participants": _("Participants of workshops"),
		"ngos_with_potential_completed": _("NGOs with potential that completed their plan"),
		"ngos_with_capacity_gain": _("NGOs whose capacity grew"),
		"capacity_levels_gained": _("Levels of capacity gained"),
		"applications_supported": _("Applications that the hub helped with"),
		"applications_won": _("Applications won"),
		"amounts_won": _("Amounts won"),
		"stakeholders_informed": _("Stakeholders informed"),
		"hub_exchanges": _("Exchanges with other hubs"),
		"policy_proposals_submitted": _("Policy proposals submitted"),
		"policy_proposals_adopted": _("Policy proposals adopted"),
		"policy_asks_won": _("Asks that were won"),
		"advocacy_campaigns": _("Advocacy campaigns"),
		"ngos_in_advocacy": _("NGOs in advocacy"),
		"consortia_signed": _("Consortia with a signed agreement"),
		"consortia_of_all_sectors": _("Consortia with all three sectors"),
		"joint_action_plans_agreed": _("Joint action plans agreed"),
		"joint_actions_done": _("Joint actions done"),
		"people_reached": _("People reached"),
		"proposals_included": _("Programme proposals included"),
		"proposals_made_priority": _("Programme proposals made priority"),
	}
	return labels.get(name or "") or _(frappe.unscrub(name or ""))


@frappe.whitelist()
def get_options() -> dict:
	"""Return what the form of an indicator offers: `metrics` with label, and the `filters` of each.

	Raises:
	        frappe.PermissionError: for who may not read indicators.
	"""
	frappe.has_permission("Project Indicator", throw=True)
	names = sorted(get_metrics(), key=get_label)
	return {
		"metrics": [{"value": name, "label": get_label(name)} for name in names],
		"filters": {name: [*SHARED_FILTERS, *own_filters(name)] for name in names},
	}


def own_filters(name: str) -> list[str]:
	try:
		known = get_known_filters(name) or ()
	except MetricError:
		known = ()
	return [filter_name for filter_name in known if filter_name != "funded_project"]


# Counting


def count(name: str, start: Date, end: Date, filters: dict | None = None) -> list[frappe._dict]:
	"""Return the records that a metric counts from a day to a day, both included, the oldest first.

	Args:
	        filters: shared ones as lists of values, all others as the metric itself understands them.

	Raises:
	        MetricError: with the reason; nothing that the metric did to the database stays.
	"""
	function = get_function(name)
	filters = dict(filters or {})
	shared = {key: filters.pop(key) for key in SHARED_FILTERS if key in filters}
	rows = run(function, start, end, filters or None)
	rows = [read_row(row, start, end) for row in rows]
	add_places(rows)
	kept = [row for row in rows if all(row[key] in values for key, values in shared.items())]
	return sorted(kept, key=lambda row: (row.date, row.doctype, row.name))


def run(function: Callable, start: Date, end: Date, filters: dict | None) -> list:
	"""Run a metric within its time, and undo what it did to the database when it fails."""
	limit = cint(frappe.get_cached_doc("Hub Settings").metric_seconds) or DEFAULT_SECONDS
	frappe.db.savepoint("metric")
	began = monotonic()
	try:
		with time_limit(limit):
			rows = function(start, end, filters)
	except Exception as error:
		frappe.db.rollback(save_point="metric")
		frappe.clear_messages()
		reason = str(error) or type(error).__name__
		raise MetricError(_("it failed: {0}").format(reason[:200])) from error
	seconds = monotonic() - began
	if seconds > limit:
		raise MetricError(
			_("it took {0} seconds, more than the {1} of Hub Settings").format(round(seconds, 1), limit)
		)
	if not isinstance(rows, list | tuple):
		raise MetricError(_("it did not answer with a list of rows"))
	return rows


@contextmanager
def time_limit(seconds: int):
	"""Let the database itself stop a statement that takes longer; only MariaDB can do so safely."""
	if frappe.db.db_type != "mariadb":
		yield
		return
	before = frappe.db.sql("select @@session.max_statement_time")[0][0]
	frappe.db.set_execution_timeout(seconds)
	try:
		yield
	finally:
		frappe.db.set_execution_timeout(int(before))


def read_row(row: dict, start: Date, end: Date) -> frappe._dict:
	"""Return one row of a metric with all its keys.

	Raises:
	        MetricError: when it is no record, or one outside the time that was asked for.
	"""
	try:
		read = frappe._dict(doctype=row["doctype"], name=row["name"], date=getdate(row["date"]))
		read.value = flt(row["value"], PRECISION)
	except (KeyError, TypeError, ValueError) as error:
		raise MetricError(_("one of its rows lacks doctype, name, date or value")) from error
	if not (read.doctype and read.name and row["date"]):
		raise MetricError(_("one of its rows lacks doctype, name, date or value"))
	if not getdate(start) <= read.date <= getdate(end):
		raise MetricError(_("it counted {0} {1} outside the period").format(_(read.doctype), read.name))
	for key in ("ngo", *NGO_FIELDS):
		read[key] = row.get(key) or None
	return read


def add_places(rows: list[frappe._dict]) -> None:
	"""Add what follows from the NGO of a row, and the administrative unit of its municipality; two queries."""
	names = sorted({row.ngo for row in rows if row.ngo})
	ngos = {}
	for ngo in frappe.get_all(
		"NGO",
		filters={"name": ("in", names or [""])},
		fields=["name", *NGO_FIELDS.values()],
		order_by="name asc",
		limit_page_length=0,
	):
		ngos[ngo.name] = ngo
	units = dict(
		frappe.get_all(
			"Municipality",
			fields=["name", "administrative_unit"],
			order_by="name asc",
			as_list=True,
			limit_page_length=0,
		)
	)
	for row in rows:
		ngo = ngos.get(row.ngo) or {}
		for key, fieldname in NGO_FIELDS.items():
			row[key] = row[key] or ngo.get(fieldname) or None
		row.administrative_unit = units.get(row.municipality)


def add_up(rows: list[dict]) -> float:
	"""Return the figure that a set of counted records makes up; the one place where it is added up."""
	return flt(sum(row["value"] for row in rows), PRECISION)
