# SPDX-License-Identifier: GPL-3.0-only
"""Everybody can use the website: WCAG 2.2 AA on all pages, forms, mails and prints, and what no tool sees.

The pages are found where they are declared: public areas, Web Forms, the portal's menu, and the files of `www/`, of which
none may be left out.
"""

import contextlib
import email
import email.policy
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urldefrag, urlencode, urljoin
from urllib.request import Request, urlopen

import frappe
import pytest
from bs4 import BeautifulSoup
from frappe.utils import add_to_date, now_datetime
from frappe.utils.password import update_password
from playwright.sync_api import Locator, Page, expect

from planota_hub import hooks
from planota_hub.advocacy.doctype.campaign_supporter.test_campaign_supporter import make_supporter
from planota_hub.capacity_building.doctype.development_plan.test_development_plan import (
	make_assessment,
	make_plan,
)
from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import (
	make_mentor,
	make_session,
)
from planota_hub.capacity_building.doctype.ngo_support_request.test_ngo_support_request import (
	make_request,
	make_work,
)
from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_workshop
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	make_attended,
	make_registration,
)
from planota_hub.funding.doctype.call_application.test_call_application import make_application
from planota_hub.funding.doctype.funded_project.test_funded_project import make_project
from planota_hub.funding.doctype.project_indicator.test_project_indicator import make_indicator
from planota_hub.funding.doctype.reporting_period.test_reporting_period import make_period
from planota_hub.hub_network.doctype.hub_report.test_hub_report import make_published
from planota_hub.local_networks.doctype.body_mandate.test_body_mandate import make_body, make_mandate
from planota_hub.local_networks.doctype.local_network.test_local_network import make_network
from planota_hub.local_networks.doctype.representative_election.test_representative_election import (
	end_voting,
	make_election,
	take_step,
	vote,
)
from planota_hub.mail.wording import LANGUAGES, speaking
from planota_hub.partnerships.doctype.partnership_consortium.test_partnership_consortium import (
	make_consortium,
)
from planota_hub.partnerships.doctype.programme_proposal.test_programme_proposal import (
	make_proposal as make_programme_proposal,
)
from planota_hub.planota_hub.doctype.hub_event import test_hub_event as events
from planota_hub.planota_hub.doctype.hub_exchange.test_hub_exchange import make_exchange
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting, new_decision
from planota_hub.planota_hub.doctype.hub_news.test_hub_news import make_news
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.member_vote.test_member_vote import make_vote
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.personal_data_enquiry.test_personal_data_enquiry import make_enquiry
from planota_hub.planota_hub.doctype.stakeholder_briefing.test_stakeholder_briefing import make_briefing
from planota_hub.planota_hub.doctype.survey import test_survey as surveys
from planota_hub.planota_hub.votes.mail import VOTE_PURPOSE
from planota_hub.public_forms.public_areas import get_areas
from planota_hub.rules.tokens import make_token
from planota_hub.tests.compat import make_user
from planota_hub.website.pages import ROUTES
from tests.browser.conftest import PASSWORD, new_context
from tests.security.stage import MANAGER, REPRESENTATIVE, Stage, open_forms

PROJECT = Path(__file__).resolve().parents[2]
TOOLS = PROJECT / "tests" / "lint"
AXE = TOOLS / "node_modules" / "axe-core" / "axe.min.js"
WWW = PROJECT / "planota_hub" / "www"

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
# 1280 px enlarged to 400 %
ENLARGED = {"width": 320, "height": 640}
# another language changes words, not what stands where: the narrow screen, where they are most in each other's way, is enough
SCREENS = {"sl": (WIDE, NARROW), "en": (NARROW,)}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
# what only a whole page has: the rest of a print is made by the framework, and a mail is shown within a mailbox
OF_WHOLE_PAGES = (
	*("bypass", "document-title", "landmark-one-main", "region", "html-has-lang"),
	"page-has-heading-one",
)

FIND_BARRIERS = """async ([tags, left_out]) => {
	const rules = Object.fromEntries(left_out.map((rule) => [rule, { enabled: false }]));
	const options = { runOnly: tags, rules, resultTypes: ["violations"], elementRef: false };
	const { violations } = await axe.run(document, options);
	return violations.flatMap(({ id, nodes }) =>
		nodes.slice(0, 3).map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`)
	);
}"""
FILL_IN = """(values) => {
	for (const [name, value] of Object.entries(values)) {
		for (const field of document.getElementsByName(name)) {
			if (field.type === "hidden") continue;
			if (field.type === "checkbox") {
				field.checked = Array.isArray(value) ? value.includes(field.value) : Boolean(value);
			} else field.value = value;
			field.dispatchEvent(new Event("change", { bubbles: true }));
		}
	}
}"""
IS_SEEN = """() => {
	const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
	return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
}"""
FORMS_OF_REPRESENTATIVES = ("endorse-need", "report-on-joint-action", "update-my-ngo")
# templates of records and lists, of what the framework shows, and of an address that leads to another
SHOWN_UNDER_OTHER_NAMES = {
	*("call", "campaign", "consultation", "election", "good-practice", "meeting", "workshop", "event"),
	*("public-list", "public-record", "about", "contact", "error", "message"),
	"record-of-processing",
}
# print format -> what a record needs to be printed with it
PRINTABLE = {
	"Workshop Certificate": {"attendance": "Attended"},
	"Event Confirmation": {"attendance": "Attended"},
}
FAILING = "a-page-that-fails"
MOST_KEYS = 150
MOST_MAILS, FEWEST_MAILS = 60, 4
MOST_LINKS, MOST_QUERIES = 160, 3
LOGGED_OUT = 403
IS_ANSWERED = """(step) =>
	document.querySelector(".hub-problems, .hub-confirmation")
	|| document.querySelector("[name=hub_step]").value !== step"""
NEXT, SEND = "[name=hub_go][value=next]", "[name=hub_go][value=send]"


def mark_and_sign(page: Page) -> None:
	page.locator("[name=candidate]").first.check()
	page.fill("[name=cast_by]", "Eva Bizjak")
	page.check("[name=is_entitled]")


# page that a link of a mail opens -> what is filled in there before its first button is pressed
LINKS_THAT_ASK = {
	"confirm": lambda page: None,
	"briefing-opt-out": lambda page: None,
	"meeting-invitation": lambda page: None,
	"workshop-registration": lambda page: None,
	"event-registration": lambda page: None,
	"rate-support": lambda page: page.locator("[name=rating]").first.check(),
	"vote": mark_and_sign,
	"member-vote": lambda page: page.locator("[name=choice]").first.check(),
}


@pytest.fixture(scope="module")
def axe() -> str:
	"""The source of axe-core, installed with the linters of JavaScript when it is not there."""
	if not AXE.is_file():
		command = ["npm", "ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund"]
		subprocess.run(command, cwd=TOOLS, check=True, capture_output=True)
	return AXE.read_text("utf-8")


@pytest.fixture(scope="module")
def stage(served: str) -> Stage:
	"""The served site with a public record of every area, and something open behind every form."""
	frappe.db.rollback()
	for user, role in ((REPRESENTATIVE, "NGO Representative"), (MANAGER, "Hub Manager")):
		update_password(make_user(user, role), PASSWORD)
	stage = Stage(0)
	change_settings(public_intake_per_email_per_day=0, anonymous_intake_allowed=1)
	open_forms(stage)
	make_network(show_on_website=1)
	make_consortium(show_on_website=1)
	make_project(show_on_website=1)
	frappe.db.set_value("Joint Action Plan", stage.records["Joint Action Plan"], "show_on_website", 1)
	make_published()
	make_news(text="## Zakaj\n\nZaradi čebel.")
	for _number in range(2):
		body = make_body(published=1)
		make_mandate(body)
	stage.links = make_links(stage)
	decide_election()
	accompany(stage.records["NGO"])
	stage.records["NGO that took its consent back"] = make_withdrawn_ngo()
	make_failing_page()
	stage.samples["apply-with-potential"]["programme_round"] = stage.records["Programme Round"]
	frappe.db.commit()
	frappe.clear_cache()
	return stage


def make_withdrawn_ngo() -> str:
	"""Return an NGO whose page was public and is no more."""
	ngo = make_ngo(stage="Verified", consent_register=1, consent_given_on=now_datetime())
	ngo.consent_register = 0
	return ngo.save().name


def make_failing_page() -> None:
	"""Put a page on the website that fails whenever somebody opens it."""
	page = {"title": FAILING, "route": FAILING, "published": 1, "dynamic_template": 1, "content_type": "HTML"}
	frappe.get_doc({"doctype": "Web Page", **page, "main_section_html": "{{ 1 // 0 }}"}).insert()


def decide_election() -> None:
	"""Hold an election with a vote, so that its page shows the result."""
	election = make_election(stage="Voting")
	vote(election, election.electors[0].ngo, election.candidates[0].candidate_name)
	end_voting(election)
	take_step(take_step(election, "Count Ballots"), "Confirm Result")


def accompany(ngo: str) -> None:
	"""Give an NGO a development plan with a mentor and a request, and the hub a report to its funders."""
	mentor = make_mentor()
	plan = make_plan(ngo=ngo, mentor=mentor)
	make_assessment(development_plan=plan.name)
	make_session(ngo=ngo, mentor=mentor)
	make_request(ngo=ngo)
	make_application(ngo=ngo)
	make_programme_proposal(lead=ngo)
	make_exchange()
	project = make_project()
	period = make_period(project)
	make_indicator(project)
	period.compute_figures()


def make_links(stage: Stage) -> dict[str, str]:
	"""Return pages that are opened by a link from an e-mail, each with what it is about; file of `www/` -> path."""
	workshop = make_workshop(starts_on=now_datetime(), ends_on=add_to_date(now_datetime(), hours=3), hours=2)
	attended = make_attended(make_workshop(stage="Held", days=-3))
	came = events.make_registration(events.make_event(days=-3), attendance="Attended")
	events.take_step(frappe.get_doc("Hub Event", came.event), "Mark as Held")
	running = events.make_event(starts_on=now_datetime(), ends_on=add_to_date(now_datetime(), hours=3))
	meeting = make_meeting(stage="Called")
	minuted = make_meeting(stage="Minutes Adopted")
	entrusted = {"responsible": None, "carried_out_by": "Bralka", "responsible_email": "bralka@browser.test"}
	decided = make_meeting(stage="Held", decisions=[new_decision(**entrusted)])
	asked = make_vote(stage="Voting")
	election = make_election(stage="Voting")
	supporter = make_supporter(campaign=stage.records["Advocacy Campaign"])
	records = {
		"workshop-registration": ("workshop registration", make_registration(make_workshop()).name),
		"workshop-sign-in": ("workshop sign-in", workshop.name),
		"workshop-certificate": ("workshop registration", attended.name),
		"event-registration": (
			"event registration",
			events.make_registration(events.make_event()).name,
		),
		"event-sign-in": ("event sign-in", running.name),
		"event-confirmation": ("event registration", came.name),
		"meeting-invitation": ("meeting invitation", meeting.participants[0].name),
		"meeting-minutes": ("meeting invitation", minuted.participants[0].name),
		"meeting-decision": ("meeting decision", decided.decisions[0].name),
		"rate-support": ("support rating", make_request(stage="Resolved", work=[make_work()]).name),
		"vote": ("election ballot", election.electors[0].name),
		"member-vote": (VOTE_PURPOSE, asked.voters[0].name),
		"survey": ("survey", surveys.make_open_survey(questions=surveys.EVERY_KIND)[1][0].name),
		"personal-data": ("personal data enquiry", make_enquiry().name),
		"confirm": ("campaign support", supporter.name),
		"briefing-opt-out": ("briefing opt-out", make_recipient()),
	}
	links = {page: f"{page}?token={quote(make_token(*record))}" for page, record in records.items()}
	return links | {"confirm": links["confirm"] + "&for=campaign-support"}


def make_recipient() -> str:
	"""Return the entry of somebody to whom a briefing was sent."""
	recipient = {
		"name": "read-in-a-browser",
		"briefing": make_briefing().name,
		"email": "bralka@browser.test",
	}
	frappe.db.bulk_insert("Briefing Recipient", list(recipient), [tuple(recipient.values())])
	return recipient["name"]


def get_public_pages(stage: Stage) -> dict[str, str]:
	"""Return the pages that nobody has to log in for; file of `www/`, or another name, -> path."""
	pages = {
		"home": "",
		"find": "find?q=drustvo",
		"track": f"track?code={stage.records['NGO']}",
		"newsletter": "newsletter",
		"calendar": "calendar",
		"open-data": "open-data",
		"representation": "representation",
		"login": "login",
		"forgotten": "login#forgot",
		"update-password": "update-password?key=unknown",
		"403": "private/files/refused.pdf",
		"404": "ni-te-strani",
		"410": f"ngos/{stage.records['NGO that took its consent back']}",
		"expired": "vote?token=unknown",
		"500": FAILING,
		**{page: languages[frappe.local.lang] for page, languages in ROUTES.items()},
		**stage.links,
	}
	for area in get_areas():
		pages[area.folder] = area.folder
		names = [frappe.db.get_value(area.doctype, filters) for filters in area.filters]
		assert any(names), f"no public record of {area.doctype}"
		pages[area.doctype] = f"{area.folder}/{next(filter(None, names))}"
	return pages


class Reader:
	"""Somebody who looks for barriers on one page after the other."""

	def __init__(self, page: Page, axe: str, screens: tuple[dict, ...]):
		self.page, self.axe, self.screens = page, axe, screens
		self.found: list[str] = []

	def open(self, path: str) -> str:
		"""Go to a page and look at it, as it stands and enlarged; return its title."""
		self.page.goto(f"/{path}")
		self.look(path)
		title, language = self.page.evaluate("[document.title, document.documentElement.lang]")
		if language != frappe.local.lang or not title.strip(" –"):
			self.found.append(f"{path}: title {title!r} in the language {language!r}")
		return title

	def look(self, where: str) -> None:
		"""Note what axe finds on a page, whether it has to be moved sideways when it is enlarged, and what moves."""
		self.ask_axe(where)
		self.page.set_viewport_size(ENLARGED)
		if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
			self.found.append(f"{where}: sideways at 400 %")
		if self.page.evaluate("document.getAnimations().length"):
			self.found.append(f"{where}: moves")

	def ask_axe(self, where: str, left_out: tuple[str, ...] = ()) -> None:
		"""Note what axe finds on each screen."""
		self.page.evaluate(self.axe)
		for screen in self.screens:
			self.page.set_viewport_size(screen)
			barriers = self.page.evaluate(FIND_BARRIERS, [RULES, list(left_out)])
			self.found += [f"{where} ({screen['width']} px): {barrier}" for barrier in barriers]


@pytest.fixture
def read(browser, served, axe, logged_in) -> Iterator[Callable]:
	"""`read(user, language)`: somebody who looks for barriers; at the end none may have been found."""
	readers: list[Reader] = []

	def make_reader(user: str, language: str) -> Reader:
		look = {"viewport": WIDE, "locale": language}
		context = new_context(browser, served, **look) if user == "Guest" else logged_in(user, **look)
		readers.append(Reader(context.new_page(), axe, SCREENS[language]))
		return readers[-1]

	yield make_reader
	found = [line for reader in readers for line in reader.found]
	for reader in readers:
		reader.page.close()
	assert not found, "\n" + "\n".join(found)


def test_nobody_is_kept_from_reading_a_public_page_and_its_title(read, stage):
	titles: dict[str, dict[str, str]] = {}
	for language in LANGUAGES:
		with speaking(language):
			reader = read("Guest", language)
			titles[language] = {page: reader.open(path) for page, path in get_public_pages(stage).items()}

	untranslated = [page for page, title in titles["sl"].items() if title == titles["en"][page]]
	assert set(untranslated) <= {area.doctype for area in get_areas()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_kept_from_the_portal(read, stage, language):
	frappe.db.set_value("User", REPRESENTATIVE, "language", language)
	frappe.db.commit()
	frappe.clear_cache(user=REPRESENTATIVE)
	with speaking(language):
		reader = read(REPRESENTATIVE, language)
		for path in get_portal_pages(stage).values():
			reader.open(path)
		for form in FORMS_OF_REPRESENTATIVES:
			go_through(reader, form, stage)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_kept_from_filling_in_a_form(read, stage, language):
	with speaking(language):
		guest = read("Guest", language)
		for form in hooks.hub_web_forms:
			if form not in FORMS_OF_REPRESENTATIVES:
				go_through(guest, form, stage)


def test_no_page_of_the_website_was_left_out(stage):
	opened = {*get_public_pages(stage), *get_portal_pages(stage), *SHOWN_UNDER_OTHER_NAMES}
	assert {page.stem for page in WWW.glob("*.html")} - opened == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_mails_and_prints_can_be_read_aloud(read, stage, language):
	with speaking(language):
		reader = read("Guest", language)
		for name, html in (*get_mails(), *get_prints()):
			reader.page.set_content(html)
			reader.ask_axe(name, OF_WHOLE_PAGES)


def test_a_link_of_a_mail_changes_nothing_until_its_form_is_sent(served, stage):
	address = f"{served}/{stage.links['briefing-opt-out']}"
	for _time in range(2):
		assert find_method(read_plainly(address)).endswith(".opt_out")

	assert "does not get such messages" in send_plainly(served, read_plainly(address))
	assert find_method(read_plainly(address)).endswith(".opt_in")
	assert "gets the messages of the hub again" in send_plainly(served, read_plainly(address))


def test_what_a_link_of_a_mail_offers_needs_no_script(browser, served, stage):
	look = {"viewport": NARROW, "base_url": served, "locale": "en-GB"}
	with contextlib.closing(browser.new_context(java_script_enabled=False, **look)) as context:
		page = context.new_page()
		for name, fill in LINKS_THAT_ASK.items():
			page.goto(f"/{stage.links[name]}")
			expect(page.locator("main form[data-act]").first, name).to_be_visible()
			fill(page)
			page.locator("main form[data-act] [type=submit]").first.click()
			expect(page.locator("main [role=status]"), name).not_to_be_empty()
			expect(page.locator(".hub-footer"), name).to_be_visible()
			page.get_by_role("link", name="Back").click()
			expect(page, name).to_have_url(f"{served}/{stage.links[name]}")


def read_plainly(address: str, values: dict | None = None) -> str:
	"""Return what a client without a browser gets for a page, or for a form that it sends."""
	data = urlencode(values).encode() if values else None
	with urlopen(Request(address, data, {"Accept": "text/html"})) as answer:
		return answer.read().decode()


def send_plainly(served: str, page: str) -> str:
	form = BeautifulSoup(page, "html.parser").select_one("main form[data-act]")
	values = {field["name"]: field["value"] for field in form.select("input")}
	return read_plainly(served + form["action"], values)


def find_method(page: str) -> str:
	return BeautifulSoup(page, "html.parser").select_one("main form[data-act]")["action"]


def test_a_robot_that_follows_every_link_changes_nothing_and_meets_no_dead_end(served, stage):
	before = describe_records()

	answers = follow_links(served, ["", *stage.links.values()])

	assert len(answers) > MOST_LINKS / 2
	assert {path: status for path, status in answers.items() if status not in (200, LOGGED_OUT)} == {}
	assert describe_records() == before


def follow_links(served: str, paths: list[str]) -> dict[str, int]:
	"""Return the status of all pages that lead on from some, each with a few of the queries that it is linked with."""
	answers: dict[str, int] = {}
	waiting, asked = list(paths), Counter()
	while waiting and len(answers) < MOST_LINKS:
		path = waiting.pop(0)
		name = path.partition("?")[0]
		if path in answers or asked[name] == MOST_QUERIES:
			continue
		asked[name] += 1
		answers[path], links = read_links(f"{served}/{path}")
		waiting += [link.removeprefix(f"{served}/") for link in links if link.startswith(f"{served}/")]
	return answers


def read_links(address: str) -> tuple[int, list[str]]:
	"""Return the status of a page and where it leads."""
	try:
		with urlopen(Request(address, headers={"Accept": "text/html"})) as answer:
			page = BeautifulSoup(answer.read().decode(errors="replace"), "html.parser")
			return answer.status, [
				urldefrag(urljoin(address, link["href"]))[0] for link in page.select("a[href]")
			]
	except HTTPError as refused:
		return refused.code, []


def describe_records() -> dict[str, tuple]:
	"""Return how many records of each DocType of the hub there are, and when one has changed last."""
	frappe.db.rollback()
	modules = frappe.get_all("Module Def", {"app_name": "planota_hub"}, pluck="name", order_by="name asc")
	kinds = {"module": ("in", modules), "issingle": 0, "is_virtual": 0}
	return {
		doctype: (
			frappe.db.count(doctype),
			frappe.db.get_value(doctype, {}, "modified", order_by="modified desc"),
		)
		for doctype in frappe.get_all("DocType", kinds, pluck="name", order_by="name asc")
	}


def test_whoever_has_no_mouse_sees_where_they_are(browser, served):
	context = new_context(browser, served, viewport=NARROW, locale="sl")
	page = context.new_page()
	for path in ("", "ngos", "report-need/new"):
		page.goto(f"/{path}")
		last = page.locator("footer a").last
		for _key in range(MOST_KEYS):
			page.keyboard.press("Tab")
			assert page.evaluate(IS_SEEN), f"{path}: {page.evaluate('document.activeElement.outerHTML')}"
			if last.evaluate("link => link === document.activeElement"):
				break
		else:
			pytest.fail(f"{path}: the keyboard does not come to the end of the page")
	context.close()


# What there is to look at


def get_portal_pages(stage: Stage) -> dict[str, str]:
	"""Return the pages of a representative; file of `www/` -> path."""
	menu = [item["route"].strip("/") for item in hooks.standard_portal_menu_items]
	request = frappe.db.get_value("NGO Support Request", {"ngo": stage.records["NGO"]})
	return {
		**{path: path for path in menu},
		"me": "me",
		"my-ngo": f"my-ngo?name={stage.records['NGO']}",
		"my-request": f"my-request?name={request}",
		"register-colleagues": f"register-colleagues?workshop={stage.records['Training Workshop']}",
	}


def go_through(reader: Reader, form: str, stage: Stage) -> None:
	"""Look at every step of a form: empty, refused because nothing is filled in, and at the step that follows."""
	page, sample = reader.page, stage.samples.get(form, {})
	reader.open(get_address(form, stage, sample))
	while True:
		if press(page, page.locator("[name=hub_go]").first):
			reader.look(f"{form}, sent")
			return
		if page.locator(".hub-problems").count():
			expect(page.locator(".hub-problems")).to_be_focused()
			reader.look(f"{form}, refused")
			find_errors_that_nobody_hears(reader, form)
		if not sample or page.locator(SEND).count():
			return
		page.evaluate(FILL_IN, sample)
		step = page.locator("[name=hub_step]").input_value()
		page.locator(NEXT).click()
		expect(page.locator("[name=hub_step]")).not_to_have_value(step)
		reader.look(f"{form}, next step")


def press(page: Page, button: Locator) -> bool:
	"""Press a button of a form that is as it was opened; tell whether everything was sent."""
	step = page.locator("[name=hub_step]").input_value()
	button.click()
	page.wait_for_function(IS_ANSWERED, arg=step)
	return not page.locator("#hub-form").count()


def get_address(form: str, stage: Stage, sample: dict) -> str:
	if form == "update-my-ngo":
		return f"{form}/{stage.records['NGO']}/edit"
	return f"{form}/new?token={quote(sample['token'])}" if "token" in sample else f"{form}/new"


def find_errors_that_nobody_hears(reader: Reader, form: str) -> None:
	"""Note fields that are wrong and don't say so, and wrong fields that the summary does not lead to."""
	unheard = reader.page.evaluate(
		"""() => [...document.querySelectorAll("form [aria-invalid=true]")].filter((field) => {
			const told = field.closest("fieldset")?.getAttribute("aria-describedby")
				|| field.getAttribute("aria-describedby") || "";
			const error = told.split(" ").map((id) => document.getElementById(id)).find((part) =>
				part?.classList.contains("hub-error"));
			const led = document.querySelector(`.hub-problems a[href="#hub-${field.name}"]`);
			return !error?.textContent.trim() || !led;
		}).map((field) => field.name)"""
	)
	reader.found += [f"{form}: nobody hears what is wrong with {name}" for name in unheard]


def get_mails() -> Iterator[tuple[str, str]]:
	"""Yield the hub's messages that wait to be sent; subject and HTML. Those of the framework look as it likes."""
	seen = set()
	for name in frappe.get_all("Email Queue", pluck="name", order_by="creation desc", limit=MOST_MAILS):
		message = email.message_from_string(
			frappe.db.get_value("Email Queue", name, "message"), policy=email.policy.default
		)
		body = message.get_body(("html",))
		html = body.get_content() if body else ""
		kind = message["Subject"].split(":")[0]
		if kind not in seen and any(greeting in html for greeting in ("Good day", "Pozdravljeni")):
			seen.add(kind)
			yield f"mail {message['Subject']}", html
	assert len(seen) >= FEWEST_MAILS, seen


def get_prints() -> Iterator[tuple[str, str]]:
	"""Yield what is printed, each format with some record; name and HTML."""
	modules = frappe.get_all("Module Def", {"app_name": "planota_hub"}, pluck="name", order_by="name asc")
	formats = frappe.get_all(
		"Print Format", {"module": ("in", modules)}, ["name", "doc_type"], order_by="name asc"
	)
	for row in formats:
		record = frappe.db.get_value(row.doc_type, PRINTABLE.get(row.name, {}))
		assert record, f"nothing to print as {row.name}"
		yield f"print {row.name}", frappe.get_print(row.doc_type, record, row.name)
