# SPDX-License-Identifier: GPL-3.0-only
"""A job costs the same on a site of twice the size while nothing has changed: in queries, and in rows that it reads."""

from collections.abc import Callable, Iterator
from unittest.mock import patch

import frappe
import pytest
from frappe.utils import add_days, today

from benchmarks.measuring import Cost, counting, undisturbed
from planota_hub.capacity_building.plans import progress
from planota_hub.capacity_building.support import ledger, targets
from planota_hub.funding.calls import status as call_status
from planota_hub.funding.indicators import drift, evidence, readings
from planota_hub.funding.indicators.evidence import EVIDENCE, READING
from planota_hub.local_networks.bodies import mandate_news
from planota_hub.local_networks.needs import traceability
from planota_hub.operation.portions import PREFIX

# so many records are looked at in a run while these tests run
PORTION = 7
PORTIONS = (
	(ledger, "SOURCES_AT_ONCE"),
	(ledger, "ROWS_AT_ONCE"),
	(traceability, "NEEDS_AT_ONCE"),
	(progress, "PLANS_AT_ONCE"),
)
BY_PORTIONS = (
	ledger.watch_ledger,
	traceability.refresh_stages,
	progress.refresh_plans,
)
BY_CALENDAR = (
	call_status.update_statuses,
	mandate_news.update_statuses,
	targets.escalate_requests,
)
# DocType -> columns with names of other doubled records
DOUBLED: dict[str, tuple[str, ...]] = {
	"Body Mandate": (),
	"Development Plan": ("ngo",),
	"Funding Call": (),
	"Local Need": (),
	"Mentoring Session": (),
	"NGO Support Request": (),
	"Support Entry": ("source_name", "ngo"),
}
# copies come after all others
COPY = "zz-"


@pytest.fixture(autouse=True)
def taken_back(seeded) -> Iterator[None]:
	"""A seeded site on which jobs take few records at once; what a test does is taken back."""
	frappe.db.savepoint("jobs")
	with undisturbed():
		patches = [patch.object(module, name, PORTION) for module, name in PORTIONS]
		for one in patches:
			one.start()
		yield
		for one in patches:
			one.stop()
	frappe.db.rollback(save_point="jobs")
	frappe.db.value_cache.clear()
	frappe.clear_messages()


def double() -> None:
	"""Write a second record for each one of some DocTypes, with the same values and a name of its own."""
	for doctype, leading in DOUBLED.items():
		columns = frappe.db.get_table_columns(doctype)
		rows = frappe.get_all(doctype, fields=["*"], order_by="name asc", limit_page_length=0)
		unique = {df.fieldname for df in frappe.get_meta(doctype).fields if df.unique}
		for row in rows:
			row.update(dict.fromkeys(unique))
			row.update({column: f"{COPY}{row[column]}" for column in ("name", *leading) if row[column]})
		frappe.db.bulk_insert(doctype, columns, [[row[column] for column in columns] for row in rows])
	frappe.db.delete("DefaultValue", {"defkey": ("like", f"{PREFIX}%")})


def ask(job: Callable[[], None]) -> tuple[int, int]:
	"""Return how many statements a run of a job sends, and how many rows it reads."""
	cost, rows = Cost(), 0
	sql = frappe.db.sql

	def count(*arguments, **options):
		nonlocal rows
		answer = sql(*arguments, **options)
		rows += len(answer) if isinstance(answer, list | tuple) else 0
		return answer

	with counting(cost), patch.object(frappe.db, "sql", count):
		job()
	return cost.queries, rows


@pytest.mark.parametrize(
	"job", [*BY_PORTIONS, *BY_CALENDAR], ids=lambda job: f"{job.__module__}.{job.__name__}"
)
def test_a_run_costs_the_same_at_twice_the_size(job):
	# what there is to do is done, and what is cached is cached
	job()
	frappe.db.delete("DefaultValue", {"defkey": ("like", f"{PREFIX}%")})
	small = ask(job)

	double()

	assert ask(job) == small


def test_a_period_in_which_nothing_has_changed_is_read_and_not_written():
	period = frappe.get_all(
		"Reporting Period", {"stage": "Open"}, pluck="name", order_by="name asc", limit=1
	)[0]
	frappe.db.set_value("Reporting Period", period, "ends_on", add_days(today(), 9), update_modified=False)
	with patch.object(readings, "is_turn", return_value=False):
		readings.refresh_period(period)
		names = frappe.get_all(READING, {"reporting_period": period}, pluck="name", order_by="name asc")
		before, counted = evidence.get(names), frappe.db.count(EVIDENCE)

		with patch.object(evidence, "delete", wraps=evidence.delete) as delete:
			_queries, rows = ask(lambda: readings.refresh_period(period))

	assert sorted(call.args[0] for call in delete.call_args_list) == get_stateless(names)
	assert counted > 5 * rows
	assert evidence.get(names) == before


def get_stateless(names: list[str], **filters: str) -> list[str]:
	"""Return the readings of which nothing tells whether they have changed: entered by hand, or put together in Python."""
	stateless = {"name": ("in", names), "state_of_records": ("is", "not set"), **filters}
	return frappe.get_all(READING, stateless, pluck="name", order_by="name asc")


def test_a_reported_period_in_which_nothing_has_changed_is_not_compared():
	period = frappe.get_all(
		"Reporting Period", {"stage": "Submitted"}, pluck="name", order_by="name asc", limit=1
	)[0]
	drift.check_again(period)
	known = drift.get_reported_figures(period)

	with patch.object(drift, "DAYS_OF_A_WEEK", 0), patch.object(drift, "compare") as compare:
		drift.check_again(period)

	compared = sorted(call.args[0] for call in compare.call_args_list)
	assert compared == get_stateless([figure.name for figure in known], measurement="Computed")
	assert len(compared) < len(known)
	assert drift.get_reported_figures(period) == known
