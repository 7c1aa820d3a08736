# SPDX-License-Identifier: GPL-3.0-only
"""The whole path of a call: published, NGOs told, an application helped with, won and reported on."""

import frappe
import pytest
from frappe.utils import add_days, formatdate, today
from playwright.sync_api import expect

from planota_hub.capacity_building.support.ledger import hours_by_kind
from planota_hub.funding.doctype.funding_call.test_funding_call import make_call
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo

PHONE = {"locale": "sl-SI", "viewport": {"width": 360, "height": 740}}
SCREEN = {"width": 1280, "height": 900}
FONT_SIZE = "element => parseFloat(getComputedStyle(element).fontSize)"
NGO, CALL = "Društvo za vaško peč", "Mali projekti za oživljanje vasi"
OFFICER, MANAGER = "officer@browser.test", "manager@browser.test"


@pytest.fixture
def call(served):
	"""A draft of a call for the NGOs that work for the countryside in Tolmin, and one that agreed to e-mail."""
	fields = [{"field_of_work": "Rural Development"}]
	ngo = make_ngo(
		ngo_name=NGO, stage="Verified", fields_of_work=fields, email="pec@browser.test", consent_news=1
	)
	call = make_call(
		call_title=CALL,
		stage="Draft",
		eligible_fields=fields,
		eligible_municipalities=[{"municipality": "Tolmin"}],
		maximum_amount=8000,
		payment_terms="Interim Payments",
	)
	frappe.db.commit()
	return call, ngo


def test_from_the_call_to_the_report_of_the_project(visit, eventually, call):
	call, ngo = call
	officer = visit(OFFICER)
	officer_publishes_the_call(officer, call)
	alert = {"funding_call": call.name, "ngo": ngo.name}
	assert eventually(lambda: frappe.db.exists("Funding Call Alert", alert))
	ngo_shows_the_call(officer, ngo)
	guest_finds_the_call(visit(**PHONE))

	application = officer_prepares_an_application(officer, call, eventually)
	officer_enters_the_result(officer, application)
	assert hours_by_kind(ngo.name)["Application Help"] == 3
	manager_reads_the_report(visit(MANAGER))


def officer_publishes_the_call(officer, call):
	page = officer.open(f"desk/funding-call/{call.name}")
	officer.take_step("Publish", "Open")
	officer.open_tab("Matching NGOs")
	row = page.locator("[data-fieldname='matches_html'] tr", has_text=NGO)
	expect(row).to_contain_text("Field of Work: Rural Development")
	expect(row).to_contain_text("Seat or Area of Operation: Tolmin")
	officer.open_tab("Friendliness")
	expect(page.locator("[data-fieldname='friendliness_html']")).to_contain_text("Interim Payments")


def ngo_shows_the_call(officer, ngo):
	page = officer.open(f"desk/ngo/{ngo.name}")
	officer.open_tab("Funding")
	expect(page.locator("[data-fieldname='open_calls_html'] tr", has_text=CALL)).to_contain_text("Matches")


def guest_finds_the_call(guest):
	page = guest.open("calls?field=Rural+Development")
	assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
	page.get_by_role("link", name=CALL).click()
	guest.settle()
	expect(page.get_by_role("heading", name=CALL)).to_be_visible()
	assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
	page.set_viewport_size(SCREEN)
	title, heading = (page.locator(f".hub-page {tag}").first for tag in ("h1", "h2"))
	assert heading.evaluate(FONT_SIZE) < title.evaluate(FONT_SIZE)


def officer_prepares_an_application(officer, call, eventually) -> str:
	page = officer.open(f"desk/funding-call/{call.name}")
	page.get_by_role("button", name="New Application").click()
	officer.settle()
	officer.fill("application_title", "Vaška peč")
	officer.choose("ngo", NGO)
	officer.fill("requested_amount", "7000")
	officer.field("requested_amount").locator("input").blur()
	officer.settle()
	officer.save()
	page.get_by_role("button", name="Enter Hours").click()
	officer.dialogue().locator("[data-fieldname='hours'] input").fill("3")
	officer.press("Save")
	return eventually(lambda: frappe.db.get_value("Call Application", {"application_hours": 3}))


def officer_enters_the_result(officer, application):
	page = officer.page
	take_step_with_values(officer, "Mark as Submitted", "Submitted")
	take_step_with_values(officer, "Approve", "Approved", approved_amount="6500")
	officer.open_tab("Reports")
	page.locator("[data-fieldname='reporting_deadlines'] .grid-add-row").click()
	officer.fill_cell("reporting_deadlines", 1, "report_title", "Končno poročilo")
	officer.fill_cell("reporting_deadlines", 1, "due_date", formatdate(add_days(today(), 30), "dd.mm.yyyy"))
	officer.save()
	expect(page.locator(".form-message:visible")).to_contain_text("The next report is due on")


def take_step_with_values(officer, action, shown, **values):
	"""Take a step that asks for what it still needs, and wait until the form shows where it has led."""
	page = officer.page
	page.get_by_role("button", name="Actions").click()
	page.get_by_role("link", name=action, exact=True).click()
	for fieldname, value in values.items():
		officer.dialogue().locator(f"[data-fieldname='{fieldname}'] input").fill(value)
	officer.dialogue().get_by_role("button", name=action, exact=True).click()
	officer.arrive(shown)


def manager_reads_the_report(manager):
	page = manager.open("desk/query-report/Application Success")
	expect(page.locator(".report-summary")).to_contain_text("6,500.00")
	expect(page.locator(".chart-container svg").first).to_be_visible()
