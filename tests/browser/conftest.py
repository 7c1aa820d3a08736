# SPDX-License-Identifier: GPL-3.0-only
"""A served test site and a headless Chromium: what the tests of this folder have in common."""

import contextlib
import itertools
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import frappe
import pytest
from frappe.utils.global_search import sync_global_search
from frappe.utils.password import update_password
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, expect, sync_playwright

from embedded import site
from embedded.engine.repairs.pdf import find_browser
from embedded.home import Home
from embedded.server import supervisor
from embedded.site import TIME_ZONE
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import make_user

HERE = Path(__file__).parent
NOT_RUN = "browser tests were NOT run: no Chromium (install it, or name it in HUB_BROWSER)"

FAILED = pytest.StashKey[bool]()

SCREEN = {"width": 1280, "height": 900}
SECONDS_TO_WAIT = 30
SECONDS_TO_STOP = 15
SLOW = 1500  # milliseconds that each request takes on a slow line
PASSWORD = "Lipa-Soča-1866"

# user -> role
PEOPLE = {
	"manager@browser.test": "Hub Manager",
	"officer@browser.test": "Hub Officer",
	"slovene@browser.test": "Hub Officer",
	"coordinator@browser.test": "Network Coordinator",
	"mentor@browser.test": "Hub Mentor",
}

# name -> municipality, field of work, stage
NGOS = {
	"Društvo za ohranjanje Soče": ("Tolmin", "Environment and Nature", "Verified"),
	"Planinsko društvo Krn": ("Tolmin", "Sport and Recreation", "Verified"),
	"Kulturno društvo Vrtovin": ("Ajdovščina", "Culture and Arts", "Verified"),
	"Mladinski klub Postaja": ("Nova Gorica", "Youth", "Verified"),
	"Društvo upokojencev Čepovan": ("Nova Gorica", "Older People", "Submitted"),
}

# true when, since this waiting began, for a third of a second no call was under way, nothing more was
# loaded, and no chart was moving
IS_QUIET = """(waiting) => {
	const loaded = performance.getEntriesByType("resource").length;
	const calls = window.frappe?.request?.ajax_count > 0;
	const moving = document.querySelector("svg animate, svg animateTransform");
	const loading = document.readyState !== "complete" || loaded !== window.loadedBefore;
	if (calls || moving || loading || waiting !== window.waiting) window.quietSince = performance.now();
	window.waiting = waiting;
	window.loadedBefore = loaded;
	return performance.now() - window.quietSince > 333;
}"""

MILLISECONDS_TO_LOOK_AGAIN = 50
WAITINGS = itertools.count()

# true when a dialogue is open and has come to rest: until then it can't be closed
IS_OPEN = """() => {
	const dialogue = document.querySelector(".modal.show");
	return dialogue && !dialogue.getAnimations({ subtree: true }).length;
}"""

# true when the form has taken over what was typed into one of its fields; at once for what is no field of a form
IS_TAKEN = """([fieldname, input]) => {
	const field = window.cur_frm?.fields_dict?.[fieldname];
	return field?.$input?.[0] !== input || ![undefined, null, ""].includes(window.cur_frm.doc[fieldname]);
}"""

# the call that saves a form
SAVING = re.compile(r"frappe\.desk\.form\.save\.savedocs")

# the one outside address that pages ask for: a piece of the map
MAP_TILES = "https://tile.openstreetmap.org/**"
EMPTY_TILE = b"<svg xmlns='http://www.w3.org/2000/svg'/>"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
	if not find_browser():
		for item in items:
			if HERE in item.path.parents:
				item.add_marker(pytest.mark.skip(reason=NOT_RUN))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
	report = yield
	if report.when == "call":
		item.stash[FAILED] = report.failed
	return report


def pytest_terminal_summary(terminalreporter) -> None:
	if any(NOT_RUN in str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])):
		terminalreporter.section("WARNING", red=True)
		terminalreporter.write_line(NOT_RUN, red=True)


# The site


@pytest.fixture(autouse=True)
def leave_nothing_open() -> Iterator[None]:
	"""What a test has begun to write in its own process keeps nobody of the served site waiting."""
	yield
	frappe.db.rollback()


@pytest.fixture(scope="package")
def served(test_site: Home) -> Iterator[str]:
	"""Address of the test site, served with a worker; afterwards the site is as it was before."""
	port = free_port()
	frappe.db.commit()
	with database_put_back_afterwards(test_site):
		make_people()
		make_records()
		frappe.db.delete("Email Account", {"enable_outgoing": 1})
		frappe.db.commit()
		with no_mail_leaving(test_site), processes(test_site, port) as web:
			supervisor.wait_until_ready(test_site, port, web)
			yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def no_mail_leaving(home: Home) -> Iterator[None]:
	"""The site is served as a new one is: without an account for outgoing mail, so everything waits in the queue."""
	config = site.read_config(home)
	site.write_config(home, config | {"mute_emails": 1})
	yield
	site.write_config(home, config)


def make_people() -> None:
	"""One user of each kind, all with the same password; the coordinator has one municipality."""
	for user, role in PEOPLE.items():
		update_password(make_user(user, role), PASSWORD)
	frappe.db.set_value("User", "slovene@browser.test", "language", "sl")
	permission = {"user": "coordinator@browser.test", "allow": "Municipality", "for_value": "Tolmin"}
	frappe.get_doc({"doctype": "User Permission", **permission}).insert()


def make_records() -> None:
	"""NGOs of three municipalities, an event of today, and a mail."""
	for name, (municipality, field_of_work, stage) in NGOS.items():
		fields_of_work = [{"field_of_work": field_of_work}]
		make_ngo(ngo_name=name, municipality=municipality, fields_of_work=fields_of_work, stage=stage)
	event = {"subject": "Zbor društev", "starts_on": frappe.utils.now(), "event_type": "Public"}
	frappe.get_doc({"doctype": "Event", **event}).insert()
	frappe.sendmail("ana@browser.test", "hub@browser.test", "Vabilo na srečanje", "Vabljeni!")
	sync_global_search()  # which the scheduler does every quarter of an hour


def free_port() -> int:
	with socket.socket() as probe:
		probe.bind(("127.0.0.1", 0))
		return probe.getsockname()[1]


@contextlib.contextmanager
def processes(home: Home, port: int) -> Iterator[subprocess.Popen]:
	"""Run a web server and a worker beside the Redis of this test run; yields the web server."""
	web = start(home, "web", "embedded.server.front", HUB_PORT=str(port))
	with web as server, start(home, "worker", "embedded.server.worker"):
		yield server


@contextlib.contextmanager
def start(home: Home, name: str, module: str, **variables: str) -> Iterator[subprocess.Popen]:
	with (home.logs / f"{name}.log").open("ab") as log:
		process = subprocess.Popen(
			[sys.executable, "-m", module],
			cwd=home.sites,
			env=os.environ | variables,
			stdin=subprocess.DEVNULL,
			stdout=log,
			stderr=log,
		)
	try:
		yield process
	finally:
		process.terminate()
		try:
			process.wait(SECONDS_TO_STOP)
		except subprocess.TimeoutExpired:
			process.kill()
			process.wait()


@contextlib.contextmanager
def database_put_back_afterwards(home: Home) -> Iterator[None]:
	"""Let other tests find nothing of what was clicked together here."""
	if home.database.kind != "sqlite":
		yield
		return
	database, copy = home.database_file, home.run / "before_browser.db"
	copy_database(database, copy)
	yield
	frappe.db.rollback()
	copy_database(copy, database)
	copy.unlink()
	frappe.clear_cache()
	frappe.local.document_cache = {}


def copy_database(source: Path, target: Path) -> None:
	with (
		contextlib.closing(sqlite3.connect(source)) as old,
		contextlib.closing(sqlite3.connect(target)) as new,
	):
		old.backup(new)


# The browser


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
	options = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-quic")
	expect.set_options(timeout=SECONDS_TO_WAIT * 1000)
	with sync_playwright() as playwright:
		chromium = playwright.chromium.launch(executable_path=find_browser(), args=list(options))
		yield chromium
		chromium.close()


class Problems(list):
	"""What a person with the developer tools open would see in red."""

	def watch(self, page: Page) -> None:
		page.on("console", lambda message: message.type == "error" and self.note("console", message.text))
		page.on("pageerror", lambda error: self.note("page error", error.stack or str(error)))
		page.on("requestfailed", self.note_failed_request)
		page.on("response", lambda answer: answer.status >= 400 and self.note(answer.status, answer.url))

	def note_failed_request(self, request: Request) -> None:
		"""Note it unless the page itself dropped it, because the person went on before it had come."""
		if request.failure != "net::ERR_ABORTED":
			self.note("request", f"{request.failure} {request.url}")

	def note(self, kind: str | int, text: str) -> None:
		self.append(f"{kind}: {text[:500]}")


class Visitor:
	"""Somebody with a browser window of their own."""

	def __init__(self, context: BrowserContext, problems: Problems):
		self.page = context.new_page()
		self.problems = problems
		self.page.set_default_timeout(SECONDS_TO_WAIT * 1000)
		problems.watch(self.page)

	def open(self, path: str) -> Page:
		"""Go to a page of the site and wait until it is complete."""
		self.page.goto(f"/{path.lstrip('/')}")
		self.settle()
		return self.page

	def settle(self) -> None:
		"""Wait until the page has asked for nothing for a moment."""
		# not at each frame, which has the browser draw all the time
		self.page.wait_for_function(IS_QUIET, arg=next(WAITINGS), polling=MILLISECONDS_TO_LOOK_AGAIN)

	# in a form, or in the filters of a report

	def field(self, fieldname: str) -> Locator:
		"""The field that is shown under this name."""
		return self.page.locator(f"[data-fieldname='{fieldname}']:visible").first

	def fill(self, fieldname: str, text: str) -> None:
		"""Type into a field, and leave it."""
		control = self.field(fieldname).locator("input, textarea")
		control.fill(text)
		control.blur()
		if text:
			self.page.wait_for_function(IS_TAKEN, arg=[fieldname, control.element_handle()])

	def select(self, fieldname: str, option: str) -> None:
		"""Choose from a short list."""
		self.field(fieldname).locator("select").select_option(option)

	def choose(self, fieldname: str, text: str, description: str = "") -> None:
		"""Choose a record by typing its name and taking the suggestion, of several of one name that with the description."""
		self.field(fieldname).locator("input").press_sequentially(text)
		self.page.locator(f"[role=option]:visible [title='{text}']", has_text=description).click()
		self.settle()  # the form takes the record when the server has confirmed it

	def save(self, answer: str = "") -> None:
		"""Save the form, press the button `answer` of what it asks before, and wait until it is saved."""
		with self.page.expect_response(SAVING):
			self.page.get_by_role("button", name="Save", exact=True).click()
			if answer:
				self.page.get_by_role("button", name=answer, exact=True).click()
		expect(self.page.locator(".indicator-pill:visible", has_text="Not Saved")).to_have_count(0)
		self.settle()

	def enter(self, **values) -> None:
		"""Fill in fields of the form that is open, and save it."""
		self.page.evaluate(
			"async (values) => { await cur_frm.set_value(values); await cur_frm.save(); }", values
		)
		self.settle()

	def choose_step(self, action: str) -> None:
		"""Choose a step of the workflow."""
		self.settle()
		steps = self.page.locator(".actions-btn-group:visible")
		steps.get_by_role("button").first.click()
		steps.get_by_role("link", name=action, exact=True).click()

	def take_step(self, action: str, shown: str) -> None:
		"""Take a step of the workflow, and wait until the form shows where it has led; what it sends may go out."""
		self.choose_step(action)
		self.arrive(shown)

	def arrive(self, shown: str) -> None:
		"""Wait until the form shows where a step has led; what goes out with it is looked at first."""
		reached = self.page.locator(".title-area:visible").get_by_text(shown, exact=True)
		expect(reached.or_(self.preview()).first).to_be_visible()
		if self.preview().count():
			self.send()
		expect(reached).to_be_visible()
		self.settle()

	def preview(self) -> Locator:
		"""The dialogue that shows what goes out."""
		return self.page.locator(".modal.show").filter(has=self.page.locator("[data-sending-preview]"))

	def send(self) -> None:
		"""Let what the preview shows go out."""
		expect(self.preview()).to_be_visible()
		self.dialogue()
		self.preview().locator(".modal-footer .btn-primary:visible").click()

	@contextlib.contextmanager
	def refused(self, reason: str) -> Iterator[None]:
		"""Expect that the server refuses what is done here, with a message that says why; close the message."""
		before = len(self.problems)
		yield
		# a dialogue with what is to be corrected may stay open behind it
		message = self.dialogue().filter(has_text=reason)
		expect(message).to_be_visible()
		self.settle()
		# the framework writes every refusal to the console too
		assert [problem for problem in self.problems[before:] if problem.startswith("417: ")]
		del self.problems[before:]
		message.locator(".btn-modal-close").click()
		expect(message).to_have_count(0)

	def dialogue(self) -> Locator:
		"""The dialogue that is open, once it has come to rest."""
		self.page.wait_for_function(IS_OPEN)
		return self.page.locator(".modal.show")

	def press(self, button: str) -> None:
		"""Press a button of the dialogue that is open, and wait until that is closed and the page quiet."""
		dialogue = self.dialogue()
		dialogue.get_by_role("button", name=button, exact=True).click()
		expect(dialogue).to_have_count(0)
		self.settle()

	def drag(self, element: Locator, right: float) -> None:
		"""Take hold of the middle of an element and move it to the right by so many pixels."""
		box, mouse = element.bounding_box(), self.page.mouse
		x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
		mouse.move(x, y)
		mouse.down()
		mouse.move(x + right, y, steps=8)
		mouse.up()

	def open_tab(self, label: str) -> None:
		"""Show a tab of a form."""
		self.page.locator(".form-tabs:visible").get_by_role("tab", name=label, exact=True).click()

	def fill_cell(self, table: str, row: int, fieldname: str, value: str) -> None:
		"""Type into a cell of a table, or choose there from a short list."""
		cell = self.page.locator(
			f"[data-fieldname='{table}']:visible .grid-row[data-idx='{row}'] [data-fieldname='{fieldname}']"
		).first
		cell.click()
		self.settle()  # the click makes the control, and a date its calendar
		control = cell.locator("input, select, textarea").first
		if control.evaluate("control => control.tagName") == "SELECT":
			control.select_option(value)
		else:
			control.fill(value)
			control.blur()  # a tab would open one more row
		self.page.wait_for_function(
			"([table, row, fieldname]) => cur_frm.doc[table][row - 1][fieldname]", arg=[table, row, fieldname]
		)

	def upload(self, name: str, content: str) -> None:
		"""Hand a file to the upload dialogue that is open."""
		dialogue = self.dialogue()
		file = {"name": name, "mimeType": "text/plain", "buffer": content.encode()}
		dialogue.locator(".file-uploader input[type=file]").set_input_files(file)
		dialogue.get_by_role("button", name="Upload", exact=True).click()


@pytest.fixture(scope="package")
def logged_in(browser: Browser, served: str) -> Iterator[Callable[..., BrowserContext]]:
	"""A browser in which a user is logged in; kept for the next window of the same user."""
	kept: dict[tuple, BrowserContext] = {}

	def get(user: str, **look) -> BrowserContext:
		key = (user, *map(str, look.values()))
		if key not in kept:
			kept[key] = new_context(browser, served, **look)
			password = Home.from_environment().admin_password if user == "Administrator" else PASSWORD
			answer = kept[key].request.post("/api/method/login", form={"usr": user, "pwd": password})
			assert answer.ok, answer.text()
		return kept[key]

	yield get
	for context in kept.values():
		context.close()


def new_context(browser: Browser, address: str, viewport: dict, locale: str) -> BrowserContext:
	context = browser.new_context(viewport=viewport, locale=locale, timezone_id=TIME_ZONE, base_url=address)
	context.route(MAP_TILES, lambda route: route.fulfill(content_type="image/svg+xml", body=EMPTY_TILE))
	return context


@contextlib.contextmanager
def line(page: Page) -> Iterator[Callable[..., None]]:
	"""`change_line(offline=…, latency=…)`: how the browser is connected from now on; as usual at the end."""
	devtools = page.context.new_cdp_session(page)

	def change_line(offline: bool = False, latency: int = 0) -> None:
		conditions = {"offline": offline, "latency": latency}
		devtools.send(
			"Network.emulateNetworkConditions",
			{**conditions, "downloadThroughput": -1, "uploadThroughput": -1},
		)

	devtools.send("Network.enable")
	yield change_line
	change_line()
	devtools.detach()


@pytest.fixture
def visit(
	browser: Browser, served: str, logged_in: Callable, test_site: Home, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Visitor]]:
	"""`visit(user)`: a window of that user, of a new guest by default; no window may have had a problem.

	What the windows of a failed test showed is in `logs/browser/` of the home.
	"""
	problems = Problems()
	visitors: list[Visitor] = []
	guests: list[BrowserContext] = []

	def open_window(user: str = "Guest", viewport: dict = SCREEN, locale: str = "en-US") -> Visitor:
		if user == "Guest":
			guests.append(new_context(browser, served, viewport, locale))
		context = guests[-1] if user == "Guest" else logged_in(user, viewport=viewport, locale=locale)
		visitors.append(Visitor(context, problems))
		return visitors[-1]

	yield open_window
	failed = request.node.stash.get(FAILED, False)
	for number, visitor in enumerate(visitors, 1):
		failed or visitor.settle()
		if failed or problems:
			visitor.page.screenshot(path=test_site.logs / "browser" / f"{request.node.name}-{number}.png")
	found = "\n".join(problems)
	for visitor in visitors:
		visitor.page.close()
	for context in guests:
		context.close()
	assert not found, found


@pytest.fixture
def eventually() -> Callable:
	"""`eventually(condition)`: its first true value, while others still work on it."""

	def wait(condition: Callable, seconds: float = SECONDS_TO_WAIT):
		deadline = time.monotonic() + seconds
		while not (value := condition()):
			assert time.monotonic() < deadline, f"not within {seconds} s"
			time.sleep(0.1)
		return value

	return wait


@pytest.fixture
def password() -> str:
	"""The password of every user that these tests made."""
	return PASSWORD
