# SPDX-License-Identifier: GPL-3.0-only
"""Briefings with their logs, good practices of this hub and of another one, and exchanges with sister hubs."""

import json
from typing import TYPE_CHECKING

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, add_to_date, get_datetime, today

from planota_hub.demo.files import read
from planota_hub.demo.marking import mark
from planota_hub.demo.people import OFFICER
from planota_hub.planota_hub.briefings.audience import find_audience
from planota_hub.planota_hub.briefings.deliveries import count_recipients
from planota_hub.planota_hub.briefings.sending import write_down
from planota_hub.planota_hub.practices.exchange import FORMAT, VERSION, import_practices

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.stakeholder_briefing.stakeholder_briefing import StakeholderBriefing

BRIEFING, RECIPIENT = "Stakeholder Briefing", "Briefing Recipient"
PRACTICE, EXCHANGE, NEWS = "Good Practice", "Hub Exchange", "Hub News"
STEPS = {"Submitted": (), "Under Review": ("Review",), "Published": ("Review", "Publish")}


def load_outreach() -> None:
	"""Load what the hub told whom, and what it exchanged with other hubs."""
	data = read("outreach.json")
	for values in data["briefings"]:
		load_briefing(values)
	for values in data["practices"]:
		load_practice(values)
	load_foreign_practices(data["foreign_practices"])
	for values in data["news"]:
		load_news(values)
	for values in data["exchanges"]:
		load_exchange(values)


# Briefings


def load_briefing(values: dict) -> None:
	"""Create a briefing and, unless it is still a draft, the log of its sending; no mail is made."""
	if frappe.db.exists(BRIEFING, {"briefing_title": values["title"]}):
		return
	briefing = frappe.get_doc(
		{
			"doctype": BRIEFING,
			"briefing_title": values["title"],
			"message": values["message"],
			"field_of_work": values["field_of_work"],
			"audience": values["audience"],
		}
	).insert(ignore_permissions=True)
	mark(BRIEFING, briefing.name)
	if "days" in values:
		send_in_the_past(briefing, values)


def send_in_the_past(briefing: "StakeholderBriefing", values: dict) -> None:
	write_down(briefing, find_audience(briefing.audience, briefing.language).addressees)
	moment = get_datetime(f"{add_days(today(), values['days'])} 09:30:00")
	log = {"briefing": briefing.name}
	delivered = {"status": "Delivered", "queued_on": moment, "delivered_on": add_to_date(moment, minutes=4)}
	frappe.db.set_value(RECIPIENT, log, delivered, update_modified=False)
	names = frappe.get_all(RECIPIENT, log, pluck="name", order_by="idx asc")
	for position, name in enumerate(names[: values["replies"]], start=1):
		replied = {"replied_on": add_to_date(moment, hours=7 * position)}
		frappe.db.set_value(RECIPIENT, name, replied, update_modified=False)
	for name in names[len(names) - values.get("failed", 0) :]:
		failed = {"status": "Failed", "delivered_on": None, "reason": "550 No such user here"}
		frappe.db.set_value(RECIPIENT, name, failed, update_modified=False)
	sent = {"status": "Sent", "sent_by": OFFICER, "started_on": moment, "completed_on": moment}
	briefing.db_set({**sent, "creation": add_days(moment, -1)}, update_modified=False)
	count_recipients([briefing.name])


# Good practices


def load_practice(values: dict) -> None:
	"""Create a practice of this hub and take it through its review."""
	if frappe.db.exists(PRACTICE, {"practice_title": values["practice_title"]}):
		return
	row = {key: value for key, value in values.items() if key != "stage"}
	practice = frappe.get_doc({"doctype": PRACTICE, **row}).insert(ignore_permissions=True)
	mark(PRACTICE, practice.name)
	for action in STEPS[values["stage"]]:
		practice = apply_workflow(practice, action)


def load_foreign_practices(data: dict) -> None:
	"""Import the practices of another hub, the way an officer does, and publish those that were read."""
	entries = [
		{
			**{key: value for key, value in practice.items() if key != "publish"},
			"changed_on": f"{add_days(today(), -200)} 10:00:00",
			"origin": data["hub"],
			"contact": None,
		}
		for practice in data["practices"]
		if not frappe.db.exists(PRACTICE, {"practice_id": practice["id"]})
	]
	if not entries:
		return
	import_practices(json.dumps({"format": FORMAT, "version": VERSION, "practices": entries}))
	imported = {entry["id"] for entry in entries}
	for practice in data["practices"]:
		if practice["id"] in imported:
			document = frappe.get_doc(PRACTICE, {"practice_id": practice["id"]})
			mark(PRACTICE, document.name)
			for action in STEPS["Published"] if practice["publish"] else ():
				document = apply_workflow(document, action)


# News


def load_news(values: dict) -> None:
	"""Create a news item of some days ago, or one that is still to come."""
	if frappe.db.exists(NEWS, {"news_title": values["title"]}):
		return
	kind, title = values.get("about", (None, None))
	about = find(kind, "practice_title", title) if kind else None
	news = frappe.get_doc(
		{
			"doctype": NEWS,
			"news_title": values["title"],
			"lead": values["lead"],
			"text": values["text"],
			"news_date": add_days(today(), values["days"]),
			"published": int(values.get("published", True)),
			"municipality": values.get("municipality"),
			"field_of_work": values.get("field_of_work"),
			"about_doctype": kind if about else None,
			"about": about,
		}
	).insert(ignore_permissions=True)
	mark(NEWS, news.name)


# Exchanges


def load_exchange(values: dict) -> None:
	"""Create an exchange with the hubs and networks that the site has."""
	partners = [find("Stakeholder", "stakeholder_name", name) for name in values["partners"]]
	if frappe.db.exists(EXCHANGE, {"exchange_title": values["title"]}) or not any(partners):
		return
	practices = [
		{"practice": practice, "direction": direction}
		for title, direction in values.get("practices", [])
		if (practice := find(PRACTICE, "practice_title", title))
	]
	exchange = frappe.get_doc(
		{
			"doctype": EXCHANGE,
			"exchange_title": values["title"],
			"exchange_kind": values["kind"],
			"exchange_date": add_days(today(), values["days"]),
			"field_of_work": values.get("field_of_work"),
			"participants_count": values["participants"],
			"responsible": OFFICER,
			"partners": [{"stakeholder": name} for name in partners if name],
			"topics": values["topics"],
			"outcome": values.get("outcome"),
			"follow_up": values.get("follow_up"),
			"practices": practices,
		}
	).insert(ignore_permissions=True)
	mark(EXCHANGE, exchange.name)


def find(doctype: str, fieldname: str, value: str) -> str | None:
	return frappe.db.get_value(doctype, {fieldname: value}, "name", order_by="creation asc")
