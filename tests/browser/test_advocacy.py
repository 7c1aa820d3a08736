# SPDX-License-Identifier: GPL-3.0-only
"""From a bad rule to a changed rule: a need, a proposal with a comment of the public, a campaign, the chain."""

import re
from email import message_from_string

import frappe
from frappe.utils import add_days, today
from playwright.sync_api import expect

from planota_hub.advocacy.doctype.advocacy_campaign.test_advocacy_campaign import make_campaign, make_target
from planota_hub.advocacy.doctype.policy_proposal.test_policy_proposal import make_ask
from planota_hub.advocacy.doctype.public_policy.test_public_policy import make_policy
from planota_hub.local_networks.doctype.local_need.test_local_need import make_need
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting

OFFICER = "officer@browser.test"
TITLE = "Prevoz na zahtevo naj bo upravičen strošek"
PHONE = {"width": 360, "height": 740}


def test_from_a_bad_rule_to_a_changed_rule(visit, eventually):
	need, policy, meeting = make_records()
	officer = visit(OFFICER)
	proposal = propose_a_change(officer, policy, need)
	officer.take_step("Open Consultation", "In Consultation")

	comment(visit, proposal, eventually)
	page = officer.open(f"desk/policy-proposal/{proposal}")
	page.get_by_role("tab", name="Consultation").click()
	expect(page.get_by_text("Tudi stroški prostovoljcev.")).to_be_visible()

	officer.enter(consultation_deadline=today())
	officer.take_step("Close Consultation", "Consulted")
	officer.enter(adopted_at_meeting=meeting)
	officer.take_step("Adopt", "Adopted")
	officer.enter(submitted_on=today())
	officer.take_step("Mark as Submitted", "Submitted")
	officer.enter(replied_on=today(), reply="Sprejeto v celoti.")
	officer.take_step("Record Reply", "Replied")
	officer.page.evaluate("cur_frm.doc.asks[0].result = 'Adopted'; cur_frm.dirty()")
	officer.save()
	officer.take_step("Close", "Result: Adopted")

	close_campaign(officer, proposal, need, eventually)
	page = officer.open(f"desk/local-need/{need}")
	expect(page.locator(".title-area:visible").get_by_text("Addressed")).to_be_visible()
	expect(page.get_by_text(TITLE).first).to_be_attached()
	assert frappe.db.get_value("Public Policy", policy, "status") == "Changed"


def make_records() -> tuple[str, str, str]:
	"""An accepted need, an analysed policy, and a meeting that is held today."""
	frappe.db.rollback()
	need = make_need(stage="Accepted")
	policy = make_policy(policy_title="Razpis za starejše", problem="Prevoz ni upravičen strošek.")
	meeting = make_held_meeting()
	frappe.db.commit()
	return need.name, policy.name, meeting.name


def make_held_meeting():
	"""A meeting of this morning, whatever the time of the day is."""
	meeting = make_meeting(stage="Held", days=-1)
	meeting.db_set("starts_on", f"{today()} 00:00:01", update_modified=False)
	return meeting


def propose_a_change(officer, policy: str, need: str) -> str:
	"""Begin the proposal at its policy; return its name."""
	page = officer.open(f"desk/public-policy/{policy}")
	page.get_by_role("button", name="Propose a Change").click()
	page.wait_for_url(re.compile("/policy-proposal/new"))
	officer.settle()
	officer.fill("proposal_title", TITLE)
	page.evaluate(
		"([ask, need, day]) => {"
		" const row = cur_frm.add_child('asks'); Object.assign(row, ask);"
		" cur_frm.add_child('addressed_needs', { need });"
		" cur_frm.set_value({ summary: 'Starejši nimajo avtobusa.', consultation_deadline: day });"
		"}",
		[make_ask(), need, add_days(today(), 14)],
	)
	officer.settle()
	page.keyboard.press("Control+s")
	page.wait_for_url(re.compile(r"/policy-proposal/PROP-\d+"))
	officer.settle()
	return re.search(r"PROP-\d+", page.url).group()


def comment(visit, proposal: str, eventually) -> None:
	"""A guest comments on a phone, and confirms it by the link of the e-mail."""
	guest = visit(viewport=PHONE)
	page = guest.open(f"consultations/{proposal}")
	page.get_by_role("link", name="Comment", exact=True).first.click()
	guest.settle()
	guest.fill("comment", "Tudi stroški prostovoljcev.")
	guest.fill("commenter_name", "Jana Rutar")
	guest.fill("email", "jana.rutar@example.org")
	page.check("#hub-consent")
	page.get_by_role("button", name="Send").click()
	expect(page.get_by_text("It counts once you have opened it")).to_be_visible()

	page = guest.open(eventually(lambda: find_link("jana.rutar@example.org")))
	page.get_by_role("button", name="Confirm the comment").click()
	expect(page.get_by_text("Thank you. Your comment counts.")).to_be_visible()


def find_link(email: str) -> str | None:
	"""Return the address of the confirmation in the last mail to somebody."""
	frappe.db.rollback()
	mails = frappe.get_all(
		"Email Queue Recipient", {"recipient": email}, pluck="parent", order_by="creation desc", limit=1
	)
	if not mails:
		return None
	message = message_from_string(frappe.db.get_value("Email Queue", mails[0], "message"))
	text = next(part for part in message.walk() if part.get_content_type() == "text/plain")
	return re.search(r"/(confirm\?token=\S+?)[)\s]", text.get_payload(decode=True).decode()).group(1)


def close_campaign(officer, proposal: str, need: str, eventually) -> None:
	"""Move a target on the grid, which writes its history, and close the campaign with its evaluation."""
	campaign = make_campaign(
		stage="Active",
		proposals=[{"proposal": proposal}],
		addressed_needs=[{"need": need}],
		targets=[make_target(power=5, interest=2)],
	)
	frappe.db.commit()
	page = officer.open(f"desk/advocacy-campaign/{campaign.name}")
	page.get_by_role("tab", name="Targets").click()
	cell = page.locator("svg rect").first.bounding_box()["width"] / 2.5
	officer.drag(page.locator("svg [data-target] circle"), right=2 * cell)
	assert eventually(lambda: get_interests(campaign.name) == [2, 4])
	officer.settle()

	page.evaluate("cur_frm.doc.objectives[0].is_measured = 1; cur_frm.doc.objectives[0].achieved_value = 3")
	officer.enter(outcome_level="Fully", outcome="Prevoz je upravičen strošek.")
	officer.take_step("Evaluate", "Evaluated")
	officer.take_step("Close", "Closed")


def get_interests(campaign: str) -> list[int]:
	"""Return the interest of the target at each of its moves."""
	frappe.db.rollback()
	return frappe.get_all("Campaign Target Move", {"parent": campaign}, pluck="interest", order_by="idx asc")
