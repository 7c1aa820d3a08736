# SPDX-License-Identifier: GPL-3.0-only
"""The whole path of an election: call, nomination, ballots on paper and online, count, result, mandate."""

import re

import frappe
from frappe.utils import add_days, add_to_date, now_datetime, today
from playwright.sync_api import expect

from planota_hub.local_networks.doctype.body_mandate.test_body_mandate import make_body
from planota_hub.local_networks.elections.mail import BALLOT_PURPOSE, REGISTRATION_PURPOSE
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo, make_registration_number
from planota_hub.rules.tokens import make_token

OFFICER = "officer@browser.test"
PHONE = {"width": 360, "height": 740}
TITLE, BODY, UNIT = "Volitve v Svet doline", "Svet doline", "Ajdovščina"
ELECTION = "Representative Election"


def test_from_a_call_to_a_mandate(visit):
	first, second = make_records()
	officer = visit(OFFICER)
	election = officer_publishes_the_call(officer)
	guest_nominates(visit(viewport=PHONE), first)
	ngo_confirms(visit(viewport=PHONE), election)

	let_pass(election, call_published_on=add_days(today(), -30), call_closes_on=add_days(today(), -2))
	officer_opens_the_voting(officer, election, second)
	elector_votes(visit(viewport=PHONE), election, first)
	officer_enters_a_ballot(officer, election, second)

	let_pass(election, voting_until=add_to_date(now_datetime(), seconds=-1))
	officer_counts_and_confirms(officer, election)
	everybody_sees_the_result(visit(viewport=PHONE), election)
	frappe.db.rollback()
	mandate = {"election": election, "person_name": "Ana Kos", "seat": UNIT, "ngo": first.name}
	assert frappe.db.exists("Body Mandate", mandate)


def make_records():
	"""A body with a vacant seat, and two NGOs of its unit."""
	frappe.db.rollback()
	make_body(body_name=BODY, seats=[{"administrative_unit": UNIT}])
	ngos = [
		make_ngo(
			ngo_name=name,
			municipality="Vipava",
			stage="Verified",
			email=f"{key}@browser.test",
			registration_number=make_registration_number(),
		)
		for name, key in (("Društvo Izvir", "izvir"), ("Društvo Burja", "burja"))
	]
	frappe.db.commit()
	return ngos


def let_pass(election: str, **dates) -> None:
	"""Let time pass: the dates of an election come to lie in the past."""
	frappe.db.rollback()
	frappe.db.set_value(ELECTION, election, dates, update_modified=False)
	frappe.db.commit()


def officer_publishes_the_call(officer) -> str:
	page = officer.open("desk/representative-election/new")
	officer.fill("election_title", TITLE)
	officer.choose("body", BODY)
	page.evaluate(
		"(dates) => cur_frm.set_value(dates)",
		{
			"call_closes_on": add_days(today(), 20),
			"mandate_from": add_days(today(), 40),
			"call_text": "Vabljeni k oddaji kandidatur.",
		},
	)
	officer.settle()
	page.get_by_role("button", name="Take Over Vacant Seats").click()
	expect(page.locator("[data-fieldname='units'] .grid-row[data-idx='1']")).to_contain_text(UNIT)
	officer.save()
	officer.take_step("Publish Call", "Call Open")
	return re.search(r"ELE-\d+", page.url).group()


def guest_nominates(guest, ngo) -> None:
	page = guest.open("elections")
	page.get_by_role("link", name=TITLE).click()
	guest.settle()
	page.get_by_role("link", name="Register or nominate a candidate").click()
	guest.settle()
	guest.fill("registration_number", ngo.registration_number)
	guest.fill("email", "ana@browser.test")
	guest.fill("candidate_name", "Ana Kos")
	guest.fill("candidate_email", "ana@browser.test")
	page.check("#hub-has_agreed")
	page.check("#hub-consent")
	page.get_by_role("button", name="Send the registration").click()
	expect(page.get_by_text("We have written to your organisation")).to_be_visible()


def ngo_confirms(ngo, election: str) -> None:
	frappe.db.rollback()
	name = frappe.db.get_value("Election Registration", {"election": election}, "name")
	page = ngo.open(f"confirm?token={make_token(REGISTRATION_PURPOSE, name)}&for=election-registration")
	expect(page.get_by_text("Ana Kos")).to_be_visible()
	page.get_by_role("button", name="Confirm the registration").click()
	expect(page.get_by_text("Your organisation takes part in the election.")).to_be_visible()


def officer_opens_the_voting(officer, election: str, second) -> None:
	page = officer.open(f"desk/representative-election/{election}")
	expect(page.get_by_text("The call is over")).to_be_visible()
	page.evaluate(
		"([second, from_date, until]) => {"
		" cur_frm.doc.candidates[0].status = 'Confirmed';"
		" Object.assign(cur_frm.add_child('candidates'), second);"
		" cur_frm.add_child('electors', { ngo: second.ngo });"
		" return cur_frm.set_value({ voting_from: from_date, voting_until: until });"
		"}",
		[
			{"candidate_name": "Bor Rutar", "ngo": second.name, "status": "Confirmed", "has_agreed": 1},
			str(add_to_date(now_datetime(), hours=-1))[:19],
			str(add_to_date(now_datetime(), hours=5))[:19],
		],
	)
	officer.save("Save without telling")
	officer.take_step("Close Call", "Consensus")
	officer.take_step("Open Voting", "Voting")


def elector_votes(elector, election: str, ngo) -> None:
	frappe.db.rollback()
	row = frappe.db.get_value("Election Elector", {"parent": election, "ngo": ngo.name}, "name")
	page = elector.open(f"vote?token={make_token(BALLOT_PURPOSE, row)}")
	page.get_by_role("radio", name="Ana Kos").check()
	page.get_by_label("Your Name").fill("Eva Bizjak")
	page.get_by_label("I am entitled to vote").check()
	expect(page.get_by_text("This is a secret ballot")).to_be_visible()
	page.get_by_role("button", name="Cast the ballot").click()
	expect(page.get_by_text("is sealed until the count. Its receipt:")).to_be_visible()


def officer_enters_a_ballot(officer, election: str, ngo) -> None:
	page = officer.open(f"desk/representative-election/{election}")
	page.get_by_role("button", name="Enter a Ballot").click()
	page.wait_for_url(re.compile("/election-ballot/new"))
	officer.settle()
	expect(page.get_by_text("A secret ballot: check the signed statement")).to_be_visible()
	expect(page.locator("[data-fieldname='candidate']:visible")).to_have_count(0)
	page.evaluate("ngo => cur_frm.set_value({ ngo, is_signed: 1, is_stamped: 1 })", ngo.name)
	page.locator("[data-fieldname='scan']:visible .btn-attach").click()
	officer.upload("izjava.txt", "Podpisana izjava")  # which saves the form
	expect(page.locator(".title-area:visible").get_by_text("Valid", exact=True)).to_be_visible()


def officer_counts_and_confirms(officer, election: str) -> None:
	page = officer.open(f"desk/representative-election/{election}")
	expect(page.get_by_text("The voting is over")).to_be_visible()
	officer.open_tab("Result")
	page.evaluate(
		"() => {"
		" cur_frm.add_child('commission_members', { member_name: 'Eva Bizjak', email: 'eva@browser.test' });"
		" cur_frm.refresh_field('commission_members');"
		" cur_frm.dirty();"
		"}"
	)
	officer.save()
	page.get_by_role("button", name="Enter Counted Papers").click()
	papers = page.locator(".modal", has=page.locator("[data-fieldname='votes_0_0']"))
	first = papers.locator("[data-fieldname='votes_0_0'] input")
	first.fill("2")
	with officer.refused("1 ballots on paper were accepted, but 2 are counted"):
		papers.get_by_role("button", name="Seal").click()
	expect(first).to_have_value("2")
	first.fill("1")
	papers.get_by_role("button", name="Seal").click()
	expect(page.get_by_text("The count of the papers is sealed")).to_be_visible()
	officer.take_step("Count Ballots", "Counted")
	result = page.locator("[data-fieldname='result_html']:visible")
	expect(result).to_contain_text("valid ballots: 2, invalid: 0, late: 0, turnout: 100 %")
	officer.take_step("Confirm Result", "Decided")


def everybody_sees_the_result(guest, election: str) -> None:
	page = guest.open(f"elections/{election}")
	expect(page.locator(".hub-result li.elected")).to_contain_text("Ana Kos")
	page.locator("#receipts summary").click()
	expect(page.locator("#receipts code")).to_have_count(1)
	width = page.evaluate("document.documentElement.scrollWidth")
	assert width <= PHONE["width"]
