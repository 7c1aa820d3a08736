# SPDX-License-Identifier: GPL-3.0-only
"""What managers look at: the dashboards, and the first steps of a new hub with the tour of a form."""

import frappe
import pytest
from frappe.desk.doctype.number_card.number_card import get_result
from playwright.sync_api import expect

MANAGER = "manager@browser.test"
STEP = "Get to Know the Development Plan"
DASHBOARDS = {
	"Hub Overview": ("Indicators Behind Plan", "Development Plans by Stage"),
	"Region": ("Municipalities in Dialogue", "Hours of Support by Municipality"),
	"Funded Projects": ("Periods to Report", "Budget and Spending of Projects"),
}


@pytest.mark.parametrize("dashboard", DASHBOARDS)
def test_a_dashboard_shows_its_cards_and_charts(visit, dashboard):
	page = visit(MANAGER).open(f"desk/dashboard-view/{dashboard}")

	card, chart = DASHBOARDS[dashboard]
	figure = page.locator(".number-widget-box").filter(has_text=card).locator(".number")
	expect(figure).to_have_text(str(get_figure(card)))
	expect(page.locator(".dashboard-widget-box").filter(has_text=chart).first).to_be_visible()


def test_a_manager_takes_a_step_of_the_onboarding_with_its_tour(visit, eventually):
	page = visit(MANAGER).open("desk/planota-hub")
	page.locator(".onboarding-step").filter(has_text=STEP).click()
	page.get_by_role("button", name="Show Tour").click()

	popover = page.locator("#driver-popover-item")
	for title in get_titles("Development Plan"):
		expect(popover.locator(".driver-popover-title")).to_have_text(title)
		popover.locator(".driver-next-btn").click()
	page.get_by_role("button", name="Continue").click()

	expect(page.locator(".onboarding-step.complete").filter(has_text=STEP)).to_be_visible()
	assert eventually(lambda: frappe.db.get_value("Onboarding Step", STEP, "is_complete", cache=False))


def get_figure(card: str) -> int:
	"""Return what a number card counts now; the tests beside this one leave meetings and periods on the site."""
	frappe.db.rollback()
	number_card = frappe.get_doc("Number Card", card)
	if number_card.type == "Custom":
		return int(frappe.get_attr(number_card.method)()["value"])
	return int(get_result(number_card, number_card.filters_json))


def get_titles(tour: str) -> list[str]:
	"""Return the titles of the steps of a tour."""
	return [step.title for step in frappe.get_doc("Form Tour", tour).steps]
