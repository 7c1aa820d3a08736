"""The project of 2015-2019 from which the hub was paid: its work of those years, and eight reports to the funders."""

from itertools import cycle
from random import Random

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, getdate, today

from planota_hub.demo.files import read
from planota_hub.demo.marking import mark
from planota_hub.demo.people import MANAGER, MENTOR, OFFICER
from planota_hub.demo.support import Diary, hold
from planota_hub.demo.workshops import People, load_workshop

PROJECT, INDICATOR = "Funded Project", "Project Indicator"
PERIOD, READING = "Reporting Period", "Indicator Reading"
PEOPLE_PER_WORKSHOP = 4
PERIOD_MONTHS = 6


def load_accountability() -> None:
	"""Create the project with its past work, its indicators and its reports, unless it is there already."""
	data, support = read("accountability.json"), read("support.json")
	if frappe.db.exists(PROJECT, {"project_title": data["project"]["project_title"]}):
		return
	project = load_project(data)
	load_work(data, support["mentoring"], project)
	periods = load_periods(project, data["report_texts"])
	load_indicators(project, data["indicators"], periods)
	report(periods)


def load_project(data: dict) -> str:
	project = frappe.new_doc(PROJECT)
	project.update({**data["project"], "responsible": MANAGER})
	project.extend("spending", get_spending(data))
	project.insert(ignore_permissions=True)
	mark(PROJECT, project.name)
	return project.name


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
	before = frappe.db.get_single_value("Hub Settings", "funded_project")
	set_running_project(project)
	load_past_workshops(data["workshops"], mentoring["ngos"])
	load_past_sessions(data["sessions"], mentoring)
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
		indicator.update({"project": project, "measurement": "Computed", "responsible": OFFICER})
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
	for name in frappe.get_all(
		READING, {"reporting_period": ("in", periods)}, pluck="name", order_by="name asc", limit_page_length=0
	):
		mark(READING, name)


def reopen_reports(records: dict[str, list[str]]) -> None:
	"""Let the demo reports go when the demo is cleared; what was reported is otherwise never deleted."""
	periods = records.get(PERIOD) or [""]
	frappe.db.set_value(PERIOD, {"name": ("in", periods)}, "stage", "Open", update_modified=False)
	if frappe.db.get_single_value("Hub Settings", "funded_project") in records.get(PROJECT, []):
		set_running_project(None)
