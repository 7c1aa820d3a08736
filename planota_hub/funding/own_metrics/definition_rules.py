# SPDX-License-Identifier: GPL-3.0-only
"""Who may define a metric of what, and until when a definition can be changed."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.permissions import get_user_permissions
from frappe.utils import cstr, escape_html

from planota_hub.funding.indicators.evidence import READING
from planota_hub.funding.own_metrics.held import get_sums_of
from planota_hub.funding.own_metrics.offers import (
	DEFINITION,
	IN_PERIOD,
	ON_LAST_DAY,
	PLACES,
	RECORDS,
	SUM_OF_METRICS,
)
from planota_hub.funding.own_metrics.plans import NotCountable, check_filters, read_filters
from planota_hub.funding.own_metrics.sums import read_plans
from planota_hub.permissions import ALL_NGO_ROLES, get_roles
from planota_hub.planota_hub.segments.members import get_segment
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import field_label, shown

if TYPE_CHECKING:
	from planota_hub.funding.doctype.metric_definition.metric_definition import MetricDefinition

INDICATOR, PERIOD = "Project Indicator", "Reporting Period"
# what a reported figure stands for
DEFINING_FIELDS = (
	"metric_title",
	"description",
	"counted_doctype",
	"counted_table",
	"date_field",
	"counting",
	"counted_field",
	*PLACES,
	"filters_json",
	"counted_at",
	"until_field",
	"segment",
)
# what a sum leaves to its parts
OF_PARTS = tuple(name for name in DEFINING_FIELDS if name not in ("metric_title", "description", "counting"))


def validate_definition(definition: "MetricDefinition") -> None:
	"""Refuse what can't be counted, and what its author does not see whole.

	Raises:
	        frappe.ValidationError: naming the field and what is expected.
	        frappe.PermissionError: for an author whose log-in is limited.
	"""
	empty_what_does_not_belong(definition)
	refuse_new_part_of_sum(definition)
	try:
		plans = read_plans(definition)
		for plan in plans:
			check_filters(plan)
	except NotCountable as error:
		refuse(definition, error.fieldname, error.message, _("Not Countable"))
	for plan in plans:
		refuse_limited_author(plan.doctype)
	if definition.segment:
		get_segment(definition.segment)
	if definition.counting != SUM_OF_METRICS:
		definition.filters_json = write_filters(definition)


def empty_what_does_not_belong(definition: "MetricDefinition") -> None:
	if definition.counting == SUM_OF_METRICS:
		definition.update(dict.fromkeys(OF_PARTS))
		definition.counted_at = IN_PERIOD
	else:
		definition.parts = []
	if definition.counting == RECORDS:
		definition.counted_field = None
	if definition.counted_at != ON_LAST_DAY:
		definition.until_field = None


def refuse_new_part_of_sum(definition: "MetricDefinition") -> None:
	"""Refuse to make a sum of what is a part of another one.

	Raises:
	        frappe.ValidationError: naming the other one.
	"""
	if definition.counting == SUM_OF_METRICS and not definition.is_new():
		for name in get_sums_of(definition.name):
			title = frappe.db.get_value(DEFINITION, name, "metric_title")
			refuse(definition, "counting", _("it is a part of {0} already.").format(shown(title)))


def write_filters(definition: "MetricDefinition") -> str | None:
	"""Return the filters as they are stored: rows of DocType, field, comparison and value."""
	rows = [
		[one.row.field_doctype, one.row.fieldname, one.row.operator, one.row.value]
		for one in read_filters(definition)
	]
	return frappe.as_json(rows, indent=None) if rows else None


def refuse_limited_author(doctype: str) -> None:
	"""Refuse an author who sees only some of the records: a count would tell of the others.

	Raises:
	        frappe.PermissionError: naming the records.
	"""
	user = frappe.session.user
	if user == "Administrator":
		return
	is_limited = not (get_roles(user) & ALL_NGO_ROLES) or is_limited_by_user_permissions(user, doctype)
	if is_limited or not frappe.has_permission(doctype, "read"):
		frappe.throw(
			_(
				"Your log-in does not see all records of {0}, so it can't define what is counted of them."
			).format(_(doctype)),
			frappe.PermissionError,
		)


def is_limited_by_user_permissions(user: str, doctype: str) -> bool:
	leads_to = {doctype, *(df.options for df in frappe.get_meta(doctype).get_link_fields())}
	return any(
		allowed in leads_to and any(row.get("applicable_for") in (None, "", doctype) for row in rows)
		for allowed, rows in get_user_permissions(user).items()
	)


# From the first report on


def find_report(definition: "MetricDefinition", is_locking: bool = False) -> frappe._dict | None:
	"""Return the earliest reported figure that was counted by a definition: `period_title` and `stage`.

	Args:
	        is_locking: whoever submits a report holds its definitions; a locking read sees what they have just written.
	"""
	period, reading = frappe.qb.DocType(PERIOD), frappe.qb.DocType(READING)
	query = (
		frappe.qb.from_(reading)
		.join(period)
		.on(period.name == reading.reporting_period)
		.select(period.period_title, period.stage)
		.where(reading.metric.isin([definition.name, *get_sums_of(definition.name)]) & (reading.frozen == 1))
		.orderby(period.starts_on)
		.limit(1)
	)
	if is_locking and frappe.db.db_type == "mariadb":
		query = query.for_update()
	found = query.run(as_dict=True)
	return found[0] if found else None


def refuse_change_of_reported(definition: "MetricDefinition") -> None:
	"""What was reported was counted in one way; another way is another definition.

	Raises:
	        frappe.ValidationError: naming the fields and the report.
	"""
	before = definition.get_doc_before_save()
	if not before:
		return
	changed = [name for name in DEFINING_FIELDS if cstr(before.get(name)) != cstr(definition.get(name))]
	if {row.metric for row in before.parts} != {row.metric for row in definition.parts}:
		changed.append("parts")
	if changed and (report := find_report(definition, is_locking=True)):
		frappe.throw(
			_(
				"{0}: figures of the period {1} ({2}) were reported by this definition, so it stays as it is. Choose Make a Copy and change the copy."
			).format(
				", ".join(field_label(definition, name) for name in changed),
				escape_html(report.period_title),
				_(report.stage),
			),
			title=_("Already Reported"),
		)


def refuse_deletion_of_used(definition: "MetricDefinition") -> None:
	"""Refuse to delete a definition that an indicator, or a figure, is counted by.

	Raises:
	        frappe.ValidationError: naming the first of them.
	"""
	indicator = frappe.db.get_value(
		INDICATOR, {"metric": definition.name}, "indicator_name", order_by="name asc"
	)
	reading = frappe.db.get_value(READING, {"metric": definition.name}, "reading_title", order_by="name asc")
	sums = {"name": ("in", get_sums_of(definition.name) or [""])}
	whole = frappe.db.get_value(DEFINITION, sums, "metric_title", order_by="name asc")
	if indicator or reading or whole:
		frappe.throw(
			_("{0} is counted by this definition, so it can't be deleted. Put it out of use instead.").format(
				escape_html(indicator or reading or whole)
			),
			title=_("In Use"),
		)
