# SPDX-License-Identifier: GPL-3.0-only
"""The whole path of an NGO with potential: from its application to the completed plan."""

import frappe
import pytest
from frappe.utils import add_to_date, get_fullname, now_datetime, today
from playwright.sync_api import expect

from planota_hub.capacity_building.doctype.programme_round.test_programme_round import make_round
from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_past_workshop
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	make_registration,
)
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo, make_registration_number

PHONE = {"locale": "sl-SI", "viewport": {"width": 360, "height": 740}}
NGO = "Društvo za oživitev vasi"
OFFICER, MENTOR = "officer@browser.test", "mentor@browser.test"


@pytest.fixture
def ngo(served):
	"""A verified NGO while a round takes applications; it took part in a workshop of six hours yesterday."""
	make_round(round_name="NVO s potencialom")
	number = make_registration_number()
	ngo = make_ngo(ngo_name=NGO, registration_number=number, stage="Verified")
	make_registration(make_past_workshop(workshop_title="Pisanje projektov"), ngo=ngo.name)
	frappe.db.commit()
	return ngo


def test_from_the_application_to_the_completed_plan(visit, eventually, ngo):
	guest_applies(visit(**PHONE), ngo)
	plan = eventually(lambda: frappe.db.get_value("Development Plan", {"ngo": ngo.name}))

	officer = visit(OFFICER)
	officer_selects_the_ngo(officer, plan)
	officer_starts_the_plan(officer, plan)

	mentor_meets_the_ngo(visit(MENTOR), plan, days_ago=2)
	officer.open(f"desk/development-plan/{plan}")
	missing = officer.page.locator(".form-message:visible")
	expect(missing).to_contain_text("12 of 25 hours of support are delivered")
	expect(missing).to_contain_text("There is no final assessment yet.")

	mentor_meets_the_ngo(visit(MENTOR), plan, days_ago=1)
	officer_records_the_attendance(officer)
	officer_completes_the_plan(officer, plan)


def guest_applies(guest, ngo):
	page = guest.open("apply-with-potential/new")
	page.fill("#hub-registration_number", ngo.registration_number)
	page.select_option("#hub-level_of_operation", index=1)
	page.click("[name=hub_go][value=next]")
	page.fill("#hub-motivation", "Radi bi okrepili delo z mladimi.")
	page.click("[name=hub_go][value=next]")
	page.fill("#hub-applicant_name", "Ana Novak")
	page.fill("#hub-applicant_email", "ana@vas.test")
	page.check("#hub-consent")
	page.click("[name=hub_go][value=send]")
	expect(page.locator("[data-tracking-code]")).to_be_visible()


def officer_selects_the_ngo(officer, plan):
	page = officer.open(f"desk/development-plan/{plan}")
	officer.open_tab("Application")
	page.get_by_label("Applicant Speaks for the NGO").check()
	officer.save()
	officer.take_step("Assess", "Under Assessment")

	officer.open_tab("Selection")
	for number in range(1, 5):
		officer.fill_cell("scores", number, "score", "4")
	officer.save()
	officer.take_step("Select", "Selected")


def officer_starts_the_plan(officer, plan):
	page = officer.page
	officer.open_tab("Plan")
	officer.choose("mentor", get_fullname(MENTOR), MENTOR)
	officer.fill("starts_on", frappe.utils.formatdate(add_to_date(today(), days=-3), "dd.mm.yyyy"))
	officer.fill("ends_on", frappe.utils.formatdate(add_to_date(today(), days=200), "dd.mm.yyyy"))
	officer.open_tab("Goals and Steps")
	page.locator("[data-fieldname='goals'] .grid-add-row").click()
	officer.fill_cell("goals", 1, "area", "Advocacy")
	officer.fill_cell("goals", 1, "goal", "Predlog občini")
	officer.save()
	assess(officer, "Baseline", level="2")
	officer.open(f"desk/development-plan/{plan}")
	officer.take_step("Start Plan", "Active")


def assess(officer, assessment_type, level):
	page = officer.page
	page.get_by_role("button", name="Assess Capacity").click()
	officer.settle()
	officer.select("assessment_type", assessment_type)
	for number in range(1, 9):
		officer.fill_cell("scores", number, "level", level)
		officer.fill_cell("scores", number, "wanted_level", "4")
	expect(page.locator("[data-fieldname='radar_html'] svg")).to_be_visible()
	officer.save()


def mentor_meets_the_ngo(mentor, plan, days_ago):
	"""Twelve hours are the most that one session may have."""
	page = mentor.open("desk/mentoring-session/new")
	mentor.fill("topic", f"Načrt dela {days_ago}")
	start = add_to_date(now_datetime(), days=-days_ago).replace(hour=8, minute=0, second=0)
	mentor.fill("starts_on", frappe.utils.format_datetime(start, "dd.MM.yyyy HH:mm:ss"))
	mentor.fill("hours", "12")
	mentor.choose("ngo", NGO)
	mentor.save()
	expect(page.locator(".title-area:visible").get_by_text("Held", exact=True)).to_be_visible()


def officer_records_the_attendance(officer):
	workshop = frappe.db.get_value("Training Workshop", {"workshop_title": "Pisanje projektov"})
	page = officer.open(f"desk/training-workshop/{workshop}")
	page.get_by_role("button", name="Record Attendance").click()
	officer.press("Record")
	expect(page.get_by_text("Attended: 1, absent: 0")).to_be_visible()
	officer.settle()
	officer.take_step("Mark as Held", "Held")


def officer_completes_the_plan(officer, plan):
	page = officer.open(f"desk/development-plan/{plan}")
	officer.settle()
	expect(page.locator("[data-fieldname='progress_html']")).to_contain_text("30 of 25 hours of support")
	assess(officer, "Final", level="4")
	officer.open(f"desk/development-plan/{plan}")
	officer.open_tab("Goals and Steps")
	officer.fill_cell("goals", 1, "result", "Reached")
	officer.save()
	officer.take_step("Complete", "Completed")
	officer.open_tab("Capacity")
	expect(page.locator("[data-fieldname='capacity_html'] svg")).to_be_visible()
