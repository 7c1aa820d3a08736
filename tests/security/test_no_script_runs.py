# SPDX-License-Identifier: GPL-3.0-only
"""Whatever people type into the hub's forms, and whatever is stored already: no browser runs it.

Scripts in every encoding are put into every text field of every public form, and written straight into every text
field of every record. Then pages, forms, prints, mails, feeds and the Desk are opened. The suite tries one
encoding in each field, another in the next, and opens a part of the Desk; all of them and all of it:
`HUB_EVERY_SCRIPT=1 ./hub test tests/security/test_no_script_runs.py`
"""

import html
import itertools
import os
import re
from collections.abc import Iterator
from email import message_from_string
from urllib.parse import quote
from xml.etree import ElementTree

import frappe
import pytest
from playwright.sync_api import BrowserContext, Page, sync_playwright

from embedded.engine.repairs.pdf import find_browser
from embedded.home import Home
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	make_registration,
)
from planota_hub.capacity_building.workshops.mail import REGISTRATION_PURPOSE
from planota_hub.rules.text import MULTILINE_TYPES
from planota_hub.rules.tokens import make_token
from tests.browser.conftest import IS_QUIET, NOT_RUN
from tests.security.hostile import find_doctypes, find_pages
from tests.security.stage import MANAGER, PASSWORD, REPRESENTATIVE, Stage, Visitor, served

EVERYTHING = bool(os.environ.get("HUB_EVERY_SCRIPT"))
ENCODINGS_PER_FIELD = 1
RECORDS_IN_DESK = 8

pytestmark = pytest.mark.skipif(not find_browser(), reason=NOT_RUN)

RUN = "hubScriptRan()"
SCRIPT, IMAGE = f"<script>{RUN}</script>", f"<img src=x onerror={RUN}>"


def as_entities(text: str, form: str) -> str:
	return "".join(form.format(ord(character)) if character in "<>&\"'" else character for character in text)


# markup, however it is written; each fits into a field of one line
WRITTEN = (
	SCRIPT,
	f"</title>{SCRIPT}",
	f"--></script>{SCRIPT}",
	f"]]>{SCRIPT}",
	f'">{IMAGE}',
	f"'>{IMAGE}",
	f"<svg/onload={RUN}>",
	f"<ScRiPt >{RUN}</sCrIpT>",
	f"<scr\x00ipt>{RUN}</scr\x00ipt>",
	f"<\x00script>{RUN}</script>",
)
ENCODED = (
	html.escape(f"</title>{SCRIPT}"),
	html.escape(IMAGE).replace("&lt;", "&LT;").replace("&gt;", "&GT;"),
	html.escape(html.escape(SCRIPT)),
	html.escape(html.escape(html.escape(IMAGE))),
	as_entities(f"</title>{SCRIPT}", "&#{};"),
	as_entities(IMAGE, "&#{:07d}"),
	as_entities(SCRIPT, "&#x{:x};"),
	as_entities(IMAGE, "&#X{:06X};"),
	as_entities(SCRIPT, "&amp;#{};"),
	SCRIPT.translate({ord("<"): "＜", ord(">"): "＞"}),
)
MARKUP = WRITTEN + ENCODED
# what is plain text in a page, unless somebody puts it into an address, an attribute or a script
OTHER = (
	SCRIPT.translate({ord("<"): "\\u003c", ord(">"): "\\u003e"}),
	quote(SCRIPT),
	f'" onmouseover="{RUN}',
	f"' onfocus='{RUN}' autofocus='",
	f"javascript:{RUN}",
	f"jav&#x09;ascript:{RUN}",
	f"data:text/html,{quote(SCRIPT)}",
	f"{{{{ {RUN} }}}}",
	f"${{{RUN}}}",
	f"[x](javascript:{RUN})",
)
LINKS = (
	f"javascript:{RUN}",
	f" JaVaScript:{RUN}",
	f"java\tscript:{RUN}",
	f"data:text/html,{SCRIPT}",
	f"vbscript:{RUN}",
)

# attributes that would run when somebody moves the mouse or clicks
FIND_TRAPS = """() => [...document.querySelectorAll("*")].flatMap((element) =>
	[...element.attributes]
		.filter(({ name, value }) =>
			(name.startsWith("on") && value.includes("hubScriptRan")) ||
			(["href", "src", "action", "formaction", "xlink:href"].includes(name) &&
				/^[\\s\\0-\\x1f]*(javascript|vbscript|data:text)/i.test(value) && value.includes("hubScriptRan"))
		)
		.map(() => element.outerHTML.slice(0, 300))
)"""

PUBLIC_RECORDS = {
	"/workshops/{}": "Training Workshop",
	"/events/{}": "Hub Event",
	"/calls/{}": "Funding Call",
	"/consultations/{}": "Policy Proposal",
	"/campaigns/{}": "Advocacy Campaign",
	"/elections/{}": "Representative Election",
	"/meetings/{}": "Hub Meeting",
	"/good-practices/{}": "Good Practice",
}
# forms whose senders and receivers get a mail about a record
MAILING_FORMS = (
	"report-need",
	"join-network",
	"register-for-workshop",
	"register-for-event",
	"support-campaign",
)
FEED_ELEMENTS = {
	"rss",
	"channel",
	"item",
	"title",
	"link",
	"description",
	"guid",
	"pubDate",
	"lastBuildDate",
	"language",
}
FEEDS = (
	"/api/method/planota_hub.funding.calls.feed.rss",
	"/api/method/planota_hub.funding.calls.feed.deadlines",
	"/api/method/planota_hub.capacity_building.workshops.calendar_files.feed",
)
# what other fields are found by, or computed from
KEYS = re.compile(
	r"_key$|_code$|fingerprint|^official|^route$|^name|_id$|version|language|color|icon|^metric"
	r"|^registration_number$|^tax_number$"
)


@pytest.fixture(scope="module")
def stage(test_site: Home) -> Iterator[Stage]:
	with served(test_site) as running:
		running.records["Workshop Registration"] = make_registration(
			frappe.get_doc("Training Workshop", running.records["Training Workshop"])
		).name
		frappe.db.commit()
		yield running


@pytest.fixture(scope="module")
def windows(stage: Stage) -> Iterator[dict[str, Page]]:
	"""One window of a guest, of a representative and of a manager."""
	options = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-quic")
	with sync_playwright() as playwright:
		browser = playwright.chromium.launch(executable_path=find_browser(), args=list(options))
		yield {
			user: open_window(browser.new_context(base_url=stage.address), user)
			for user in ("Guest", REPRESENTATIVE, MANAGER)
		}
		browser.close()


def open_window(context: BrowserContext, user: str) -> Page:
	context.expose_binding("hubScriptRan", lambda source, *_values: ran.append(source["frame"].url))
	context.route("https://**", lambda route: route.abort())
	context.on("dialog", lambda dialog: dialog.dismiss())
	if user != "Guest":
		assert context.request.post("/api/method/login", form={"usr": user, "pwd": PASSWORD}).ok
	return context.new_page()


ran: list[str] = []


def look(page: Page, path: str, quiet: bool = False) -> list[str]:
	"""Open a page; return what ran on it, or would run."""
	page.goto("about:blank")
	ran.clear()
	answer = page.goto(path)
	if quiet:
		page.wait_for_function(IS_QUIET, arg=path)
	problems = [f"{path}: ran"] if ran else []
	if answer and answer.status >= 500:
		problems.append(f"{path}: {answer.status}")
	return problems + [f"{path}: {trap}" for trap in page.evaluate(FIND_TRAPS)]


# Forms


def get_text_fields(form: str) -> list[str]:
	"""Return the fields of a public form into which people type."""
	typed = {"Data", "Autocomplete", *MULTILINE_TYPES}
	return [
		row.fieldname for row in frappe.get_doc("Web Form", form).web_form_fields if row.fieldtype in typed
	]


def test_no_public_form_takes_markup_in_any_text(stage: Stage):
	guest, representative = Visitor(stage), Visitor(stage, REPRESENTATIVE)
	own = {"endorse-need", "update-my-ngo", "report-on-joint-action"}
	turns = itertools.cycle(MARKUP)
	taken = []
	for form, sample in stage.samples.items():
		fields = get_text_fields(form)
		assert fields or form in ("event-feedback", "workshop-feedback"), form
		for fieldname in fields:
			for script in MARKUP if EVERYTHING else itertools.islice(turns, ENCODINGS_PER_FIELD):
				sender = representative if form in own else guest
				status, text = sender.submit(form, {**sample, fieldname: f"Vrt {script}"})
				assert status < 500, (form, fieldname, script, text[-300:])
				if status == 200:
					taken.append((form, fieldname, script))
	assert not taken, taken


# What is stored already


def poison(scripts: tuple[str, ...], links: tuple[str, ...]) -> None:
	"""Write a script into every text field of every record, past every rule."""
	turns, targets = itertools.cycle(scripts), itertools.cycle(links)
	for doctype in find_doctypes():
		meta = frappe.get_meta(doctype)
		names = [] if meta.issingle else frappe.get_all(doctype, pluck="name", order_by="name asc", limit=40)
		for df, name in itertools.product(filter(is_poisoned, meta.fields), names):
			value = next(targets) if df.options == "URL" else f"Vrt {next(turns)}"
			frappe.db.set_value(doctype, name, df.fieldname, value, update_modified=False)
	frappe.db.commit()
	frappe.clear_cache()


def is_poisoned(df) -> bool:
	"""Tell whether a field holds a text that people write, and by which nothing is found."""
	is_line = df.fieldtype == "Data" and df.options not in ("Email", "Phone")
	return (is_line or df.fieldtype in MULTILINE_TYPES) and not df.unique and not KEYS.search(df.fieldname)


@pytest.fixture(scope="module")
def poisoned(stage: Stage) -> Stage:
	poison(MARKUP + OTHER, LINKS)
	return stage


def test_no_page_runs_what_is_stored(poisoned: Stage, windows: dict[str, Page]):
	records = poisoned.records
	token = make_token(REGISTRATION_PURPOSE, records["Workshop Registration"])
	named = [path.format(records[doctype]) for path, doctype in PUBLIC_RECORDS.items()]
	pages = [path for path, _arguments in find_pages() if "{}" not in path]
	portal = [path for path in pages if path.startswith("/my-")] + [f"/update-my-ngo/{records['NGO']}"]
	public = [path for path in pages if path not in portal] + [f"/workshop-registration?token={token}"]

	found = [problem for path in named + public for problem in look(windows["Guest"], path)]
	found += [problem for path in named + portal for problem in look(windows[REPRESENTATIVE], path)]

	assert not found, "\n".join(found)


def test_no_feed_holds_markup(poisoned: Stage):
	for path in FEEDS:
		status, headers, text = Visitor(poisoned).ask("GET", path)

		assert (status, "html" in headers["Content-Type"]) == (200, False), path
		assert "Vrt" in text, path
		if "xml" in headers["Content-Type"]:
			assert {element.tag for element in ElementTree.fromstring(text).iter()} <= FEED_ELEMENTS


def test_no_mail_runs_what_is_stored(poisoned: Stage, windows: dict[str, Page]):
	guest = Visitor(poisoned)
	for form in MAILING_FORMS:
		status, text = guest.submit(form, poisoned.samples[form])
		assert status == 200, (form, text)
	frappe.db.rollback()
	mails = frappe.get_all("Email Queue", pluck="message", order_by="creation desc", limit=40)
	pages = [page for mail in mails for page in read_pages(mail)]
	ran.clear()

	traps = []
	for content in pages:
		windows["Guest"].set_content(content)
		traps += windows["Guest"].evaluate(FIND_TRAPS)

	assert any("Vrt" in page for page in pages)
	assert not ran and not traps, traps


def read_pages(mail: str) -> Iterator[str]:
	"""Yield the parts of a mail that a mail program shows as a page."""
	for part in message_from_string(mail).walk():
		if part.get_content_type() == "text/html":
			yield part.get_payload(decode=True).decode()


def test_neither_desk_nor_print_runs_what_is_stored(stage: Stage, windows: dict[str, Page]):
	# what could be stored before it was refused: written markup and links into scripts never could, or are removed
	poison(ENCODED + OTHER, ("https://example.org",))
	found = []
	for doctype, name in find_records(stage):
		route = doctype.lower().replace(" ", "-")
		found += look(windows[MANAGER], f"/printview?doctype={quote(doctype)}&name={quote(name)}")
		found += look(windows[MANAGER], f"/app/{route}/{quote(name)}", quiet=True)
		if EVERYTHING:
			found += look(windows[MANAGER], f"/app/{route}", quiet=True)

	assert not found, "\n".join(found)


def find_records(stage: Stage) -> list[tuple[str, str]]:
	"""Return a record of every DocType that has one, the ones that visitors see first; some of them in the suite."""
	records = dict(stage.records)
	for doctype in find_doctypes():
		meta = frappe.get_meta(doctype)
		if not (meta.istable or meta.issingle):
			name = frappe.get_all(doctype, pluck="name", order_by="creation desc", limit=1)
			records.setdefault(doctype, name[0] if name else "")
	found = [(doctype, name) for doctype, name in records.items() if name]
	return found if EVERYTHING else found[:RECORDS_IN_DESK]
