# SPDX-License-Identifier: GPL-3.0-only
"""From a guest's phone to an addressed need: review, acceptance, a decision of a meeting, and the chain drawn."""

import re

import frappe
from frappe.utils import add_days, add_to_date, now_datetime, today
from playwright.sync_api import expect

from planota_hub.local_networks.doctype.local_need.test_local_need import make_need
from planota_hub.local_networks.doctype.local_network.test_local_network import make_network

OFFICER = "officer@browser.test"
PHONE = {"width": 360, "height": 740}
TITLE = "Avtobus do zdravstvenega doma ne vozi popoldne"
DECISION = "Občini predlagamo prevoz na klic"


def test_from_a_reported_to_an_addressed_need(visit, eventually):
	similar = make_records()
	code = report(visit(viewport=PHONE))
	need = eventually(lambda: find_need())
	assert frappe.db.get_value("Local Need", need, "tracking_code") == code

	officer = visit(OFFICER)
	review(officer, need, similar)
	meeting = hold_meeting(officer, need)
	page = officer.open(f"desk/local-need/{need}")
	expect(page.locator(".title-area:visible").get_by_text("In Action")).to_be_visible()
	officer.open_tab("Answers")
	expect(page.locator("svg.hub-need-graph")).to_contain_text(DECISION)
	page.locator("svg.hub-need-graph a").first.click()
	page.wait_for_url(re.compile(meeting))

	finish_decision(officer)
	page = officer.open(f"desk/local-need/{need}")
	expect(page.locator(".title-area:visible").get_by_text("Addressed")).to_be_visible()
	officer.open_tab("Answers")
	expect(page.locator("svg.hub-need-graph")).to_contain_text("Done")
	expect(visit(viewport=PHONE).open(f"track?code={code}").get_by_role("status")).to_contain_text(
		"Addressed"
	)


def make_records() -> str:
	"""A network of Tolmin, and a need that says nearly the same."""
	frappe.db.rollback()
	make_network()
	need = make_need(need_title="Ni avtobusa do zdravstvenega doma")
	frappe.db.commit()
	return need.need_title


def find_need() -> str | None:
	frappe.db.rollback()
	return frappe.db.get_value("Local Need", {"need_title": TITLE})


def report(guest) -> str:
	"""Report a need on a phone; return the tracking code that is shown."""
	page = guest.open("report-need/new")
	guest.fill("need_title", TITLE)
	guest.select("municipality", "Tolmin")
	guest.select("field_of_work", "Older People")
	guest.fill("description", "Po drugi uri ni avtobusa do zdravstvenega doma.")
	page.click("[name=hub_go][value=next]")
	guest.fill("affected_count", "40")
	page.click("[name=hub_go][value=next]")
	guest.fill("reporter_name", "Ana Novak")
	guest.fill("reporter_email", "ana.potreba@browser.test")
	page.check("#hub-consent")
	assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
	page.click("[name=hub_go][value=send]")
	return page.locator("[data-tracking-code]").inner_text()


def review(officer, need: str, similar: str) -> None:
	"""See what says the same, score the need, and accept it."""
	page = officer.open(f"desk/local-need/{need}")
	expect(page.locator("[data-fieldname='similar_needs_html']")).to_contain_text(similar)
	officer.take_step("Begin Review", "Under Review")
	officer.open_tab("Review")
	for factor, value in {"severity": "4", "reach": "3", "gap": "5"}.items():
		officer.select(factor, value)
	expect(page.locator("[data-fieldname='priority_html']")).to_contain_text("4 × 3 × 5 = 60")
	officer.save()
	officer.take_step("Accept", "Accepted")


def hold_meeting(officer, need: str) -> str:
	"""Begin a meeting at the need and hold it with a decision about the need; return its name."""
	page = officer.page
	page.get_by_role("button", name="Create").click()
	page.get_by_role("link", name="Meeting", exact=True).click()
	page.wait_for_url(re.compile("/hub-meeting/new"))
	officer.settle()
	starts_on = add_to_date(now_datetime(), hours=-3).replace(microsecond=0)
	page.evaluate(
		"async ([values, decision]) => {"
		" await cur_frm.set_value(values);"
		" cur_frm.add_child('agenda', { topic: 'Potrebe' });"
		" cur_frm.add_child('decisions', decision);"
		" }",
		[
			{
				"subject": "Srečanje mreže o prevozih",
				"starts_on": str(starts_on),
				"ends_on": str(add_to_date(starts_on, hours=1)),
				"venue": "Knjižnica",
			},
			{"decision": DECISION, "responsible": OFFICER, "due_date": add_days(today(), 30), "need": need},
		],
	)
	officer.settle()
	page.keyboard.press("Control+s")
	page.wait_for_url(re.compile(r"/hub-meeting/MTG-\d+"))
	officer.take_step("Mark as Held", "Held")
	return re.search(r"MTG-\d+", page.url).group()


def finish_decision(officer) -> None:
	"""Note in the open minutes that the decision is carried out."""
	officer.settle()
	officer.page.evaluate(
		"frappe.model.set_value(cur_frm.doc.decisions[0].doctype, cur_frm.doc.decisions[0].name, 'status', 'Done')"
	)
	officer.save()
