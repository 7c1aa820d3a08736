# SPDX-License-Identifier: GPL-3.0-only
"""Funded projects with indicators, reporting periods, and what was counted for the funders."""

import frappe
from frappe.utils import add_days, add_months, getdate, today

from benchmarks.seeding.people import get_user
from benchmarks.seeding.rows import Rows, moment
from benchmarks.seeding.sizes import PERIODS, Sizes
from planota_hub.funding.doctype.reporting_period.reporting_period import make_title
from planota_hub.funding.indicators import funder_report, readings
from planota_hub.rules import coming

MONTHS_OF_PERIOD = 6
YEARS = 3
MONEY = 500_000
# what is counted of the project's own records, and of which unit; two of them twice, for other readers
METRICS = (
	("support_hours", "ure"),
	("ngos_supported", "NVO"),
	("workshops_held", "delavnice"),
	("workshop_participants", "udeleženci"),
	("applications_supported", "prijave"),
	("support_hours", "ure"),
	("ngos_supported", "NVO"),
	("workshop_people", "osebe"),
	("applications_won", "prijave"),
	("amounts_won", "EUR"),
)


# what every project asks for as proof
PROOFS = (
	("Training Workshop", "Sign-in Sheet", 1),
	("Mentoring Session", "Sign-in Sheet", 1),
	("Mentoring Session", "Photo", 0),
)


def get_first_day() -> str:
	"""Return the day on which all projects begin: before any support that is seeded."""
	return f"{getdate().year - YEARS}-01-01"


def seed_projects(rows: Rows, sizes: Sizes) -> None:
	"""Write projects of four years, each with ten indicators and eight periods that nobody has counted yet."""
	first = get_first_day()
	last = str(add_days(add_months(first, MONTHS_OF_PERIOD * PERIODS), -1))
	for number in range(sizes.projects):
		project = rows.add(
			"Funded Project",
			project_title=f"Regionalni center {number + 1}",
			show_on_website=1,
			responsible=get_user(number % sizes.staff),
			starts_on=first,
			ends_on=last,
			status="Running" if last >= today() else "Finished",
			value=MONEY,
			budget_total=MONEY,
			spent_total=MONEY / 10,
			spent_percent=10,
			creation=moment(1_200),
			funders=[{"funder_name": "Evropski sklad", "share_percent": 100, "amount": MONEY}],
			budget_lines=[
				{
					"line_code": "A",
					"line_name": "Delo",
					"amount": MONEY,
					"spent": MONEY / 10,
					"remaining": MONEY * 0.9,
				}
			],
			required_proofs=[
				{"record_doctype": doctype, "proof_kind": kind, "required": required}
				for doctype, kind, required in PROOFS
			],
			spending=[
				{
					"spent_on": first,
					"line_code": "A",
					"description": "Plače",
					"amount": MONEY / 10,
				}
			],
		)
		periods = [add_period(rows, project, turn, first) for turn in range(PERIODS)]
		for position, (metric, unit) in enumerate(METRICS, 1):
			add_indicator(rows, project, position, metric, unit, periods)


def add_period(rows: Rows, project: str, turn: int, first: str) -> str:
	starts_on = str(add_months(first, MONTHS_OF_PERIOD * turn))
	ends_on = str(add_days(add_months(first, MONTHS_OF_PERIOD * (turn + 1)), -1))
	period = frappe._dict(period_number=turn + 1, starts_on=starts_on, ends_on=ends_on)
	return rows.add(
		"Reporting Period",
		**period,
		period_title=make_title(period),
		project=project,
		due_on=str(add_days(ends_on, 30)),
		stage="Open",
		creation=moment(1_200),
	)


def add_indicator(rows: Rows, project: str, position: int, metric: str, unit: str, periods: list) -> None:
	targets = [100 * (turn + 1) for turn in range(len(periods))]
	rows.add(
		"Project Indicator",
		indicator_name=f"Kazalnik {position}",
		project=project,
		position=position,
		unit=unit,
		metric=metric,
		cumulative=0,
		final_target=sum(targets),
		creation=moment(1_200),
		targets=[
			{"reporting_period": period, "target": target}
			for period, target in zip(periods, targets, strict=True)
		],
	)


def count_periods() -> None:
	"""Let the hub itself count every period that has begun, and report all that are over but the last one."""
	periods = frappe.get_all(
		"Reporting Period",
		{"starts_on": ("<=", today())},
		["name", "ends_on"],
		order_by="project asc, starts_on asc",
	)
	over = sorted({getdate(row.ends_on) for row in periods if getdate(row.ends_on) < getdate()})
	for row in periods:
		period = frappe.get_doc("Reporting Period", row.name)
		readings.compute_period(period)
		if getdate(row.ends_on) in over[:-1]:
			report(period)


def report(period) -> None:
	"""Freeze the figures of a period, as its submission does."""
	values = {
		"stage": "Submitted",
		"submitted_by": "Administrator",
		"submitted_on": f"{add_days(period.ends_on, 20)} 09:00:00",
		"report_data": frappe.as_json(funder_report.build(period), indent=None),
	}
	period.update(values)
	coming.set_next_order(period)
	period.db_set({**values, coming.FIELD: period.get(coming.FIELD)}, update_modified=False)
	readings.set_frozen(period.name, True)
