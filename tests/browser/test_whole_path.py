# SPDX-License-Identifier: GPL-3.0-only
"""The whole path of a registration: from a guest's phone to the manager's report."""

import re
from email import message_from_string

import frappe
from frappe import _
from playwright.sync_api import expect

from planota_hub.planota_hub.doctype.ngo.test_ngo import make_registration_number, make_tax_number

NAME = "Društvo za ohranjanje reke Soče"
LIKELY_DUPLICATE = "Društvo za ohranjanje Soče"
ANNA = "ana.novak@browser.test"
SLOVENE = {"locale": "sl-SI", "viewport": {"width": 360, "height": 740}}


def test_from_the_web_form_to_the_report(visit, eventually, password):
	guest_registers_an_ngo(visit(**SLOVENE))
	ngo = eventually(lambda: frappe.db.get_value("NGO", {"ngo_name": NAME}))
	assert_tracking_code_is_in_the_mail(ngo)

	officer = visit("officer@browser.test")
	officer_finds_it_and_sees_the_likely_duplicate(officer)
	officer_verifies_it(officer)
	officer_invites_the_representative(officer)

	link = eventually(lambda: find_in_mails(ANNA, r"/update-password\?key=\w+"))
	representative = visit(**SLOVENE)
	representative_chooses_a_password(representative, link, password)
	representative_updates_the_ngo(representative)
	assert eventually(lambda: frappe.db.get_value("NGO", ngo, "phone")) == "05 300 00 00"
	representative_cannot_open_another_ngo(representative)

	manager_filters_the_report_and_sees_the_chart(visit("manager@browser.test"))


def guest_registers_an_ngo(guest):
	page = guest.open("register-ngo/new")
	assert page.evaluate("document.documentElement.lang") == "sl"
	expect(page.get_by_role("heading", name=_("Register an NGO", "sl"))).to_be_visible()

	page.fill("#hub-ngo_name", NAME)
	page.select_option("#hub-legal_form", "Association")
	page.fill("#hub-registration_number", make_registration_number())
	page.fill("#hub-tax_number", make_tax_number())
	go_on(page)
	page.select_option("#hub-municipality", "Tolmin")
	page.fill("#hub-email", "info@soca.test")
	go_on(page)
	page.check("[name=fields_of_work][value='Environment and Nature']")
	go_on(page)
	page.fill("#hub-submitter_name", "Ana Novak")
	page.fill("#hub-submitter_email", ANNA)
	page.select_option("#hub-submitter_function", "President")
	page.check("#hub-consent_register")
	assert_nothing_is_cut_off(page)
	page.click("[name=hub_go][value=send]")

	code = page.locator("[data-tracking-code]").inner_text()
	page.click(".hub-confirmation .btn-primary")
	guest.settle()
	expect(page.locator("#tracking-code")).to_have_value(code)
	expect(page.get_by_role("status")).to_contain_text(_("Received", "sl"))
	assert_nothing_is_cut_off(page)


def go_on(page):
	assert_nothing_is_cut_off(page)
	page.click("[name=hub_go][value=next]")


def assert_nothing_is_cut_off(page):
	assert page.evaluate("document.documentElement.scrollWidth") <= SLOVENE["viewport"]["width"]


def assert_tracking_code_is_in_the_mail(ngo):
	code = frappe.db.get_value("NGO", ngo, "tracking_code")
	assert find_in_mails(ANNA, code)


def mails_to(recipient):
	"""The texts of the mails in the queue, oldest first."""
	queued = frappe.get_all(
		"Email Queue Recipient", {"recipient": recipient}, pluck="parent", order_by="creation asc"
	)
	messages = (message_from_string(frappe.db.get_value("Email Queue", name, "message")) for name in queued)
	return ["".join(read(part) for part in message.walk()) for message in messages]


def read(part):
	return (part.get_payload(decode=True) or b"").decode(errors="replace")


def officer_finds_it_and_sees_the_likely_duplicate(officer):
	page = officer.open("desk/ngo")
	page.locator(".standard-filter-section [data-fieldname='ngo_name'] input").fill("reke")
	page.get_by_role("link", name=NAME).click()
	expect(page.locator("[data-fieldname='possible_duplicates_html']")).to_contain_text(LIKELY_DUPLICATE)


def officer_verifies_it(officer):
	officer.take_step("Verify", "Verified")


def officer_invites_the_representative(officer):
	page = officer.page
	page.get_by_role("button", name="Portal").click()
	page.get_by_role("link", name="Invite to Portal").click()
	officer.dialogue().get_by_role("button", name="Invite to Portal").click()
	officer.send()
	expect(page.get_by_text("Done").first).to_be_visible()


def find_in_mails(recipient, pattern):
	return next((found[0] for text in mails_to(recipient) if (found := re.search(pattern, text))), None)


def representative_chooses_a_password(representative, link, password):
	page = representative.open(link)
	page.locator("#new_password").press_sequentially(password)
	page.locator("#confirm_password").press_sequentially(password)
	page.click("#update")
	page.wait_for_url(re.compile("/portal|/me|/app|/desk"))


def representative_updates_the_ngo(representative):
	page = representative.open("my-ngos")
	page.locator(".hub-card").filter(has_text=NAME).get_by_role(
		"link", name=_("Update the data", "sl")
	).click()
	representative.settle()
	page.fill("#hub-phone", "05 300 00 00")
	assert_nothing_is_cut_off(page)
	page.click("[name=hub_go][value=send]")
	expect(page.locator(".hub-confirmation")).to_be_visible()


def representative_cannot_open_another_ngo(representative):
	other = frappe.db.get_value("NGO", {"ngo_name": LIKELY_DUPLICATE})
	page = representative.open("my-ngos")
	expect(page.locator(".hub-card")).to_have_count(1)
	for address in (f"/update-my-ngo/{other}/edit", f"/api/resource/NGO/{other}"):
		answer = page.request.get(address)
		assert answer.status == 403
		assert LIKELY_DUPLICATE not in answer.text()


def manager_filters_the_report_and_sees_the_chart(manager):
	page = manager.open("desk/query-report/NGO Register Overview")
	expect(page.locator(".dt-scrollable")).to_contain_text("Ajdovščina")

	manager.choose("municipality", "Tolmin")

	expect(page.locator(".dt-scrollable")).not_to_contain_text("Ajdovščina")
	expect(page.locator(".dt-scrollable .dt-row").first).to_contain_text("Tolmin")
	number = frappe.db.count("NGO", {"municipality": "Tolmin"})
	expect(page.locator(".report-summary .summary-value").first).to_have_text(str(number))
	expect(page.locator(".chart-wrapper .bar").first).to_be_visible()
