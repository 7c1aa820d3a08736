# SPDX-License-Identifier: GPL-3.0-only
"""A vote by link: two members vote on a phone, the lot decides between them, and somebody carries the decision out."""

import frappe
from frappe.utils import add_days, formatdate, today
from playwright.sync_api import expect

from planota_hub.planota_hub.doctype.member_vote.test_member_vote import VOTE, get_token, make_vote
from tests.browser.conftest import Visitor

OFFICER = "officer@browser.test"
PHONE = {"width": 360, "height": 740}


def test_from_the_link_to_a_decision(visit):
	frappe.db.rollback()
	vote = make_vote(
		stage="Voting",
		people=2,
		vote_kind="Choice of Options",
		majority_rule="Most Votes",
		tie_rule="By Lot",
		options=[{"option": "In May"}, {"option": "In June"}],
		responsible=OFFICER,
	)
	frappe.db.commit()
	phone = visit(viewport=PHONE)
	for row, option in zip(vote.voters, ("In May", "In June"), strict=True):
		cast(phone, row, option)

	officer = visit(OFFICER)
	page = officer.open(f"desk/member-vote/{vote.name}")
	officer.take_step("Close Voting", "Tie")
	page.get_by_role("button", name="Draw the Lot").click()
	officer.press("Yes")
	expect(page.locator(".title-area:visible").get_by_text("Option Chosen", exact=True)).to_be_visible()
	page.get_by_role("button", name="Make a Decision").click()
	officer.dialogue()
	# not in the minutes of the meeting that voted
	officer.fill("meeting", "")
	officer.fill("due_date", formatdate(add_days(today(), 9)))
	officer.press("Create")

	frappe.db.rollback()
	vote = frappe.get_doc(VOTE, vote.name)
	assert vote.lot_number and vote.tie_entered_by == OFFICER
	assert frappe.db.get_value("ToDo", vote.decisions[0].todo, "allocated_to") == OFFICER
	page = phone.open(f"member-vote?token={get_token(vote.voters[0])}")
	expect(page.get_by_text("The lot fell on: ")).to_be_visible()


def cast(phone: Visitor, row, option: str) -> None:
	page = phone.open(f"member-vote?token={get_token(row)}")
	page.get_by_role("radio", name=option).check()
	page.get_by_role("button", name="Cast the vote").click()
	expect(page.get_by_text(f"Thank you. You voted: {option}.")).to_be_visible()
