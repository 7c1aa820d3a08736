# SPDX-License-Identifier: GPL-3.0-only
"""Outreach as its users know it: a briefing from the first word to the log, and a practice from form to website."""

import frappe
from playwright.sync_api import expect

from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder

OFFICER = "officer@browser.test"


def test_a_briefing_is_written_seen_sent_and_logged(served, visit):
	for name in ("LAS Levi breg", "LAS Desni breg"):
		email = f"{name.split()[1].lower()}@las.test"
		make_stakeholder(stakeholder_name=name, stakeholder_type="Local Action Group", email=email)
	frappe.db.commit()
	visitor = visit(OFFICER)
	page = visitor.open("desk/stakeholder-briefing/new")
	visitor.fill("briefing_title", "Vabilo za {{ organisation }}")
	page.locator("[data-fieldname='message'] .ql-editor[contenteditable=true]").fill(
		"Pozdravljeni, {{ organisation }}!"
	)
	page.get_by_role("tab", name="Audience").click()
	page.locator("[data-fieldname='audience'] .grid-add-row").click()
	row = page.locator("[data-fieldname='audience'] .grid-body .grid-row").first
	row.locator("[data-fieldname='recipient_type']").first.click()
	row.locator("[data-fieldname='recipient_type'] select").select_option("Local Action Group")

	expect(page.locator("[data-audience-count]")).to_have_text("2 addresses get this briefing")
	expect(page.locator("[data-fieldname='audience_html']")).to_contain_text("Vabilo za LAS Desni breg")

	page.locator("[data-audience-count]").click()  # closes the list that was chosen from
	page.get_by_role("button", name="Save", exact=True).click()
	page.get_by_role("button", name="Send Briefing").click()
	visitor.press("Yes")

	page.get_by_role("tab", name="Sending").click()
	expect(page.locator("[data-briefing-progress]")).to_contain_text("2 waiting")
	expect(page.locator(".title-area:visible").get_by_text("Waiting")).to_be_visible()
	expect(page.locator("[data-mail-hint]")).to_contain_text("E-mail is not set up on this site")
	log = visitor.open("desk/briefing-recipient")
	for name in ("LAS Levi breg", "LAS Desni breg"):
		expect(log.locator(".list-row-container").filter(has_text=name)).to_contain_text("Queued")


def test_a_practice_goes_from_the_phone_to_the_website(visit, served):
	guest = visit(viewport={"width": 360, "height": 740}, locale="sl-SI")
	page = guest.open("submit-a-good-practice?_lang=sl")
	for fieldname, text in (
		("practice_title", "Knjižnica semen"),
		("organisation", "Društvo Seme"),
		("summary", "Semena si sposodiš in jih vrneš po žetvi."),
		("steps", "Zbiranje semen, popis, izposoja."),
		("results", "80 sort, 120 izposoj."),
	):
		guest.fill(fieldname, text)
	guest.select("field_of_work", "Rural Development")
	guest.select("municipality", "Brda")
	page.click("[name=hub_go][value=next]")
	guest.fill("contact_name", "Ana Kos")
	guest.fill("contact_email", "ana@seme.test")
	page.check("#hub-consent")
	assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
	page.click("[name=hub_go][value=send]")
	expect(page.locator("[data-tracking-code]")).to_be_visible()

	officer = visit(OFFICER)
	name = frappe.db.get_value("Good Practice", {"practice_title": "Knjižnica semen"})
	officer.open(f"desk/good-practice/{name}")
	for action, stage in (("Review", "Under Review"), ("Publish", "Published")):
		officer.take_step(action, stage)

	public = visit().open(f"good-practices/{name}")
	expect(public.locator("h1")).to_have_text("Knjižnica semen")
	expect(public.locator("article")).not_to_contain_text("Ana Kos")
