# SPDX-License-Identifier: GPL-3.0-only
"""From a need to a need that is addressed: a consortium of three sectors, its agreement, its plan, the evidence."""

import re

import frappe
from frappe.utils import add_days, getdate, today
from frappe.utils.password import update_password
from playwright.sync_api import expect

from planota_hub.local_networks.doctype.local_need.test_local_need import make_need
from planota_hub.partnerships.doctype.joint_action_plan.test_joint_action_plan import make_action
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.tests.compat import make_user

OFFICER, REPRESENTATIVE = "officer@browser.test", "partner@browser.test"
PHONE = {"width": 360, "height": 740}
ACTION = "Prevozi v petkih"
# as a person does it: the type first, then the partner, then what the partner brings
ADD_PARTNER = """async ([partner_type, partner, partner_role]) => {
	const row = cur_frm.add_child("partners");
	await frappe.model.set_value(row.doctype, row.name, { partner_type });
	await frappe.model.set_value(row.doctype, row.name, { partner, partner_role, votes: 1 });
	cur_frm.refresh_field("partners");
}"""


def test_from_a_need_to_a_need_that_is_addressed(visit, password):
	need, ngo, town, company = make_records(password)
	day = getdate(add_days(today(), -1))
	officer = visit(OFFICER)

	consortium = form_consortium(officer, need, ngo, town, f"{day.year}-01-01")
	sign_agreement(officer)
	with officer.refused("Missing: Private."):
		officer.choose_step("Activate")
	officer.take_step("Amend Agreement", "Forming")
	add_partner(officer, "Stakeholder", company, "Partner")
	expect_balance(officer, "true", "All three are among the partners.")
	officer.save()
	sign_agreement(officer)
	officer.take_step("Activate", "Active")

	plan = agree_on_plan(officer, ngo, day)
	expect(officer.page.get_by_text("0 of 1 actions are done, 1 overdue")).to_be_visible()
	report(visit(REPRESENTATIVE, viewport=PHONE))

	page = officer.open(f"desk/joint-action-plan/{plan}")
	expect(page.get_by_text("1 of 1 actions are done", exact=True)).to_be_visible()
	officer.open_tab("Actions")
	expect(page.locator("[data-fieldname='actions_html']")).to_contain_text("with evidence")
	officer.take_step("Complete", "Completed")
	officer.open(f"desk/partnership-consortium/{consortium}")
	officer.enter(outcome="Achieved")
	officer.take_step("Close", "Closed")
	page = officer.open(f"desk/local-need/{need}")
	expect(page.locator(".title-area:visible").get_by_text("Addressed")).to_be_visible()


def test_an_action_that_is_moved_in_the_calendar_keeps_its_last_day(visit, eventually):
	frappe.db.rollback()
	first = getdate(today()).replace(day=1)
	tuesday = add_days(first, (1 - first.weekday()) % 7)
	action = make_action(starts_on=tuesday, due_on=add_days(tuesday, 2))
	frappe.db.commit()

	officer = visit(OFFICER)
	page = officer.open("desk/joint-action/view/calendar/default")
	entry = page.locator(".fc-event", has_text=action.action_title)
	entry.scroll_into_view_if_needed()
	day = page.locator(".fc-daygrid-day").first.bounding_box()["width"]
	assert round(entry.bounding_box()["width"] / day) == 3
	officer.drag(entry, right=day)

	eventually(lambda: get_days(action.name) == (add_days(tuesday, 1), add_days(tuesday, 3)))


def get_days(action: str) -> tuple:
	frappe.db.rollback()
	return frappe.db.get_value("Joint Action", action, ["starts_on", "due_on"])


def make_records(password: str) -> tuple[str, str, str, str]:
	"""An accepted need, an NGO with a representative who logs in, a municipality and a company."""
	frappe.db.rollback()
	update_password(make_user(REPRESENTATIVE), password)
	ngo = make_represented_ngo(REPRESENTATIVE)
	records = (
		make_need(stage="Accepted"),
		ngo,
		make_stakeholder(stakeholder_type="Municipality"),
		make_stakeholder(stakeholder_type="Company"),
	)
	frappe.db.commit()
	return tuple(record.name for record in records)


def form_consortium(officer, need: str, ngo: str, town: str, starts_on: str) -> str:
	"""Begin a consortium at the need; two sectors are not enough. Return its name."""
	page = officer.open(f"desk/local-need/{need}")
	page.get_by_role("button", name="Create").click()
	page.get_by_role("link", name="Partnership Consortium").click()
	page.wait_for_url(re.compile("/partnership-consortium/new"))
	officer.settle()
	officer.fill("consortium_name", "Prevozi na klic")
	officer.fill("purpose", "Starejši pridejo do zdravnika.")
	officer.open_tab("Partners")
	add_partner(officer, "NGO", ngo, "Lead Partner")
	add_partner(officer, "Stakeholder", town, "Partner")
	expect_balance(officer, "false", "Missing: Private.")
	officer.save()
	officer.take_step("Start Forming", "Forming")
	officer.enter(agreement_terms="Partnerji se srečajo vsak mesec.", starts_on=starts_on)
	return page.evaluate("cur_frm.doc.name")


def add_partner(officer, partner_type: str, partner: str, role: str) -> None:
	officer.page.evaluate(ADD_PARTNER, [partner_type, partner, role])


def expect_balance(officer, passed: str, reason: str) -> None:
	"""The balance follows what is in the form, saved or not."""
	balance = officer.page.locator("[data-balance]")
	expect(balance).to_have_attribute("data-passed", passed)
	expect(balance).to_contain_text(reason)


def sign_agreement(officer) -> None:
	"""Enter the signatures of all partners, and take the step."""
	officer.page.get_by_role("button", name="Enter Signatures").click()
	officer.press("Enter")
	officer.take_step("Sign Agreement", "Agreement Signed")


def agree_on_plan(officer, ngo: str, day) -> str:
	"""Make the plan of the consortium with an action that should be done by now; return its name."""
	page = officer.page
	page.get_by_role("button", name="Create").click()
	page.get_by_role("link", name="Joint Action Plan", exact=True).click()
	page.wait_for_url(re.compile("/joint-action-plan/new"))
	officer.settle()
	officer.enter(year=day.year)
	plan = page.evaluate("cur_frm.doc.name")
	page.get_by_role("button", name="Add Action").click()
	page.wait_for_url(re.compile("/joint-action/new"))
	officer.settle()
	officer.enter(action_title=ACTION, partner_type="NGO", partner=ngo, due_on=str(day))
	officer.open(f"desk/joint-action-plan/{plan}")
	officer.enter(agreed_on=f"{day.year}-01-01")
	officer.take_step("Agree", "Agreed")
	return plan


def report(representative) -> None:
	"""The partner sees the overdue action on the phone, and reports with evidence that it is done."""
	page = representative.open("my-partnerships")
	action = page.get_by_role("listitem").filter(has_text=ACTION)
	expect(action).to_contain_text("Overdue")
	action.get_by_role("link", name="Report on the action").click()
	representative.settle()
	representative.select("status", "Done")
	representative.fill("note", "Vsak petek so bili prevozi.")
	representative.fill("evidence", "Seznam 48 prevozov s podpisi.")
	assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
	page.click("[name=hub_go][value=send]")
	expect(page.locator(".hub-confirmation")).to_be_visible()
