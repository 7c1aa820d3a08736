# SPDX-License-Identifier: GPL-3.0-only
"""A representative on a phone: what the small forms of the portal say, and a session that ends in between."""

import re

import frappe
from frappe.utils.password import update_password
from playwright.sync_api import Page, expect

from planota_hub.files.uploads import MOST
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.tests.compat import make_user
from tests.browser.conftest import PASSWORD, SLOW, line

USER = "phone@browser.test"
PHONE = {"width": 360, "height": 740}


def test_a_form_says_what_came_of_it_and_keeps_what_was_typed_when_the_session_ends(logged_in, served):
	update_password(make_user(USER), PASSWORD)
	make_represented_ngo(USER, ngo_name="Društvo na telefonu")
	frappe.db.commit()
	context = logged_in(USER, viewport=PHONE, locale="en-US")
	page = context.new_page()
	answer = page.locator("#hub-answer")

	page.goto("/me")
	page.get_by_label("Phone").fill("abc")
	page.get_by_role("button", name="Save").click()
	phone = page.get_by_label("Phone")
	expect(phone).to_be_focused()
	expect(phone).to_have_accessible_description(re.compile("^Abc is not a phone number"))
	page.get_by_label("Phone").fill("041/234-567")
	save_on_a_bad_line(page)
	expect(answer).to_have_text("Your contact data are saved.")
	assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]

	page.get_by_label("Phone").fill("041 999 888")
	context.add_cookies([{"name": "sid", "value": "0" * 56, "url": served}])
	page.get_by_role("button", name="Save").click()
	expect(answer).to_contain_text("Your session has ended")
	answer.get_by_role("link", name="Log in").click()
	page.fill("#login_email", USER)
	page.fill("#login_password", PASSWORD)
	page.locator(".btn-login:visible").click()

	expect(answer).to_contain_text("You are logged in again")
	expect(page.get_by_label("Phone")).to_have_value("041 999 888")


def save_on_a_bad_line(page: Page) -> None:
	"""Press the button without a connection, which loses nothing, and once more on a slow line, which shows it."""
	button = page.get_by_role("button", name="Save")
	with line(page) as change_line:
		change_line(offline=True)
		button.click()
		expect(page.locator("#hub-answer")).to_contain_text("The connection was lost")
		expect(page.get_by_label("Phone")).to_have_value("041/234-567")

		change_line(latency=SLOW)
		button.click()
		expect(page.get_by_role("button", name="Sending…")).to_be_disabled()
		expect(page.locator("form[data-act] button:enabled")).to_have_count(0)


def test_a_file_of_the_wrong_kind_or_size_is_refused_beside_its_field_and_nothing_is_sent(
	logged_in, served, tmp_path
):
	update_password(make_user(USER), PASSWORD)
	ngo = make_represented_ngo(USER, ngo_name="Društvo z dokumenti")
	frappe.db.commit()
	page = logged_in(USER, viewport=PHONE, locale="en-US").new_page()
	sent = []
	page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
	page.goto(f"/my-ngo?name={ngo.name}")
	field = page.locator("#document")

	for name, size, said in (
		("statutes.exe", 9, "Expected is one of"),
		("statutes.pdf", MOST + 1, "At most 10 MB"),
	):
		file = tmp_path / name
		file.write_bytes(b"0" * size)
		field.set_input_files(file)
		page.get_by_role("button", name="Add the document").click()
		expect(page.locator(".hub-error")).to_contain_text(said)
		expect(field).to_have_attribute("aria-invalid", "true")
		expect(field).to_have_accessible_description(re.compile(f"^{said}"))

	assert not [url for url in sent if "add_document" in url]
	assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
