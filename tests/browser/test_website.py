# SPDX-License-Identifier: GPL-3.0-only
"""The website as a visitor has it: light, on a phone and on a laptop, without and with a log-in."""

import pytest
from playwright.sync_api import expect

PHONE = {"width": 360, "height": 740}
MOST_BYTES = 150_000
MOST_REQUESTS = 8
PAGES = (
	"",
	"ngos",
	"workshops",
	"calls",
	"consultations",
	"campaigns",
	"representation",
	"elections",
	"meetings",
	"good-practices",
	"track",
	"find?q=drustvo",
	"o-sticiscu",
	"privacy-notice",
	"register-ngo/new",
	"report-need/new",
	"submit-a-good-practice/new",
	"login",
	"update-password?key=unknown",
)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_for_reading_is_light_and_fits_the_screen(visit, path):
	visitor = visit(viewport=PHONE, locale="sl-SI")
	loaded = []
	visitor.page.on("response", lambda answer: loaded.append(answer))

	page = visitor.open(path)

	assert sum(len(answer.body()) for answer in loaded) <= MOST_BYTES
	assert len(loaded) <= MOST_REQUESTS
	assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
	expect(page.locator("main h1:visible")).to_have_count(1)


def test_a_log_in_with_a_second_factor_asks_for_the_code_and_leads_where_one_wanted(visit):
	visitor = visit(viewport=PHONE, locale="sl-SI")
	page = visitor.open("login?redirect-to=/news")
	sent = []

	def answer(route):
		sent.append(route.request.post_data_json)
		waits = {
			"tmp_id": "t1",
			"verification": {"method": "Email", "setup": True, "prompt": "Koda je na poti."},
		}
		if sent[-1].get("otp") == "wrong":
			return route.fulfill(status=401, json={})
		route.fulfill(json={"message": "No App", "home_page": "/me"} if "otp" in sent[-1] else waits)

	page.route("**/api/method/login", answer)
	page.fill("#login_email", " ana@example.org ")
	page.fill("#login_password", "secret")
	page.click(".btn-login")
	code = page.get_by_label("Potrditvena koda")
	expect(code).to_be_focused()
	expect(code).to_have_accessible_description("Koda je na poti.")
	for typed in ("wrong", "123456"):
		code.fill(typed)
		code.press("Enter")
		if typed == "wrong":
			expect(page.locator("#hub-answer")).to_contain_text("Koda ni prava")

	page.wait_for_url("**/news")
	assert visitor.problems.pop().startswith(("401: ", "console: "))
	assert visitor.problems.pop().startswith(("401: ", "console: "))
	assert sent == [
		{"usr": "ana@example.org", "pwd": "secret"},
		{"tmp_id": "t1", "otp": "wrong"},
		{"tmp_id": "t1", "otp": "123456"},
	]


def test_on_a_phone_the_menu_opens_and_leads_on(visit):
	page = visit(viewport=PHONE, locale="sl-SI").open("")

	page.locator(".hub-narrow-menu > summary").click()
	page.locator(".hub-narrow-menu").get_by_text("Zastopanje", exact=True).click()
	assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
	page.locator(".hub-narrow-menu").get_by_role("link", name="Volitve").click()

	expect(page.get_by_role("heading", level=1)).to_have_text("Volitve")


def test_the_keyboard_finds_the_way_past_the_menu_and_into_the_search(visit):
	page = visit(locale="sl-SI").open("")

	page.keyboard.press("Tab")
	expect(page.locator(".hub-skip")).to_be_focused()
	page.keyboard.press("Enter")
	expect(page.locator("#content")).to_be_focused()
	page.fill("#hub-search-wide", "POTREBO sporocite")
	page.keyboard.press("Enter")

	expect(page.locator("main").get_by_role("link", name="Sporočite potrebo")).to_be_visible()
