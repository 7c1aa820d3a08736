# SPDX-License-Identifier: GPL-3.0-only
"""A form on a phone: errors beside their fields, nothing that is typed is lost, and what is sent counts once."""

import contextlib
import re
from collections.abc import Iterator

import frappe
from playwright.sync_api import Page, expect

from tests.browser.conftest import SLOW, line

PHONE = {"width": 360, "height": 740}
TITLE = "Ni dvigala v zdravstvenem domu"
NEXT, SEND = "[name=hub_go][value=next]", "[name=hub_go][value=send]"


def test_what_is_typed_is_never_lost_and_counts_once(visit, eventually):
	guest = visit(viewport=PHONE, locale="sl-SI")
	page = guest.open("report-need/new")

	with refusing(guest):
		page.click(NEXT)
		expect(page.locator(".hub-problems")).to_be_focused()
	page.get_by_role("alert").get_by_role("link").first.click()
	expect(page.locator("#hub-need_title")).to_be_focused()
	expect(page.locator("#hub-need_title")).to_have_accessible_description(re.compile("^Izpolnite to polje"))

	guest.fill("need_title", TITLE)
	guest.select("municipality", "Tolmin")
	guest.select("field_of_work", "Older People")
	guest.fill("description", "Invalidi ne pridejo do zdravnika.")
	page.click(NEXT)
	guest.fill("affected_count", "približno 20")
	assert_kept_after(page, page.reload)
	assert_kept_after(page, lambda: page.goto("/report-need/new?_lang=en"))
	page.click(NEXT)
	expect(page.locator("#hub-is_anonymous")).to_be_visible()
	assert_kept_after(page, page.go_back)
	page.click(NEXT)

	page.check("#hub-is_anonymous")
	expect(page.locator("#hub-reporter_name")).to_be_hidden()
	send_while_offline(guest)
	expect(page.locator(".hub-facts")).to_contain_text("Tolmin")
	assert eventually(count) == 1
	page.goto("/report-need/new")
	expect(page.locator("#hub-need_title")).to_have_value("")


def test_what_is_typed_while_a_draft_comes_back_stays(visit):
	guest = visit(viewport=PHONE, locale="sl-SI")
	page = guest.open("report-need/new")
	guest.fill("description", "Invalidi ne pridejo do zdravnika.")
	held = []
	page.route(
		"**/report-need/new*",
		lambda route: held.append(route) if route.request.method == "POST" else route.fallback(),
	)
	with page.expect_request(lambda request: request.method == "POST"):
		page.reload()

	page.locator("#hub-need_title").press_sequentially(TITLE)
	held.pop().continue_()

	expect(page.locator("#hub-description")).to_have_value("Invalidi ne pridejo do zdravnika.")
	expect(page.locator("#hub-need_title")).to_have_value(TITLE)
	expect(page.locator("#hub-need_title")).to_be_focused()


def assert_kept_after(page: Page, leave) -> None:
	leave()
	expect(page.locator("#hub-affected_count")).to_have_value("približno 20")


def send_while_offline(guest) -> None:
	"""Press the button without a connection: the form says so, and goes off by itself when there is one again.

	The line is slow then: the form says that it is being sent, and pressing once more does nothing.
	"""
	page, before = guest.page, len(guest.problems)
	button, sent = page.locator(SEND), []
	label = button.text_content()
	page.on("requestfinished", lambda request: request.method == "POST" and sent.append(request.url))
	with line(page) as change_line:
		change_line(offline=True)
		button.click()
		expect(page.locator("#hub-answer")).to_be_focused()
		expect(button).to_have_text(label)
		expect(button).to_be_enabled()

		change_line(latency=SLOW)
		expect(button).to_have_text("Sending…")
		expect(button).to_be_disabled()
		expect(page.locator("#hub-form")).to_have_attribute("aria-busy", "true")
		button.dispatch_event("click")
		page.locator("#hub-form").evaluate(
			"form => form.dispatchEvent(new SubmitEvent('submit', { bubbles: true }))"
		)
		expect(page.locator("[data-tracking-code]")).to_be_visible()
	assert len(sent) == 1
	del guest.problems[before:]


@contextlib.contextmanager
def refusing(guest) -> Iterator[None]:
	"""Expect that the server refuses the form that is sent here; the browser writes that to its console."""
	before = len(guest.problems)
	yield
	said = guest.problems[before:]
	assert any(problem.startswith("422: ") for problem in said), said
	del guest.problems[before:]


def count() -> int:
	frappe.db.rollback()
	return frappe.db.count("Local Need", {"need_title": TITLE})
