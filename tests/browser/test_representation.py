# SPDX-License-Identifier: GPL-3.0-only
"""Representation as the staff know it: the coverage of a body, and a vacancy that becomes an election."""

import frappe
from playwright.sync_api import expect

from planota_hub.local_networks.doctype.body_mandate.test_body_mandate import make_body, make_mandate

OFFICER = "officer@browser.test"


def test_a_vacancy_in_the_coverage_becomes_an_election(served, visit):
	body = make_body(body_name="Svet brežine")
	make_mandate(body, person_name="Ana Klavora")
	frappe.db.commit()
	officer = visit(OFFICER)
	page = officer.open(f"desk/representative-body/{body.name}")
	officer.open_tab("Coverage")

	coverage = page.locator("[data-fieldname='coverage_html']")
	expect(coverage).to_contain_text("1 of 3 seats filled")
	expect(coverage.locator("td.filled")).to_contain_text("Ana Klavora")
	coverage.locator("td.vacant").first.get_by_role("button", name="Start Election").click()

	expect(page.locator(".title-area:visible")).to_contain_text("Election: Svet brežine")
	frappe.db.rollback()  # which lets this connection see what the page has saved
	election = frappe.get_last_doc("Representative Election", {"body": body.name})
	assert [(row.administrative_unit, row.seats) for row in election.units] == [("Idrija", 1)]
