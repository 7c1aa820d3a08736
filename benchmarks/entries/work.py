# SPDX-License-Identifier: GPL-3.0-only
"""Work that concerns many records at once: matching, merging, importing, briefing, exporting, checking."""

from collections.abc import Callable, Iterator
from typing import Any

import frappe
from frappe.core.doctype.data_import.importer import Importer
from frappe.utils import getdate
from frappe.utils.xlsxutils import make_xlsx

from benchmarks.entries.entry import Entry, Sample, bare
from benchmarks.entries.reports import ask, find_biggest_reading, get_cases
from planota_hub.funding.calls import alerts, matching
from planota_hub.funding.doctype.indicator_reading.indicator_reading import get_counted
from planota_hub.funding.indicators import drift, evidence_workbook, readings
from planota_hub.funding.indicators.evidence import READING
from planota_hub.planota_hub.briefings.audience import find_audience
from planota_hub.planota_hub.briefings.sending import write_down
from planota_hub.planota_hub.merging.records import merge_records
from planota_hub.planota_hub.register.duplicates import find_likely_duplicates
from planota_hub.planota_hub.segments.members import count_members, get_members

CALLS = 10
MOST_QUERIES_OF_AN_INDICATOR = 20
IMPORTED = 50
MATCHES = (
	"select m.parent, count(distinct n.name) from `tabFunding Call Municipality` m "
	"join `tabNGO` n on n.municipality = m.municipality and n.stage = 'Verified' "
	"join `tabFunding Call Field` f on f.parent = m.parent "
	"join `tabNGO Field of Work` w on w.parent = n.name and w.field_of_work = f.field_of_work "
	"where m.parent in (select name from `tabFunding Call` where name <= %s) group by m.parent"
)


def get_entries(sample: Sample) -> Iterator[Entry]:
	"""Yield each piece of work for which there are records."""
	calls = frappe.get_all("Funding Call", pluck="name", order_by="name asc", limit_page_length=CALLS)
	if calls:
		plain = bare(MATCHES, calls[-1])
		yield Entry("matching", "NGOs of ten calls", "", lambda: matching.count_matches(calls), plain)
		yield Entry("matching", "NGOs of a call", "", lambda: matching.match_call(calls[-1]))
		yield Entry("matching", "alerts of a call", "", lambda: alerts.get_pending(calls[-1]))
	if ngo := sample("NGO", stage="Verified"):
		yield Entry("matching", "calls of an NGO", "", lambda: matching.match_ngos([ngo]))
		yield Entry("duplicates", "of an NGO", "", look_for_duplicates(ngo))
		yield merge_entry()
	yield from get_briefings()
	yield from get_segments(sample)
	yield from get_funders(sample)
	yield export_entry(sample)
	yield Entry("import", "NGO", f"{IMPORTED} rows", import_ngos, most_queries=None)


def look_for_duplicates(ngo: str) -> Callable[[], Any]:
	return lambda: find_likely_duplicates(frappe.get_doc("NGO", ngo))


def merge_entry() -> Entry:
	"""Return the merge of the busiest NGO into the next one."""
	busiest = frappe.db.sql(
		"select ngo, count(*) from `tabSupport Entry` group by ngo order by count(*) desc, ngo limit 2"
	)
	kept, merged = (row[0] for row in reversed(busiest))
	return Entry("merge", "NGO", "", lambda: merge_records("NGO", kept, merged), most_queries=None)


def get_briefings() -> Iterator[Entry]:
	"""Yield finding and writing down the readers of a briefing to all NGOs."""
	row = frappe._dict(recipient_type="NGO", municipality=None, field_of_work=None, role=None)
	yield Entry("briefing", "audience of all NGOs", "", lambda: find_audience([row]).addressees)

	def write() -> None:
		briefing = frappe._dict(name="BRF-benchmark")
		write_down(briefing, find_audience([row]).addressees)

	yield Entry("briefing", "written down", "", write, most_queries=None)


def get_segments(sample: Sample) -> Iterator[Entry]:
	"""Yield who of the verified NGOs was not reached this year: how many, and the first of them with the reasons."""
	if not sample("Audience Segment"):
		return
	segment = frappe.get_doc("Audience Segment", sample("Audience Segment"))
	plain = bare(
		"select count(*) from `tabNGO` where stage = 'Verified' and name not in "
		"(select ngo from `tabSupport Entry` where posting_date >= %s)",
		f"{getdate().year}-01-01",
	)
	yield Entry("segment", "counted", "", lambda: count_members(segment), plain)
	yield Entry("segment", "first members with reasons", "", lambda: get_members(segment))


def get_funders(sample: Sample) -> Iterator[Entry]:
	"""Yield what is done with a reporting period and with a reading that was reported."""
	if period := sample("Reporting Period", stage="Open"):
		document = frappe.get_doc("Reporting Period", period)
		yield Entry(
			"indicators",
			"a period",
			"",
			lambda: readings.compute_period(document),
			most_queries=MOST_QUERIES_OF_AN_INDICATOR * len(readings.get_indicators(document.project)),
		)
	if period := sample("Reporting Period", stage="Submitted"):
		document = frappe.get_doc("Reporting Period", period)
		yield Entry("export", "evidence of a period", "", lambda: evidence_workbook.make_workbook(document))
		yield Entry(
			"indicators", "drift of a period", "", lambda: drift.check_period(period), most_queries=None
		)
	if reading := find_biggest_reading():
		yield Entry("indicators", "the biggest reading", "form", lambda: frappe.get_doc(READING, reading))
		yield Entry("indicators", "the biggest reading", "its records", lambda: get_counted(reading))


def export_entry(sample: Sample) -> Entry:
	report = ask("Support Delivered", get_cases(sample)["Support Delivered"].default)

	def export() -> None:
		rows = [list(row.values()) if isinstance(row, dict) else row for row in report()]
		make_xlsx(rows, "Report")

	return Entry("export", "Support Delivered", "workbook", export)


def import_ngos() -> None:
	"""Import NGOs from a table, as the Desk does it in a job."""
	lines = ["NGO Name,Legal Form,Municipality,Country"]
	municipality = frappe.get_all("Municipality", pluck="name", order_by="name asc", limit_page_length=1)[0]
	lines += [f"Novo društvo {number},Association,{municipality},Slovenia" for number in range(IMPORTED)]
	content = "\n".join(lines)
	file = frappe.get_doc(doctype="File", file_name="benchmark.csv", content=content, is_private=1).insert()
	data_import = frappe.get_doc(
		doctype="Data Import",
		reference_doctype="NGO",
		import_type="Insert New Records",
		import_file=file.file_url,
	).insert()
	Importer("NGO", data_import=data_import).import_data()
