# SPDX-License-Identifier: GPL-3.0-only
"""A served site with something open behind every public form, and how its visitors speak to it."""

import contextlib
import http.client
import itertools
import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

import frappe
from frappe.utils import add_days, now_datetime, today
from frappe.utils.password import update_password

from embedded.home import Home
from embedded.server import supervisor
from planota_hub.advocacy.doctype.advocacy_campaign.test_advocacy_campaign import make_campaign
from planota_hub.advocacy.doctype.policy_proposal.test_policy_proposal import make_proposal
from planota_hub.capacity_building.doctype.ngo_support_request.test_ngo_support_request import make_category
from planota_hub.capacity_building.doctype.programme_round.test_programme_round import make_round
from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_workshop
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	make_attended,
)
from planota_hub.capacity_building.workshops.mail import FEEDBACK_PURPOSE
from planota_hub.funding.doctype.funding_call.test_funding_call import make_call
from planota_hub.local_networks.doctype.local_need.test_local_need import make_need
from planota_hub.local_networks.doctype.local_network.test_local_network import make_member, make_network
from planota_hub.local_networks.doctype.representative_election.test_representative_election import (
	UNIT,
	make_election,
)
from planota_hub.partnerships.doctype.joint_action_plan.test_joint_action_plan import (
	agree,
	make_action,
	make_municipal_plan,
)
from planota_hub.planota_hub.doctype.good_practice.test_good_practice import make_practice
from planota_hub.planota_hub.doctype.hub_event.test_hub_event import make_event
from planota_hub.planota_hub.doctype.hub_event.test_hub_event import (
	make_registration as make_event_registration,
)
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_registration_number
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.events.mail import FEEDBACK_PURPOSE as EVENT_FEEDBACK
from planota_hub.rules.tokens import make_token
from planota_hub.tests.compat import make_user
from tests.browser.conftest import database_put_back_afterwards, free_port, processes

REPRESENTATIVE = "representative@stage.test"
MANAGER = "manager@stage.test"
PASSWORD = "Lipa-Soča-1866"
SECONDS = 60
NUMBERS = itertools.count()


@dataclass
class Stage:
	"""The served site.

	Attributes:
	        samples: by the name of each public form, what it is filled in with when nothing is wrong.
	        records: of each kind one that visitors can see, by DocType.
	        links: pages that are opened by a link from an e-mail, by the name of the page.
	"""

	port: int
	samples: dict[str, dict] = field(default_factory=dict)
	records: dict[str, str] = field(default_factory=dict)
	links: dict[str, str] = field(default_factory=dict)

	@property
	def address(self) -> str:
		return f"http://127.0.0.1:{self.port}"


@contextlib.contextmanager
def served(home: Home) -> Iterator[Stage]:
	"""Serve the test site with records behind every form; afterwards it is as it was before."""
	frappe.db.commit()
	with database_put_back_afterwards(home):
		stage = Stage(free_port())
		for user, role in ((REPRESENTATIVE, "NGO Representative"), (MANAGER, "Hub Manager")):
			update_password(make_user(user, role), PASSWORD)
		change_settings(public_intake_per_email_per_day=0, anonymous_intake_allowed=1)
		open_forms(stage)
		frappe.db.commit()
		frappe.clear_cache()
		with processes(home, stage.port) as web:
			supervisor.wait_until_ready(home, stage.port, web)
			yield stage


def open_forms(stage: Stage) -> None:
	"""Make what every form needs to be open, and say with what it is filled in."""
	number = make_registration_number()
	ngo = make_represented_ngo(
		REPRESENTATIVE, registration_number=number, municipality="Vipava", consent_register=1
	).name
	network = make_network(
		members=[make_member(frappe.get_doc("NGO", ngo))], municipalities=[{"municipality": "Bovec"}]
	).name
	need = make_need(stage="Accepted", municipality="Bovec", local_network=network).name
	workshop = make_workshop(capacity=900).name
	event = make_event(capacity=900).name
	held = make_workshop(stage="Held", days=-3)
	came = make_event_registration(make_event(stage="Held", days=-3), attendance="Attended")
	proposal = make_proposal(stage="In Consultation").name
	campaign = make_campaign(stage="Active", is_public=1).name
	election = make_election(
		stage="Call Open",
		call_published_on=today(),
		call_closes_on=add_days(today(), 20),
		voting_from=add_days(now_datetime(), 30),
		voting_until=add_days(now_datetime(), 40),
		units=[{"administrative_unit": UNIT, "seats": 1}],
	).name
	body = make_stakeholder(stakeholder_type="Municipality", municipality="Tolmin").name
	parties = [{"partner_type": "Stakeholder", "partner": body}, {"partner_type": "NGO", "partner": ngo}]
	action = make_action(make_municipal_plan(parties=parties), partner_type="NGO", partner=ngo)
	agree(frappe.get_doc("Joint Action Plan", action.joint_action_plan))
	stage.records = {
		"NGO": ngo,
		"Local Network": network,
		"Local Need": need,
		"Training Workshop": workshop,
		"Hub Event": event,
		"Policy Proposal": proposal,
		"Advocacy Campaign": campaign,
		"Representative Election": election,
		"Joint Action": action.name,
		"Joint Action Plan": action.joint_action_plan,
		"Funding Call": make_call().name,
		"Good Practice": make_practice(stage="Published").name,
		"Programme Round": make_round().name,
	}
	meeting = make_meeting(stage="Minutes Adopted")
	meeting.published = 1
	meeting.save()
	stage.records["Hub Meeting"] = meeting.name
	person = {"email": "ana@stage.test", "consent": 1}
	place = {"municipality": "Bovec", "field_of_work": "Environment and Nature"}
	stage.samples = {
		"report-need": {
			"need_title": "Ni avtobusa",
			"description": "Zvečer ni več avtobusa.",
			"reporter_name": "Ana Kos",
			"reporter_email": "ana@stage.test",
			"consent": 1,
			**place,
		},
		"endorse-need": {"need": need, "member": ngo, "reason": "Poznamo jo."},
		"join-network": {
			"local_network": network,
			"registration_number": number,
			"contact_person": "Ana Kos",
			**person,
		},
		"register-for-election": {"election": election, "registration_number": number, **person},
		"register-ngo": {
			"ngo_name": "Društvo Odra",
			"legal_form": "Association",
			"registration_number": make_registration_number(),
			"submitter_name": "Ana Kos",
			"submitter_email": "ana@stage.test",
			"municipality": "Bovec",
			"fields_of_work": ["Environment and Nature"],
			"consent_register": 1,
		},
		"update-my-ngo": {"name": ngo, "fields_of_work": ["Environment and Nature"], "consent_register": 1},
		"register-for-workshop": {"workshop": workshop, "participant_name": "Ana Kos", **person},
		"register-for-event": {"event": event, "participant_name": "Ana Kos", **person},
		"event-feedback": {
			"token": make_token(EVENT_FEEDBACK, came.name),
			"content_rating": "5",
			"speakers_rating": "4",
			"organisation_rating": "3",
			"usefulness_rating": "4",
		},
		"workshop-feedback": {
			"token": make_token(FEEDBACK_PURPOSE, make_attended(held).name),
			"content_rating": "5",
			"trainer_rating": "4",
			"organisation_rating": "3",
			"usefulness_rating": "4",
		},
		"apply-with-potential": {
			"registration_number": number,
			"level_of_operation": "Local",
			"motivation": "Radi bi se učili.",
			"applicant_name": "Ana Kos",
			"applicant_email": "ana@stage.test",
			"consent": 1,
		},
		"ask-for-support": {
			"category": make_category(),
			"subject": "Vprašanje",
			"description": "Kako začeti?",
			"organisation": "Pobuda",
			"requester_name": "Ana Kos",
			"requester_email": "ana@stage.test",
			"consent": 1,
		},
		"report-on-joint-action": {
			"joint_action": action.name,
			"status": "In Progress",
			"note": "Dvorana je najeta.",
		},
		"submit-a-good-practice": {
			"practice_title": "Knjižnica orodja",
			"organisation": "Društvo Orodjarna",
			"summary": "Orodje posojamo kot knjige.",
			"steps": "Zbiranje, posoja.",
			"results": "900 izposoj.",
			"contact_name": "Ana Kos",
			"contact_email": "ana@stage.test",
			"consent": 1,
			**place,
		},
		"comment-on-proposal": {
			"proposal": proposal,
			"comment": "Dodajte potne stroške.",
			"commenter_name": "Ana Kos",
			**person,
		},
		"support-campaign": {
			"campaign": campaign,
			"supporter_kind": "Person",
			"supporter_name": "Ana Kos",
			"municipality": "Bovec",
			**person,
		},
	}


def make_address() -> str:
	"""Return an address of this machine that nobody has come from yet: limits per address are tested elsewhere."""
	number = next(NUMBERS)
	return f"127.{1 + number // 62_500 % 250}.{1 + number // 250 % 250}.{1 + number % 250}"


class Visitor:
	"""Somebody who speaks to the site without a browser, and keeps cookies and the token of the session."""

	def __init__(self, stage: Stage, user: str = "Guest"):
		self.stage = stage
		self.cookies: dict[str, str] = {}
		self.token = ""
		self.lock = threading.Lock()
		if user != "Guest":
			status, _headers, _text = self.ask(
				"POST", "/api/method/login", form={"usr": user, "pwd": PASSWORD}
			)
			assert status == 200, user
			page = self.ask("GET", "/my-ngos")[2]
			self.token = re.search(r'name="csrf_token" value="(\w+)"', page).group(1)

	def ask(
		self, method: str, path: str, form: dict | None = None, body: str | None = None
	) -> tuple[int, dict, str]:
		"""Send one request; return status, headers and text of the answer.

		Args:
		        form: sent as a form would be.
		        body: sent as JSON, whether it is or not.
		"""
		headers = {"Accept": "application/json, text/html", "X-Frappe-CSRF-Token": self.token}
		if self.cookies:
			headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
		content = None
		if form is not None:
			content = urlencode(form, errors="surrogatepass").encode()
			headers["Content-Type"] = "application/x-www-form-urlencoded"
		elif body is not None:
			content = body.encode("utf-8", "surrogatepass")
			headers["Content-Type"] = "application/json"
		connection = http.client.HTTPConnection(
			"127.0.0.1", self.stage.port, timeout=SECONDS, source_address=(make_address(), 0)
		)
		with contextlib.closing(connection):
			connection.request(method, path, content, headers)
			answer = connection.getresponse()
			text = answer.read().decode("utf-8", "replace")
		self.remember(answer.headers.get_all("Set-Cookie") or [])
		return answer.status, dict(answer.headers), text

	def remember(self, cookies: list[str]) -> None:
		with self.lock:
			for cookie in cookies:
				name, _equals, value = cookie.partition(";")[0].partition("=")
				if name == "sid" and not self.token:
					self.cookies[name] = value

	def submit(self, web_form: str, values: dict) -> tuple[int, str]:
		"""Send a public form; return status and text of the answer."""
		form = {"web_form": web_form, "data": json.dumps(values)}
		status, _headers, text = self.ask(
			"POST", "/api/method/frappe.website.doctype.web_form.web_form.accept", form
		)
		return status, text


def get_path(url: str) -> str:
	"""Return an address of the site without scheme and host."""
	parts = urlsplit(url)
	return parts.path + (f"?{parts.query}" if parts.query else "")
