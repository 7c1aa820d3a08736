# SPDX-License-Identifier: GPL-3.0-only
"""The projects from which the hub is paid: one of 2015-2019 with its work of those years and eight reports to the
funders, and one that runs, to which the work of today belongs."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from random import Random

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, add_months, get_first_day, get_last_day, getdate, today

from planota_hub.capacity_building.support.funded_project import assign, find_free_support
from planota_hub.demo.files import read
from planota_hub.demo.marking import mark, marked_records
from planota_hub.demo.people import MANAGER, MENTOR, OFFICER
from planota_hub.demo.support import Diary, hold
from planota_hub.demo.workshops import People, load_workshop
from planota_hub.funding.indicators.drift import check_period

PROJECT, INDICATOR = "Funded Project", "Project Indicator"
PERIOD, READING = "Reporting Period", "Indicator Reading"
DEFINITION = "Metric Definition"
PEOPLE_PER_WORKSHOP = 4
PERIOD_MONTHS = 6


def load_accountability() -> None:
	"""Create the projects with their work, indicators and reports, unless they are there already."""
	data, support = read("accountability.json"), read("support.json")
	if not exists(data["project"]):
		load_finished_project(data, support["mentoring"])
	if not exists(data["running"]["project"]):
		load_running_project(data["running"])


def exists(project: dict) -> bool:
	return bool(frappe.db.exists(PROJECT, {"project_title": project["project_title"]}))


def load_finished_project(data: dict, mentoring: dict) -> None:
	project = load_project({**data["project"], "spending": get_spending(data)})
	add_claims(project, data["claims"])
	load_work(data, mentoring, project)
	periods = load_periods(project, data["report_texts"])
	load_indicators(project, data["indicators"], periods)
	report(periods)
	enter_late(data["late_session"], mentoring, project, periods[-1])


def load_project(values: dict) -> str:
	project = frappe.new_doc(PROJECT)
	project.update({**values, "responsible": MANAGER})
	project.insert(ignore_permissions=True)
	mark(PROJECT, project.name)
	return project.name


def add_claims(project: str, claims: list[dict]) -> None:
	"""Enter the claims; each takes what was spent in its time, and what was due to be paid was paid in full."""
	doc = frappe.get_doc(PROJECT, project)
	doc.extend("claims", claims)
	doc.save(ignore_permissions=True)
	for row in doc.claims:
		if row.paid_on:
			row.amount_paid = row.amount_claimed
	doc.save(ignore_permissions=True)


def get_spending(data: dict) -> list[dict]:
	"""Return what was spent, once in the middle of every half-year."""
	days = [add_days(data["project"]["starts_on"], 90 + 181 * number) for number in range(8)]
	return [
		{"spent_on": day, "line_code": code, "amount": amount, "description": text}
		for day in days
		for code, amount, text in data["spending_per_period"]
	]


def load_work(data: dict, mentoring: dict, project: str) -> None:
	"""Create workshops and mentoring of those years; they find their project as all new support does."""
	with running(project):
		load_past_workshops(data["workshops"], mentoring["ngos"])
		load_past_sessions(data["sessions"], mentoring)


@contextmanager
def running(project: str) -> Iterator[None]:
	"""Let new support belong to a project for a moment."""
	before = frappe.db.get_single_value("Hub Settings", "funded_project")
	set_running_project(project)
	try:
		yield
	finally:
		set_running_project(before)


def set_running_project(project: str | None) -> None:
	frappe.db.set_single_value("Hub Settings", "funded_project", project)
	frappe.clear_document_cache("Hub Settings", "Hub Settings")


def load_past_workshops(workshops: list, ngos: list[str]) -> None:
	data, chance = read("workshops.json"), Random("workshops of the project")
	people = People(data, ngos, chance)
	# addresses of participants are numbered, and the demo has used the first ones
	people.number = 5000
	for day, title, area, place in workshops:
		values = {
			"workshop_title": title,
			"description": title,
			"areas": [area],
			"days": (getdate(day) - getdate(today())).days,
			"hours": 6,
			"place": place,
			"delivery": "In Person",
			"trainer_name": "Meta Skalar",
			"seats": 14,
			"people": PEOPLE_PER_WORKSHOP,
			"waiting": 0,
			"stage": "Held",
		}
		load_workshop(values, data, people, chance)


def load_past_sessions(plan: dict, mentoring: dict) -> None:
	diary, chance = Diary(), Random("mentoring of the project")
	mentors, lengths, ngos = cycle((OFFICER, MENTOR)), cycle(plan["hours"]), cycle(mentoring["ngos"][:12])
	for number in range(plan["number"]):
		day = getdate(add_days(plan["first"], plan["every_days"] * number))
		offset = (day - getdate(today())).days
		hold(mentoring, diary, chance, next(ngos), next(mentors), offset, next(lengths))


def enter_late(session: dict, mentoring: dict, project: str, period: str) -> None:
	"""Enter a session after the report was submitted, so that the demo shows drift."""
	offset = (getdate(session["day"]) - getdate(today())).days
	with running(project):
		hold(mentoring, Diary(), Random("late"), mentoring["ngos"][0], MENTOR, offset, session["hours"])
	check_period(period)


def load_periods(project: str, texts: dict) -> list[str]:
	frappe.get_doc(PROJECT, project).create_periods(PERIOD_MONTHS)
	names = frappe.get_all(PERIOD, {"project": project}, pluck="name", order_by="starts_on asc")
	for name in names:
		frappe.get_doc(PERIOD, name).update(texts).save(ignore_permissions=True)
		mark(PERIOD, name)
	return names


def load_indicators(project: str, indicators: list[dict], periods: list[str]) -> None:
	for values in indicators:
		indicator = frappe.new_doc(INDICATOR)
		indicator.update({key: value for key, value in values.items() if key not in ("filters", "targets")})
		indicator.update({"project": project, "responsible": OFFICER})
		for name, value in values["filters"].items():
			for one in value if isinstance(value, list) else [value]:
				indicator.append("metric_filters", {"filter_name": name, "filter_value": one})
		for period, target in zip(periods, values["targets"], strict=True):
			indicator.append("targets", {"reporting_period": period, "target": target})
		indicator.insert(ignore_permissions=True)
		mark(INDICATOR, indicator.name)


def report(periods: list[str]) -> None:
	"""Submit every report and lock all but the last, which the funder has not confirmed yet."""
	for name in periods:
		apply_workflow(frappe.get_doc(PERIOD, name), "Submit Report")
	for name in periods[:-1]:
		apply_workflow(frappe.get_doc(PERIOD, name), "Lock Period")
	mark_readings(periods)


def mark_readings(periods: list[str]) -> None:
	for name in frappe.get_all(
		READING, {"reporting_period": ("in", periods)}, pluck="name", order_by="name asc", limit_page_length=0
	):
		mark(READING, name)


# The project that runs


def load_running_project(data: dict) -> None:
	"""Create the project that pays for the work of today: a first report, and a period that is being worked on."""
	start = get_first_day(add_months(today(), -data["months_before"]))
	end = add_days(add_months(start, data["months"]), -1)
	spending = get_monthly_spending(data["spending_per_month"], start)
	duties = [
		{"duty": duty, "due_on": add_days(start, 40), "done_on": add_days(start, 25)}
		for duty in data["duties"]
	]
	project = load_project(
		{
			**data["project"],
			"starts_on": start,
			"ends_on": end,
			"spending": spending,
			"publicity_duties": duties,
		}
	)
	if not frappe.db.get_single_value("Hub Settings", "funded_project"):
		set_running_project(project)
	assign_demo_support(project)
	periods = load_periods(project, {})
	own = {values["metric_title"]: load_own_metric(values) for values in data["own_metrics"]}
	indicators = [
		{**values, "metric": own.get(values.get("metric"), values.get("metric"))}
		for values in data["indicators"]
	]
	load_indicators(project, indicators, periods)
	report_first_period(periods[0], data["manual"])
	work_on_period(periods[1], data["manual"])
	add_running_claims(project, periods)


def load_own_metric(values: dict) -> str:
	"""Create a metric that the manager has defined; return its name. One of the site with this title is taken as it is."""
	if known := frappe.db.get_value(DEFINITION, {"metric_title": values["metric_title"]}):
		return known
	filters = frappe.as_json(values["filters"], indent=None)
	titles = values.get("parts", ())
	parts = [{"metric": frappe.db.get_value(DEFINITION, {"metric_title": title})} for title in titles]
	definition = frappe.get_doc(
		{**values, "doctype": DEFINITION, "filters": None, "filters_json": filters, "parts": parts}
	)
	definition.insert(ignore_permissions=True)
	definition.db_set("owner", MANAGER, update_modified=False)
	mark(DEFINITION, definition.name)
	return definition.name


def assign_demo_support(project: str) -> None:
	"""Give a project the support of the demo region in its time, and nothing that somebody else has entered."""
	of_demo = marked_records()
	for doctype, names in find_free_support(project).items():
		assign(doctype, sorted(set(names).intersection(of_demo.get(doctype, ()))), project)


def get_monthly_spending(rows: list, start) -> list[dict]:
	"""Return what was spent on the last day of every month that is over."""
	spending, day = [], get_last_day(start)
	while day < getdate(today()):
		spending += [
			{"spent_on": day, "line_code": code, "amount": amount, "description": text}
			for code, amount, text in rows
		]
		day = get_last_day(add_days(day, 1))
	return spending


def report_first_period(name: str, manual: dict) -> None:
	"""Report and lock the first half-year; an officer enters what no metric counts, a manager approves it."""
	frappe.get_doc(PERIOD, name).compute_figures()
	approve_entry(enter(name, manual["value"], manual["note"]))
	period = apply_workflow(frappe.get_doc(PERIOD, name), "Submit Report")
	apply_workflow(frappe.get_doc(PERIOD, period.name), "Lock Period")
	mark_readings([name])


def work_on_period(name: str, manual: dict) -> None:
	"""Compute the figures of the period that runs; the manual one still waits for its approval."""
	frappe.get_doc(PERIOD, name).compute_figures()
	enter(name, manual["current"], manual["note"])
	mark_readings([name])


def enter(period: str, value: float, note: str) -> str:
	"""Enter the manual reading of a period as an officer would; return its name."""
	name = frappe.db.get_value(READING, {"reporting_period": period, "measurement": "Manual"})
	with acting_as(OFFICER):
		frappe.get_doc(READING, name).update({"value": value, "note": note}).save(ignore_permissions=True)
	return name


def approve_entry(reading: str) -> None:
	with acting_as(MANAGER):
		frappe.get_doc(READING, reading).approve()


@contextmanager
def acting_as(user: str) -> Iterator[None]:
	"""Let somebody of the demo region do a thing that is kept with their name."""
	before = frappe.session.user
	frappe.set_user(user)
	try:
		yield
	finally:
		frappe.set_user(before)


def add_running_claims(project: str, periods: list[str]) -> None:
	"""Enter a claim that was submitted and is not paid yet, and the next one."""
	days = [frappe.db.get_value(PERIOD, name, ["starts_on", "ends_on", "due_on"]) for name in periods[:2]]
	claims = [
		{"claim_title": f"{number}. zahtevek", "from_date": first, "to_date": last, "due_on": due}
		for number, (first, last, due) in enumerate(days, start=1)
	]
	claims[0]["submitted_on"] = add_days(days[0][2], -5)
	add_claims(project, claims)


def reopen_reports(records: dict[str, list[str]]) -> None:
	"""Let the demo reports go when the demo is cleared; what was reported is otherwise never deleted."""
	periods = records.get(PERIOD) or [""]
	frappe.db.set_value(PERIOD, {"name": ("in", periods)}, "stage", "Open", update_modified=False)
	if frappe.db.get_single_value("Hub Settings", "funded_project", cache=False) in records.get(PROJECT, []):
		set_running_project(None)
