# SPDX-License-Identifier: GPL-3.0-only
"""Before a step: what it needs and what it sends is told by the rules and the mails themselves, and nothing is kept."""

import json
from pathlib import Path

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, add_to_date, today

import planota_hub
from planota_hub import hooks
from planota_hub.advocacy.doctype.policy_proposal.test_policy_proposal import make_proposal
from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_workshop
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	make_registration,
)
from planota_hub.local_networks.doctype.local_need.test_local_need import make_need
from planota_hub.mail.rehearsal import rehearsing
from planota_hub.mail.steps import prepare_call, prepare_change, prepare_step
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting, new_participant
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.setup.workflows import WORKFLOWS
from planota_hub.tests.compat import HubTestCase, as_user, make_user

# its steps only need figures, and send nothing
WITHOUT_QUESTIONS = {"Reporting Period"}
FORM_SCRIPT = Path(planota_hub.__file__).parent / "public/js/before_step.js"


def prepare(doc, action: str) -> dict:
	return prepare_step(doc.doctype, doc.name, action)


def get_fields(doc, action: str) -> list[str]:
	return [entry["fieldname"] for entry in prepare(doc, action)["fields"]]


class TestPrepareStep(HubTestCase):
	def test_every_form_with_a_course_asks_before_its_steps(self):
		with_course = {definition["document_type"] for definition in WORKFLOWS.values()} - WITHOUT_QUESTIONS
		script = FORM_SCRIPT.read_text(encoding="utf-8")
		listed = json.loads("[" + script.split("WITH_COURSE = [")[1].split("]")[0].strip().rstrip(",") + "]")
		self.assertEqual(set(hooks._doctypes_with_course), with_course)
		self.assertEqual(set(listed), with_course)

	def test_all_fields_that_a_step_lacks_are_told_at_once(self):
		proposal = make_proposal(asks=[], summary="", consultation_deadline=None)
		self.assertEqual(
			get_fields(proposal, "Open Consultation"), ["asks", "summary", "consultation_deadline"]
		)

	def test_a_field_of_a_row_names_its_row(self):
		proposal = make_proposal()
		frappe.db.set_value(
			"Policy Proposal",
			proposal.name,
			{"stage": "Replied", "submitted_on": today(), "replied_on": today()},
		)
		entry = prepare(proposal, "Close")["fields"][0]
		self.assertEqual(
			(entry["table"], entry["row"], entry["fieldname"]), ("asks", proposal.asks[0].name, "result")
		)

	def test_a_reason_is_asked_for_and_a_step_that_has_it_is_not_asked_again(self):
		ngo = make_ngo()
		self.assertEqual(get_fields(ngo, "Reject"), ["rejection_reason"])
		ngo.rejection_reason = "Not in our region"
		ngo.save()
		self.assertEqual(get_fields(ngo, "Reject"), [])

	def test_what_is_wrong_otherwise_is_left_to_the_step(self):
		workshop = make_workshop(stage="Announced")
		self.assertEqual(prepare(workshop, "Mark as Held")["fields"], [])
		with self.assertRefused("only then"):
			apply_workflow(workshop, "Mark as Held")

	def test_a_prepared_step_is_not_taken_and_nothing_is_queued(self):
		meeting = make_meeting()
		queued = frappe.db.count("Email Queue")
		answer = prepare(meeting, "Send Invitations")
		self.assertEqual((answer["fields"], answer["number"]), ([], 2))
		stored = frappe.get_doc("Hub Meeting", meeting.name)
		self.assertEqual((stored.stage, stored.participants[0].invited_on), ("Planned", None))
		self.assertEqual(str(stored.modified), str(meeting.modified))
		self.assertEqual(frappe.db.count("Email Queue"), queued)

	def test_what_waits_for_the_commit_never_runs(self):
		ran = []
		with rehearsing():
			frappe.db.after_commit.add(lambda: ran.append("job"))
		frappe.db.after_commit.run()
		self.assertEqual(ran, [])

	def test_who_may_not_change_a_record_prepares_nothing(self):
		meeting = make_meeting()
		with as_user(make_user("auditor@steps.test", "Hub Auditor")):
			with self.assertRaises(frappe.PermissionError):
				prepare(meeting, "Send Invitations")

	def test_only_records_of_the_hub_are_prepared(self):
		for doctype, name in (("User", "Administrator"), ("", "")):
			with self.subTest(doctype), self.assertRaises((frappe.PermissionError, frappe.ValidationError)):
				prepare_step(doctype, name, "Enable")

	def test_factors_of_a_need_are_asked_for_before_it_is_accepted(self):
		need = make_need(severity="", reach="", gap="")
		apply_workflow(need, "Begin Review")
		self.assertEqual(set(get_fields(need, "Accept")), {"severity", "reach", "gap"})


class TestPreview(HubTestCase):
	def test_each_mail_is_shown_in_the_language_of_its_reader(self):
		workshop = make_workshop(stage="Announced")
		for language, email in (("sl", "ana@preview.test"), ("en", "bob@preview.test")):
			registration = make_registration(workshop, email=email)
			registration.db_set("preferred_language", language)
		workshop.reload()
		workshop.cancellation_reason = "Illness"
		workshop.save()
		mails = {mail["to"]: mail["subject"] for mail in prepare(workshop, "Cancel Workshop")["mails"]}
		self.assertIn("The workshop is cancelled", mails["bob@preview.test"])
		self.assertNotIn("The workshop is cancelled", mails["ana@preview.test"])

	def test_who_gets_nothing_is_named_with_the_reason(self):
		meeting = make_meeting(
			participants=[new_participant("Ana Kos"), {"person_name": "Cene Brez", "has_vote": 1}]
		)
		answer = prepare(meeting, "Send Invitations")
		self.assertEqual(answer["number"], 1)
		self.assertEqual([row["who"] for row in answer["left_out"]], ["Cene Brez"])

	def test_no_link_of_a_reader_is_shown(self):
		meeting = make_meeting()
		text = json.dumps(prepare(meeting, "Send Invitations"))
		self.assertNotIn("token=", text)


class TestChange(HubTestCase):
	def get_change(self, meeting, **values) -> dict | None:
		return prepare_change(json.dumps({**meeting.as_dict(), **values}, default=str))

	def test_a_new_time_says_how_many_would_be_told(self):
		meeting = make_meeting(stage="Called")
		change = self.get_change(
			meeting,
			starts_on=add_to_date(meeting.starts_on, days=1),
			ends_on=add_to_date(meeting.ends_on, days=1),
		)
		self.assertEqual((change["number"], change["is_past"]), (2, False))

	def test_a_time_in_the_past_is_said_to_be_past(self):
		meeting = make_meeting(stage="Called")
		change = self.get_change(
			meeting, starts_on=add_days(meeting.starts_on, -30), ends_on=add_days(meeting.ends_on, -30)
		)
		self.assertEqual((change["number"], change["is_past"]), (0, True))

	def test_a_change_that_is_in_no_calendar_is_not_asked_about(self):
		self.assertIsNone(self.get_change(make_meeting(stage="Called"), minutes="Other"))
		self.assertIsNone(self.get_change(make_meeting(), venue="Elsewhere"))

	def test_saved_without_telling_nobody_gets_a_mail_and_the_calendar_entry_counts_up(self):
		meeting = make_meeting(stage="Called")
		queued = frappe.db.count("Email Queue")
		before = meeting.calendar_sequence
		meeting.venue = "Elsewhere"
		meeting.without_telling = 1
		meeting.save()
		self.assertEqual(frappe.db.count("Email Queue"), queued)
		self.assertEqual(frappe.db.get_value("Hub Meeting", meeting.name, "calendar_sequence"), before + 1)

	def test_whatever_is_no_record_is_refused(self):
		for sent in ("[]", '"text"', "{}"):
			with self.subTest(sent), self.assertRaises(frappe.ValidationError):
				prepare_change(sent)


class TestButtons(HubTestCase):
	def test_a_button_shows_what_it_sends_and_sends_nothing_yet(self):
		meeting = make_meeting(stage="Called")
		meeting.append("participants", new_participant("Cilka Nova"))
		meeting.save()
		answer = prepare_call("send_invitations", doctype="Hub Meeting", name=meeting.name)
		self.assertEqual([mail["to"] for mail in answer["mails"]], ["cilka_nova@example.org"])
		self.assertIsNone(frappe.get_doc("Hub Meeting", meeting.name).participants[2].invited_on)

	def test_a_call_that_no_button_makes_is_refused(self):
		with self.assertRaises(frappe.PermissionError):
			prepare_call("frappe.client.delete", args={"doctype": "NGO", "name": "x"})
		meeting = make_meeting()
		with self.assertRaises(frappe.PermissionError):
			prepare_call("delete", doctype="Hub Meeting", name=meeting.name)

	def test_every_named_call_is_one_that_a_browser_may_make(self):
		for path in hooks.hub_previewed_calls:
			with self.subTest(path):
				doctype, _dot, method = path.partition(".")
				if doctype == "planota_hub":
					self.assertIn(frappe.get_attr(path), frappe.whitelisted)
				else:
					function = getattr(frappe.new_doc(doctype), method)
					self.assertIn(getattr(function, "__func__", function), frappe.whitelisted)
