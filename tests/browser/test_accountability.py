# SPDX-License-Identifier: GPL-3.0-only
"""A figure from its computation to the locked report, down to its records, and what a later edit does to it."""

import re

import frappe
import pytest
from playwright.sync_api import expect

from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import make_session
from planota_hub.funding.doctype.funded_project.test_funded_project import make_project
from planota_hub.funding.doctype.project_indicator.test_project_indicator import make_indicator
from planota_hub.funding.doctype.reporting_period.test_reporting_period import make_period
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo

MANAGER, OFFICER = "manager@browser.test", "officer@browser.test"
COUNTED, BY_HAND = "NVO s podporo", "Objave v medijih"
NGOS = ("Društvo ob Idrijci", "Društvo ob Vipavi")


@pytest.fixture
def period(served):
	"""The first half of 2018, in which two NGOs got support, with a counted and a manual indicator."""
	project = make_project()
	period = make_period(project)
	for month, ngo_name in enumerate(NGOS, start=3):
		ngo = make_ngo(ngo_name=ngo_name, stage="Verified")
		make_session(
			ngo=ngo.name, starts_on=f"2018-0{month}-05 09:00:00", hours=2, funded_project=project.name
		)
	make_indicator(
		project,
		[(period, 3)],
		[("hours", "1")],
		indicator_name=COUNTED,
		metric="ngos_supported",
		unit="NVO",
	)
	make_indicator(project, indicator_name=BY_HAND, measurement="Manual", unit="objave")
	frappe.db.commit()
	return period.name


def test_from_the_figure_to_its_records_and_from_the_lock_to_the_drift(visit, period):
	manager, officer = visit(MANAGER), visit(OFFICER)
	manager_computes(manager, period)
	manager_traces_the_figure(manager)
	officer_enters_a_value_and_can_not_approve_it(officer, period)
	manager_approves_it(manager, period)
	manager_locks_the_period(manager, period)
	report = read_report(manager, period)
	nobody_changes_it_through_the_interface_for_programs(manager)

	somebody_edits_a_record()
	manager_sees_drift(manager, period)
	assert read_report(manager, period) == report


def figure_of(visitor, indicator):
	"""The row of an indicator in the table of figures."""
	return visitor.page.locator("[data-fieldname='figures_html']:visible tr", has_text=indicator)


def manager_computes(manager, period):
	page = manager.open(f"desk/reporting-period/{period}")
	page.get_by_role("button", name="Compute Figures").click()
	expect(figure_of(manager, COUNTED).locator("td").nth(3)).to_have_text("2")


def manager_traces_the_figure(manager):
	"""As many records as the figure says, and each is opened by a click."""
	page = manager.page
	figure_of(manager, COUNTED).get_by_role("link", name="2", exact=True).click()
	records = page.locator("table.counted-records:visible")
	expect(records.locator("tr:has(td)")).to_have_count(2)
	for ngo_name in NGOS:
		expect(records).to_contain_text(ngo_name)
	page.get_by_role("button", name="Counted Records").click()
	expect(page.locator(".report-summary")).to_contain_text(re.compile(r"Records\s*2"))
	manager.settle()  # the explanation above the table moves it
	page.locator(".dt-cell__content a[data-doctype='NGO']").first.click()
	expect(page.locator(".title-area:visible")).to_contain_text(re.compile("|".join(NGOS)))
	manager.settle()


def open_manual_reading(visitor, period):
	visitor.open(f"desk/reporting-period/{period}")
	figure_of(visitor, BY_HAND).locator("a[href*='/indicator-reading/']").click()
	expect(visitor.page.locator(".title-area:visible")).to_contain_text(BY_HAND)
	visitor.settle()


def officer_enters_a_value_and_can_not_approve_it(officer, period):
	open_manual_reading(officer, period)
	officer.fill("entered_value", "7")
	officer.fill("note", "Izrezki v arhivu")
	officer.field("note").locator("textarea").blur()
	officer.settle()
	officer.save()
	expect(officer.page.locator(".title-area:visible").get_by_text("To Approve", exact=True)).to_be_visible()
	expect(officer.page.get_by_role("button", name="Approve", exact=True)).to_have_count(0)


def manager_approves_it(manager, period):
	open_manual_reading(manager, period)
	manager.page.get_by_role("button", name="Approve", exact=True).click()
	expect(manager.page.locator(".title-area:visible").get_by_text("Approved", exact=True)).to_be_visible()
	manager.settle()


def manager_locks_the_period(manager, period):
	manager.open(f"desk/reporting-period/{period}")
	manager.take_step("Submit Report", "Submitted")
	manager.take_step("Lock Period", "Locked")


def read_report(manager, period) -> str:
	"""Return what the print of the report says."""
	address = f"/printview?doctype=Reporting Period&name={period}&format=Funder Report&no_letterhead=1"
	answer = manager.page.request.get(address)
	assert answer.ok
	return answer.text().split('<div class="paper">')[1]


def nobody_changes_it_through_the_interface_for_programs(manager):
	name = frappe.db.get_value("Indicator Reading", {"reading_title": ("like", f"{BY_HAND}%")})
	token = manager.page.evaluate("frappe.csrf_token")
	answer = manager.page.request.put(
		f"/api/resource/Indicator Reading/{name}",
		data={"value": 99},
		headers={"X-Frappe-CSRF-Token": token},
	)
	assert answer.status == 417
	assert "what was reported can't be changed" in answer.text()


def somebody_edits_a_record():
	frappe.db.rollback()
	ngo = frappe.db.get_value("NGO", {"ngo_name": NGOS[0]})
	frappe.get_doc("Mentoring Session", {"ngo": ngo}).update({"hours": 0.5}).save()
	frappe.db.commit()


def manager_sees_drift(manager, period):
	page = manager.open(f"desk/reporting-period/{period}")
	page.get_by_role("button", name="Check for Drift").click()
	told = manager.dialogue()
	expect(told).to_contain_text("Reported: 2. By the records of today it would be 1.")
	expect(told).to_contain_text(NGOS[0])
	told.locator(".btn-modal-close").click()
	expect(told).to_have_count(0)
	expect(figure_of(manager, COUNTED)).to_contain_text("-1 (1)")
	figure_of(manager, COUNTED).get_by_role("link", name="2", exact=True).click()
	drift = page.locator("[data-fieldname='drift_html']:visible")
	expect(drift).to_contain_text("Reported: 2")
	expect(drift.locator("tr", has_text=NGOS[0])).to_contain_text("No Longer Counts")
	manager.settle()
