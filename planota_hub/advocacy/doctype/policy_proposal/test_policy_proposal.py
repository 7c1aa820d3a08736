# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, getdate, today

from planota_hub.advocacy.doctype.public_policy.test_public_policy import make_policy
from planota_hub.advocacy.proposals.versions import compare_texts, compare_versions, save_version
from planota_hub.advocacy.reminders import remind_of_replies
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase, make_user

PROPOSAL = "Policy Proposal"
# the steps to a stage, each with what has to be entered before it; days are counted from today
STEPS = {
	"Draft": (),
	"In Consultation": (("Open Consultation", {}),),
	"Consulted": (("Open Consultation", {}), ("Close Consultation", {"consultation_deadline": 0})),
	"Adopted": (("Adopt", {"adopted_at_meeting": -90}),),
	"Submitted": (
		("Adopt", {"adopted_at_meeting": -90}),
		("Mark as Submitted", {"submitted_on": -60}),
	),
	"Replied": (
		("Adopt", {"adopted_at_meeting": -90}),
		("Mark as Submitted", {"submitted_on": -60}),
		("Record Reply", {"replied_on": -10, "reply": "Both were discussed."}),
	),
}


def make_ask(**overrides) -> dict:
	return {
		"subject": "Article 5, eligible costs",
		"present_text": "Volunteer work is not an eligible cost.",
		"proposed_text": "Volunteer work is an eligible cost.",
		"reason": "Volunteers are half of the programme.",
		**overrides,
	}


def make_proposal(**overrides):
	"""Create a proposal with two asks and lead it to a stage, with any field overridden."""
	stage = overrides.pop("stage", "Draft")
	proposal = frappe.get_doc(
		{
			"doctype": PROPOSAL,
			"proposal_title": "Volunteer work as a cost",
			"policy": overrides.pop("policy", None) or make_policy().name,
			"summary": "Volunteer work should count.",
			"consultation_deadline": add_days(today(), 14),
			"asks": [make_ask(), make_ask(subject="Article 9, interim reports")],
			**overrides,
		}
	).insert()
	for action, values in STEPS[stage]:
		entered = {key: make_value(key, value) for key, value in values.items()}
		proposal = take_step(proposal, action, **entered)
	return proposal


def make_value(fieldname: str, value):
	"""Return a day counted from today, or the meeting that was held on it."""
	if fieldname == "adopted_at_meeting":
		return make_meeting(stage="Held", days=value).name
	return add_days(today(), value) if isinstance(value, int) else value


def take_step(proposal, action, **values):
	"""Enter what a step needs and take it; return the proposal as it is stored then."""
	proposal = frappe.get_doc(PROPOSAL, proposal.name)
	if values:
		proposal.update(values)
		proposal.save()
	apply_workflow(proposal, action)
	return frappe.get_doc(PROPOSAL, proposal.name)


def close(proposal, *results):
	for ask, result in zip(proposal.asks, results, strict=True):
		ask.result = result
	proposal.save()
	return take_step(proposal, "Close")


class TestCourseOfAProposal(HubTestCase):
	def test_it_takes_owner_level_and_place_from_the_policy_and_follows_it(self):
		policy = make_policy(field_of_work="Social Services")
		proposal = make_proposal(policy=policy.name)
		self.assertEqual(
			(proposal.owner_stakeholder, proposal.level, proposal.municipality, proposal.field_of_work),
			(policy.owner_stakeholder, "Local", "Tolmin", "Social Services"),
		)

		policy.reload().update({"level": "Regional"})
		policy.save()

		self.assertEqual(proposal.reload().level, "Regional")

	def test_a_new_one_begins_as_a_draft(self):
		doc = {"doctype": PROPOSAL, "proposal_title": "X", "policy": make_policy().name, "stage": "Adopted"}
		with self.assertRefused("Stage: a new proposal begins as Draft"):
			frappe.get_doc(doc).insert()

	def test_a_consultation_needs_asks_summary_and_a_deadline_to_come(self):
		for values, label in (
			({"asks": []}, "Asks: please enter"),
			({"summary": ""}, "Summary: please write"),
			({"consultation_deadline": None}, "Comments Until: please enter"),
			({"consultation_deadline": add_days(today(), -1)}, "Comments Until: the date has passed"),
		):
			with self.subTest(label), self.assertRefused(label):
				make_proposal(**{"stage": "In Consultation", **values})

	def test_a_consultation_lasts_until_its_deadline(self):
		proposal = make_proposal(stage="In Consultation")
		with self.assertRefused("Comments Until: comments are taken until"):
			take_step(proposal, "Close Consultation")
		self.assertEqual(make_proposal(stage="Consulted").stage, "Consulted")

	def test_submission_before_the_adoption_is_refused(self):
		with self.assertRefused("Submitted On: the proposal is not adopted yet"):
			make_proposal(submitted_on=today())
		adopted = make_proposal(stage="Adopted")
		with self.assertRefused("Submitted On: expected is a day not before"):
			take_step(adopted, "Mark as Submitted", submitted_on=add_days(today(), -100))

	def test_adoption_and_submission_need_their_dates(self):
		with self.assertRefused("Adopted at the Meeting: please choose"):
			take_step(make_proposal(), "Adopt")
		with self.assertRefused("Submitted On: please enter"):
			take_step(make_proposal(stage="Adopted"), "Mark as Submitted")

	def test_it_is_submitted_to_the_owner_unless_another_body_is_named(self):
		proposal = make_proposal(stage="Submitted")

		self.assertEqual(proposal.submitted_to, proposal.owner_stakeholder)
		self.assertEqual(getdate(proposal.reply_due), getdate(add_days(proposal.submitted_on, 30)))

	def test_dates_in_the_future_are_refused(self):
		proposal = make_proposal(stage="Adopted")
		proposal.submitted_on = add_days(today(), 1)
		with self.assertRefused("Submitted On: the date lies in the future"):
			proposal.save()

	def test_it_is_adopted_by_a_meeting_that_was_held_and_had_its_quorum(self):
		meeting = make_meeting(stage="Held", days=-3)
		proposal = take_step(make_proposal(), "Adopt", adopted_at_meeting=meeting.name)
		self.assertEqual(getdate(proposal.adopted_on), getdate(meeting.starts_on))

		with self.assertRefused("Adopted at the Meeting: this meeting was not held"):
			make_proposal(adopted_at_meeting=make_meeting().name)
		meeting.db_set("quorum_status", "Not Reached")
		with self.assertRefused("Adopted at the Meeting: this meeting had no quorum"):
			make_proposal(adopted_at_meeting=meeting.name)

	def test_the_adopted_text_stays_as_it_was_adopted(self):
		proposal = make_proposal(stage="Adopted")
		for change, label in (
			(lambda doc: doc.set("summary", "Other"), "Summary: the proposal is adopted"),
			(lambda doc: doc.asks[1].set("proposed_text", "Other"), "Asks, row 2, Proposed Text"),
			(lambda doc: doc.set("asks", doc.asks[:1]), "Asks: the proposal is adopted"),
		):
			doc = frappe.get_doc(PROPOSAL, proposal.name)
			change(doc)
			with self.subTest(label), self.assertRefused(label):
				doc.save()

	def test_an_adoption_can_be_taken_back_and_the_text_changed_then(self):
		proposal = take_step(make_proposal(stage="Adopted"), "Take Back Adoption")

		proposal.summary = "Volunteer work should count double."
		proposal.save()

		self.assertEqual(proposal.stage, "Consulted")

	def test_withdrawing_needs_a_reason(self):
		with self.assertRefused("Reason of the Withdrawal"):
			take_step(make_proposal(), "Withdraw")

	def test_markup_in_an_ask_is_refused_by_row_and_field(self):
		with self.assertRefused("Asks, row 1, Proposed Text: please write plain text"):
			make_proposal(asks=[make_ask(proposed_text="<img src=x onerror=alert(1)>")])

	def test_an_ngo_is_involved_once(self):
		ngo = make_ngo().name
		with self.assertRefused("NGOs Involved, row 2, NGO"):
			make_proposal(involved_ngos=[{"ngo": ngo}, {"ngo": ngo}])

	def test_server_fields_can_not_be_set_from_outside(self):
		proposal = make_proposal(comment_count=7, closed_on=today(), versions=[{"version_number": 4}])

		self.assertEqual((proposal.comment_count, proposal.closed_on, proposal.versions), (0, None, []))


class TestResults(HubTestCase):
	def test_a_result_without_a_reply_date_is_refused(self):
		proposal = make_proposal(stage="Submitted")
		proposal.asks[0].result = "Adopted"
		with self.assertRefused(
			"Asks, row 1, Result: please enter the date of the reply in Replied On first"
		):
			proposal.save()

	def test_a_result_before_the_submission_is_refused(self):
		with self.assertRefused("Asks, row 1, Result: there is no result before the proposal is submitted"):
			make_proposal(asks=[make_ask(result="Adopted")])

	def test_a_reply_before_the_submission_is_refused(self):
		proposal = make_proposal(stage="Adopted")
		proposal.replied_on = today()
		with self.assertRefused("Replied On: the proposal is not submitted yet"):
			proposal.save()
		submitted = make_proposal(stage="Submitted")
		submitted.replied_on = add_days(today(), -70)
		with self.assertRefused("Replied On: expected is a day not before"):
			submitted.save()

	def test_a_reply_needs_its_text(self):
		with self.assertRefused("Reply: please enter what the addressee answered"):
			take_step(make_proposal(stage="Submitted"), "Record Reply", replied_on=today())

	def test_the_result_follows_from_the_asks(self):
		for asks, expected in (
			(("Adopted", "Adopted"), "Adopted"),
			(("Adopted", "Rejected"), "Partly Adopted"),
			(("Partly Adopted", "No Reply"), "Partly Adopted"),
			(("Rejected", "No Reply"), "Rejected"),
		):
			with self.subTest(expected):
				proposal = close(make_proposal(stage="Replied"), *asks)
				self.assertEqual((proposal.result, getdate(proposal.closed_on)), (expected, getdate(today())))

	def test_it_closes_only_when_every_ask_has_a_result(self):
		proposal = make_proposal(stage="Replied")
		proposal.asks[0].result = "Adopted"
		proposal.save()
		with self.assertRefused("Asks, row 2, Result: please enter what became of it"):
			take_step(proposal, "Close")

	def test_without_a_reply_it_closes_once_the_reply_is_overdue(self):
		early = take_step(make_proposal(stage="Adopted"), "Mark as Submitted", submitted_on=today())
		with self.assertRefused("Asks, row 1, Result: a reply can still come until"):
			take_step(early, "Close Without Reply")

		late = take_step(make_proposal(stage="Submitted"), "Close Without Reply")

		self.assertEqual((late.result, [ask.result for ask in late.asks]), ("No Reply", ["No Reply"] * 2))

	def test_a_late_reply_reopens_it(self):
		proposal = take_step(make_proposal(stage="Submitted"), "Close Without Reply")
		proposal = take_step(proposal, "Reopen")
		self.assertIsNone(proposal.result)

		proposal = take_step(proposal, "Record Reply", replied_on=today(), reply="Yes, we do it.")

		self.assertEqual(close(proposal, "Adopted", "Adopted").result, "Adopted")

	def test_the_policy_shows_what_became_of_its_proposals(self):
		policy = make_policy(problem="It is bad")
		proposal = make_proposal(policy=policy.name, stage="Replied")
		self.assertEqual(policy.reload().status, "Change Proposed")

		close(proposal, "Adopted", "Rejected")

		self.assertEqual(policy.reload().status, "Changed")


class TestVersions(HubTestCase):
	def test_consultation_and_adoption_keep_their_text(self):
		proposal = make_proposal(stage="Consulted")
		proposal.asks[0].proposed_text = "Volunteer work is an eligible cost of the programme."
		proposal.adopted_at_meeting = make_meeting(stage="Held", days=0).name
		proposal.save()
		proposal = take_step(proposal, "Adopt")

		versions = [(row.version_number, row.occasion) for row in proposal.versions]
		self.assertEqual(versions, [(1, "Consultation"), (2, "Adoption")])
		self.assertEqual(
			compare_versions(proposal.name, 1, 2),
			[
				{
					"heading": "Article 5, eligible costs · Proposed Text",
					"parts": [
						("same", "Volunteer work is an eligible cost"),
						("added", " of the programme"),
						("same", "."),
					],
				}
			],
		)

	def test_a_version_is_kept_on_demand_and_only_when_something_changed(self):
		proposal = make_proposal()
		self.assertEqual(save_version(proposal.name, "First draft"), 1)
		with self.assertRefused("Nothing has changed since version 1"):
			save_version(proposal.name, "Again")

		proposal.reload().append("asks", make_ask(subject="Article 12"))
		proposal.save()

		self.assertEqual(save_version(proposal.name, "Article 12 added"), 2)
		headings = [text["heading"] for text in compare_versions(proposal.name, 1, 2)]
		self.assertIn("Article 12 · Proposed Text", headings)

	def test_words_are_compared_and_not_letters(self):
		self.assertEqual(
			compare_texts("At least 500 EUR.", "At least 300 EUR."),
			[("same", "At least "), ("removed", "500"), ("added", "300"), ("same", " EUR.")],
		)
		self.assertEqual(compare_texts("", "New"), [("added", "New")])

	def test_a_version_that_is_not_there_is_refused(self):
		with self.assertRefused("The proposal has no version 9", frappe.DoesNotExistError):
			compare_versions(make_proposal().name, 9)


class TestReminders(HubTestCase):
	def test_an_overdue_reply_is_reminded_of_again_and_again(self):
		officer = make_user("officer@hub.test", "Hub Officer")
		proposal = make_proposal(stage="Submitted", responsible=officer)
		logs = {"document_name": proposal.name, "for_user": officer}

		remind_of_replies()
		remind_of_replies()
		self.assertEqual(frappe.db.count("Notification Log", logs), 1)
		proposal.db_set("reminded_on", add_days(today(), -14))
		remind_of_replies()

		self.assertEqual(frappe.db.count("Notification Log", logs), 2)

	def test_nobody_is_reminded_before_the_reply_is_due(self):
		proposal = take_step(make_proposal(stage="Adopted"), "Mark as Submitted", submitted_on=today())

		remind_of_replies()

		self.assertIsNone(proposal.reload().reminded_on)
