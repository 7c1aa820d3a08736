# SPDX-License-Identifier: GPL-3.0-only
"""Jobs of the scheduler and metrics, by their hooks, and ready-made ones of the site; beside a metric that is a sum, the sum in one statement."""

from collections.abc import Iterator

import frappe
from frappe.utils import add_months, getdate, today

from benchmarks.entries.entry import Entry, Sample, bare
from planota_hub.funding.own_metrics import ready_made
from planota_hub.funding.own_metrics.offers import DEFINITION
from planota_hub.funding.own_metrics.stored import make_function
from planota_hub.metrics import registry

MONTHS = 12
# its own, that of the limits, and what it must know of the settings
MOST_QUERIES = 8
# a metric that is counted in one statement, as `(first day, last day)`
STATEMENTS = {
	"support_hours": "select count(*), sum(hours) from `tabSupport Entry` where posting_date between %s and %s",
	"ngos_supported": "select count(*) from (select ngo, sum(hours) over (partition by ngo order by posting_date, name) "
	"as so_far, hours from `tabSupport Entry` where posting_date between %s and %s) e where so_far >= 8 "
	"and so_far - hours < 8",
	"workshops_held": "select name, starts_on, municipality from `tabTraining Workshop` "
	"where stage in ('Held', 'Evaluated') and starts_on between %s and %s",
	"workshop_participants": "select r.name, r.ngo, w.starts_on from `tabWorkshop Registration` r "
	"join `tabTraining Workshop` w on w.name = r.workshop where r.attendance = 'Attended' "
	"and w.stage in ('Held', 'Evaluated') and w.starts_on between %s and %s",
	"needs_identified": "select name, accepted_on, municipality, field_of_work from `tabLocal Need` "
	"where accepted_on between %s and %s",
	"applications_won": "select name, ngo, decided_on from `tabCall Application` "
	"where stage in ('Approved', 'Completed') and decided_on between %s and %s",
	"amounts_won": "select name, ngo, decided_on, granted_amount from `tabCall Application` "
	"where stage in ('Approved', 'Completed') and decided_on between %s and %s",
	"applications_supported": "select name, ngo, submitted_on from `tabCall Application` "
	"where application_hours > 0 and submitted_on between %s and %s",
	"mandates_filled": "select name, ngo, from_date from `tabBody Mandate` where from_date <= %s and to_date >= %s",
	"stakeholders_informed": "with days as (select %s as first_day, %s as last_day) select organisation, min(day) from ("
	"select recipient as organisation, delivered_on as day from `tabBriefing Recipient` "
	"where recipient_doctype = 'Stakeholder' and status = 'Delivered' "
	"union all select p.stakeholder, m.starts_on from `tabHub Meeting` m join `tabMeeting Participant` p on p.parent = m.name "
	"where m.stage in ('Held', 'Minutes Adopted') and p.attendance = 'Present' and p.stakeholder is not null "
	"union all select organisation, happened_on from `tabInteraction` where organisation_doctype = 'Stakeholder') c, days "
	"where day between first_day and last_day group by organisation",
	"joint_actions_done": "select name, partner, done_on from `tabJoint Action` "
	"where status = 'Done' and done_on between %s and %s",
}


def get_job_paths() -> list[str]:
	"""Return the functions that the scheduler calls for the app."""
	events = frappe.get_hooks("scheduler_events", app_name="planota_hub")
	groups = [paths for event, paths in events.items() if event != "cron"]
	groups += list(events.get("cron", {}).values())
	return sorted({path for paths in groups for path in paths})


def get_entries(sample: Sample) -> Iterator[Entry]:
	"""Yield every job and every metric."""
	for path in get_job_paths():
		yield Entry("job", path, "", make_job(path), most_queries=None)
	first, last = getdate(add_months(today(), -MONTHS)), getdate(today())
	for metric in sorted(registry.get_metrics()):
		statement = STATEMENTS.get(metric)
		peer = bare(statement, str(first), str(last)) if statement else None
		yield Entry("metric", metric, "a year", count(metric, first, last), peer, most_queries=MOST_QUERIES)
	for values in ready_made.get_ready_made():
		definition = frappe.get_doc({"doctype": DEFINITION, **values})
		name = f"{values['metric_title']}, a year"
		yield Entry("metric", DEFINITION, name, count_by(definition, first, last), most_queries=MOST_QUERIES)


def make_job(path: str):
	def run() -> None:
		frappe.get_attr(path)()

	return run


def count_by(definition, first, last):
	function = make_function(definition)
	return lambda: registry.ask_function(function, first, last, None, lambda counted: counted.get_total())


def count(metric: str, first, last):
	return lambda: registry.get_total(metric, first, last)
