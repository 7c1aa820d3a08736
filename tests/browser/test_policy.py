# SPDX-License-Identifier: GPL-3.0-only
"""What a browser may do breaks no page: nothing is refused on any page of the hub, the log-in or the Desk."""

import json

import frappe
from frappe.utils.password import update_password
from playwright.sync_api import BrowserContext, Page

from embedded.home import PROJECT
from planota_hub.tests.compat import make_user
from tests.browser.conftest import PASSWORD, SCREEN, new_context

APP = PROJECT / "planota_hub"
PAGES = sorted(path.stem for path in (APP / "www").glob("*.html"))
FORMS = sorted(json.loads(path.read_text())["route"] for path in APP.glob("*/web_form/*/*.json"))
PUBLIC = (*PAGES, *(f"{form}/new" for form in FORMS), "login", "update-password", "nothing-here")
PORTAL = (
	*(page for page in PAGES if page.startswith("my-") or page in ("me", "portal", "register-colleagues")),
	f"{FORMS[0]}/list",
)
DESK = ("desk", "desk/ngo", "desk/ngo/new", "desk/hub-settings", "desk/query-report/Need to Outcome")
POLICY = "Content Security Policy"


def find_refusals(context: BrowserContext, paths: tuple[str, ...]) -> dict[str, list[str]]:
	"""What the console says of the policy, and errors in scripts, for each page that is not quiet."""
	page = context.new_page()
	said: list[str] = []
	page.on("console", lambda message: said.append(message.text) if POLICY in message.text else None)
	page.on("pageerror", lambda error: said.append(str(error)))
	found = {path: listen(page, path, said) for path in paths}
	page.close()
	return {path: what for path, what in found.items() if what}


def listen(page: Page, path: str, said: list[str]) -> list[str]:
	"""Open a page and return what is `said` of it meanwhile."""
	said.clear()
	page.goto(f"/{path}", wait_until="load")
	page.wait_for_function("document.readyState === 'complete'")
	return list(said)


def test_the_policy_breaks_no_page_for_a_visitor(browser, served):
	visitor = new_context(browser, served, SCREEN, "en-US")
	assert find_refusals(visitor, PUBLIC) == {}
	visitor.close()


def test_the_policy_breaks_no_page_of_the_portal(logged_in, served):
	user = make_user("portal@browser.test", "NGO Representative")
	update_password(user, PASSWORD)
	frappe.db.commit()
	assert find_refusals(logged_in(user, viewport=SCREEN, locale="en-US"), PORTAL) == {}


def test_the_policy_breaks_no_page_of_the_desk(logged_in, served):
	assert find_refusals(logged_in("officer@browser.test", viewport=SCREEN, locale="en-US"), DESK) == {}


def test_a_script_that_came_from_somebody_does_not_run(browser, served):
	visitor = new_context(browser, served, SCREEN, "en-US")
	page = visitor.new_page()
	page.goto("/track")
	ran = page.evaluate(
		"""() => {
			document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.ran = 1'>");
			const script = document.createElement("script");
			script.textContent = "window.ran = 2";
			document.body.append(script);
			return new Promise((done) => setTimeout(() => done(window.ran), 300));
		}"""
	)
	visitor.close()
	assert ran is None
