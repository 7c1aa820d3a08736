# SPDX-License-Identifier: GPL-3.0-only
"""Every step and button that writes to outsiders shows before who gets what, in which language, when, and who gets nothing.

The steps are those of all workflows, walked with readers who have an address and with such who have none; what can send
is found in the source, so that a step or button which is added later stands here before it goes out.
"""

from collections.abc import Callable

import frappe
from frappe.model.base_document import get_controller
from frappe.model.document import Document
from frappe.utils import add_days

from planota_hub import hooks
from planota_hub.capacity_building.doctype.development_plan.test_development_plan import (
	make_plan,
)
from planota_hub.capacity_building.doctype.development_plan.test_development_plan import (
	prepare_step as ready_plan,
)
from planota_hub.capacity_building.doctype.ngo_support_request.test_ngo_support_request import (
	make_request,
	make_work,
)
from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_workshop
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	make_registration,
)
from planota_hub.funding.doctype.funding_call.test_funding_call import make_call
from planota_hub.local_networks.doctype.local_need.test_local_need import make_need
from planota_hub.local_networks.doctype.local_network.test_local_network import make_network
from planota_hub.local_networks.doctype.representative_election.test_representative_election import (
	end_voting,
	make_candidate,
	make_election,
	make_elector,
)
from planota_hub.mail.steps import prepare_step
from planota_hub.planota_hub.doctype.good_practice.test_good_practice import make_practice
from planota_hub.planota_hub.doctype.hub_event import test_hub_event as events
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting, new_participant
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.member_vote.test_member_vote import make_vote
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.survey.test_survey import make_survey
from planota_hub.planota_hub.segments.test_segments import fix, make_segment
from planota_hub.setup.workflows import WORKFLOWS
from planota_hub.tests.call_graph import CallGraph, flatten
from planota_hub.tests.compat import HubTestCase

ADDRESS = "reader@steps.test"
NOTING = "planota_hub.mail.rehearsal.note_mail"
EVENTS = ("validate", "before_save", "on_update", "on_change")

# steps that write to somebody: DocType -> (stage, action)
SENDING = {
	"NGO": {
		("Submitted", "Verify"),
		("Submitted", "Reject"),
		("Listed", "Verify"),
		("Listed", "Reject"),
		("Inactive", "Reactivate"),
	},
	"Portal Access Request": {("Received", "Grant Access"), ("Received", "Decline")},
	"Good Practice": {
		("Under Review", "Publish"),
		("Withdrawn", "Publish"),
		("Submitted", "Decline"),
		("Under Review", "Decline"),
	},
	"Hub Meeting": {
		("Planned", "Send Invitations"),
		("Called", "Cancel Meeting"),
		("Held", "Adopt Minutes"),
	},
	"Member Vote": {("Draft", "Open Voting")},
	"Survey": {("Draft", "Open Survey")},
	"Training Workshop": {
		("Announced", "Cancel Workshop"),
		("Closed", "Cancel Workshop"),
		("Announced", "Mark as Held"),
		("Closed", "Mark as Held"),
	},
	"Hub Event": {("Announced", "Cancel Event"), ("Closed", "Cancel Event")},
	"Development Plan": {
		("Under Assessment", "Select"),
		("Under Assessment", "Do Not Select"),
		("Applied", "Withdraw"),
		("Under Assessment", "Withdraw"),
		("Selected", "Withdraw"),
		("Active", "Withdraw"),
	},
	"NGO Support Request": {
		("Received", "Resolve"),
		("In Progress", "Resolve"),
		("Received", "Decline"),
		("In Progress", "Decline"),
	},
	"Local Need": {("Under Review", "Accept"), ("Submitted", "Reject"), ("Under Review", "Reject")},
	"Network Join Request": {("Received", "Accept"), ("Received", "Decline")},
	"Representative Election": {
		("Consensus", "Open Voting"),
		("Consensus", "Confirm Without a Vote"),
		("Counted", "Confirm Result"),
		("Call Open", "Cancel Election"),
		("Consensus", "Cancel Election"),
		("Voting", "Cancel Election"),
		("Counted", "Cancel Election"),
	},
	"Funding Call": {("Draft", "Publish")},
}
# buttons that write to nobody else than to the person who presses them or whom their dialog names
UNSHOWN = {
	"planota_hub.personal_data.enquiries.refuse": "the dialog names the one person and asks for what they read",
	"planota_hub.planota_hub.register.access_requests.add_colleague": "a form of the portal; the sender hears",
	"planota_hub.capacity_building.workshops.walk_ins.add_walk_in": "the person stands at the door",
	"planota_hub.capacity_building.workshops.attendance.record_attendance": "only who missed it and waits moves",
	"planota_hub.capacity_building.workshops.portal.cancel_registration": "a page of the portal; the sender hears",
	"planota_hub.planota_hub.events.intake.cancel_for_colleague": "a page of the portal; the sender hears",
	"planota_hub.planota_hub.events.attendance.add_walk_in": "the person stands at the door",
	"planota_hub.planota_hub.events.attendance.record_attendance": "only who missed it and waits moves",
	"planota_hub.mail.steps.prepare_call": "is what shows it",
	"planota_hub.public_forms.web_forms.is_hub_form": "reads the names of the handlers and calls none",
}


def make_access_request(email: str, **_overrides) -> Document:
	values = {"ngo": make_ngo(stage="Verified").name, "full_name": "Ana Novak", "email": email}
	return frappe.get_doc({"doctype": "Portal Access Request", "decline_reason": "No", **values}).insert()


def make_join_request(email: str, **_overrides) -> Document:
	values = {
		"local_network": make_network(municipalities=[{"municipality": "Bovec"}]).name,
		"ngo": make_ngo(stage="Verified").name,
		"contact_person": "Ana Novak",
		"email": ADDRESS,
		"decline_reason": "No",
	}
	request = frappe.get_doc({"doctype": "Network Join Request", **values}).insert()
	request.db_set("email", email)
	return request


def make_meeting_of(email: str, stage: str) -> Document:
	participant = new_participant(
		"Ana Novak", attendance="Present" if stage in ("Held", "Minutes Adopted") else ""
	)
	meeting = make_meeting(stage=stage, participants=[{**participant, "email": ADDRESS}])
	meeting.participants[0].db_set("email", email)
	return meeting


def make_vote_of(email: str, **_overrides) -> Document:
	return make_vote(vote_of=make_meeting_of(email, "Planned").name)


def make_survey_of(email: str, **_overrides) -> Document:
	ngo = make_ngo(stage="Verified", email=email, consent_news=1)
	return make_survey(segment=make_segment(additions=fix(ngo)).name)


def make_workshop_of(email: str, stage: str, action: str) -> Document:
	if stage == "Draft":
		return make_workshop(stage=stage)
	workshop = make_workshop(stage="Announced")
	registration = make_registration(workshop, email=ADDRESS)
	attended = {"attendance": "Attended", "attended_hours": 6} if action == "Mark as Held" else {}
	registration.db_set({"email": email, **attended})
	workshop.reload()
	if action == "Mark as Held":
		past = {"starts_on": add_days(workshop.starts_on, -30), "ends_on": add_days(workshop.ends_on, -30)}
		workshop.db_set(past)
	workshop.db_set("stage", stage)
	return workshop


def make_event_of(email: str, stage: str, **_overrides) -> Document:
	event = events.make_event(stage="Draft" if stage == "Draft" else "Announced")
	if stage != "Draft":
		events.make_registration(event, email=ADDRESS).db_set("email", email)
		event.reload()
		event.db_set("stage", stage)
	return event


def make_plan_of(email: str, stage: str, action: str) -> Document:
	plan = make_plan(stage="Under Assessment" if stage in ("Under Assessment",) else "Applied")
	plan.db_set("stage", stage)
	plan.reload()
	if stage == "Under Assessment":
		ready_plan(plan, action)
	plan.db_set("applicant_email", email)
	return plan


def make_request_of(email: str, action: str, **_overrides) -> Document:
	request = make_request(decline_reason="Not ours", work=[make_work()] if action == "Resolve" else [])
	request.db_set("requester_email", email)
	return request


def make_election_of(email: str, stage: str, action: str) -> Document:
	candidates = [make_candidate(), make_candidate()]
	if action == "Confirm Without a Vote":
		candidates = candidates[:1]
	electors = [make_elector(ngo=row["ngo"]) for row in candidates]
	stages = {"Call Open": "Call Open", "Consensus": "Consensus", "Voting": "Voting", "Counted": "Counted"}
	election = make_election(
		stage=stages.get(stage, "Draft"),
		candidates=candidates,
		electors=electors,
		cancellation_reason="Illness",
		acclamation_allowed=1,
	)
	for row in (*election.electors, *election.candidates):
		row.db_set("email", email)
	if action == "Count Ballots":
		end_voting(election)
	return election


def make_call_of(email: str, stage: str, **_overrides) -> Document:
	change_settings(alert_on_publish=1)
	make_ngo(stage="Verified", email=email or None, consent_news=1, municipality="Brda")
	call = make_call(stage="Draft")
	call.db_set({"stage": stage, "withdrawal_reason": "No money"})
	return call


def make_ngo_of(email: str, stage: str, **_overrides) -> Document:
	ngo = make_ngo(rejection_reason="Not an NGO")
	ngo.db_set({"submitter_email": email, "submitter_name": "Ana Novak", "stage": stage})
	return ngo


def with_address(factory: Callable[..., Document], fieldname: str, **values) -> Callable[..., Document]:
	"""Return a factory of records whose one reader is a field of theirs."""

	def make(email: str, **_overrides) -> Document:
		doc = factory(**values)
		doc.db_set(fieldname, email)
		if doc.meta.has_field("source"):
			doc.db_set("source", "Web Form")
		return doc

	return make


FACTORIES: dict[str, Callable[..., Document]] = {
	"NGO": make_ngo_of,
	"Portal Access Request": make_access_request,
	"Good Practice": with_address(make_practice, "contact_email", decline_reason="Not yet"),
	"Hub Meeting": make_meeting_of,
	"Member Vote": make_vote_of,
	"Survey": make_survey_of,
	"Training Workshop": make_workshop_of,
	"Hub Event": make_event_of,
	"Development Plan": make_plan_of,
	"NGO Support Request": make_request_of,
	"Local Need": with_address(make_need, "reporter_email", rejection_reason="No need of the place"),
	"Network Join Request": make_join_request,
	"Representative Election": make_election_of,
	"Funding Call": make_call_of,
}
# whose address is needed to save the record or to take the step, or whose mail is a Notification with a condition
ALWAYS_WITH_ADDRESS = {"Portal Access Request", "Network Join Request", "NGO", "Funding Call", "Survey"}


class TestSendingSteps(HubTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.graph = CallGraph()

	def walk(self, doctype: str, stage: str, action: str, email: str) -> dict:
		"""Return what a step shows before it is taken, of a new record at a stage."""
		frappe.db.savepoint("walk")
		doc = FACTORIES[doctype](email=email, **self.fit(FACTORIES[doctype], stage, action))
		if doc.get("stage") != stage:
			doc.db_set("stage", stage)
		if doc.meta.has_field("preferred_language"):
			doc.db_set("preferred_language", "sl")
		preview = prepare_step(doctype, doc.name, action)
		frappe.db.rollback(save_point="walk")
		return preview

	def fit(self, factory, stage: str, action: str) -> dict:
		names = factory.__code__.co_varnames[: factory.__code__.co_argcount]
		return {name: value for name, value in (("stage", stage), ("action", action)) if name in names}

	def test_each_step_that_writes_to_somebody_is_known_and_shows_what_it_writes(self):
		for definition in WORKFLOWS.values():
			doctype = definition["document_type"]
			if doctype not in FACTORIES:
				continue
			found = set()
			for stage, action, *_rest in definition["transitions"]:
				preview = self.walk(doctype, stage, action, ADDRESS)
				if preview["number"]:
					found.add((stage, action))
					self.check_mails(preview, f"{doctype}: {action}")
			with self.subTest(doctype):
				self.assertEqual(found, SENDING[doctype])

	def check_mails(self, preview: dict, label: str) -> None:
		with self.subTest(label):
			self.assertTrue(preview["when"])
			for mail in preview["mails"]:
				self.assertTrue(mail["to"] and mail["subject"] and mail["language"])
			self.assertNotIn("token=", frappe.as_json(preview))

	def test_who_has_no_address_is_left_out_with_the_reason(self):
		for doctype, steps in SENDING.items():
			if doctype in ALWAYS_WITH_ADDRESS:
				continue
			for stage, action in sorted(steps):
				with self.subTest(f"{doctype}: {action}"):
					preview = self.walk(doctype, stage, action, "")
					self.assertEqual(preview["number"], 0)
					self.assertTrue(preview["left_out"])
					self.assertTrue(all(row["who"] and row["reason"] for row in preview["left_out"]))

	def test_what_the_staff_entered_themselves_is_said_to_have_no_reader(self):
		practice = make_practice(stage="Under Review", contact_name="Ana Novak")
		preview = prepare_step("Good Practice", practice.name, "Publish")
		self.assertEqual([row["who"] for row in preview["left_out"]], ["Ana Novak"])

	def test_every_form_whose_steps_can_send_is_walked(self):
		for definition in WORKFLOWS.values():
			doctype = definition["document_type"]
			with self.subTest(doctype):
				self.assertEqual(self.can_send(doctype), doctype in SENDING)

	def can_send(self, doctype: str) -> bool:
		controller = get_controller(doctype)
		prefix = f"{controller.__module__}.{controller.__name__}"
		events = [f"{prefix}.{event}" for event in EVENTS]
		for key, handlers in hooks.doc_events.items():
			if key == doctype or (isinstance(key, tuple) and doctype in key):
				events += flatten({event: handlers[event] for event in EVENTS if event in handlers})
		told = {"document_type": doctype, "enabled": 1, "event": "Value Change"}
		notifications = [
			frappe.get_doc("Notification", one.name) for one in frappe.get_all("Notification", told)
		]
		fields = [row.receiver_by_document_field for one in notifications for row in one.recipients]
		# users of the hub are no outsiders
		addresses = [name for name in fields if name and frappe.get_meta(doctype).get_options(name) != "User"]
		return bool(addresses) or any(self.graph.leads_to(event, NOTING) for event in events)

	def test_every_button_that_can_send_shows_it_first(self):
		for name, decorators in self.graph.whitelisted.items():
			if "allow_guest" in decorators or not self.graph.leads_to(name, NOTING):
				continue
			with self.subTest(name):
				self.assertTrue(
					name in UNSHOWN or self.get_key(name) in hooks.hub_previewed_calls,
					"shows nobody what it sends: name it in hub_previewed_calls and call it with send_after_preview",
				)

	def get_key(self, name: str) -> str:
		"""Return under which name a button stands among the previewed calls."""
		*module, owner, method = name.split(".")
		for doctype in frappe.get_all("DocType", {"istable": 0}, pluck="name", order_by="name asc"):
			if owner == doctype.replace(" ", "") and module[-1] == frappe.scrub(doctype):
				return f"{doctype}.{method}"
		return name

	def test_what_needs_no_preview_is_still_there(self):
		for name in UNSHOWN:
			with self.subTest(name):
				self.assertTrue(self.graph.leads_to(name, NOTING))
