# SPDX-License-Identifier: GPL-3.0-only
from unittest.mock import patch

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, add_to_date, cint, now_datetime, today
from frappe.website.serve import get_response_content

from planota_hub.advocacy.doctype.policy_proposal.test_policy_proposal import make_proposal
from planota_hub.local_networks.doctype.body_mandate.test_body_mandate import make_body, make_mandate
from planota_hub.local_networks.doctype.local_network.test_local_network import make_member, make_network
from planota_hub.local_networks.networks.health import get_health
from planota_hub.partnerships.doctype.partnership_consortium.test_partnership_consortium import (
	make_active_consortium,
)
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting, new_participant
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.meetings.decision_answers import report_done
from planota_hub.planota_hub.meetings.decisions import DECISION_PURPOSE, chase_overdue_decisions
from planota_hub.planota_hub.meetings.portal import finish_decision, get_open_decisions
from planota_hub.planota_hub.votes import casting, closing, ties, waiting
from planota_hub.planota_hub.votes import mail as vote_mail
from planota_hub.planota_hub.votes.outcome import ABSTAINED, AGAINST, FOR
from planota_hub.rules import seal
from planota_hub.rules.tokens import make_token
from planota_hub.tests.at_once import call_at_once
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.outgoing_mail import no_outgoing_account
from planota_hub.tests.reports import get_report_rows

VOTE, VOTER = "Member Vote", "Member Vote Voter"
PEOPLE = ("Ana Kos", "Bor Leban", "Cene Mrak", "Dana Pirih", "Eva Rejc")


def make_vote(**overrides):
	"""Create a vote of those invited to a meeting, for or against and open, until in three days.

	`stage` "Voting" opens it; `people` is how many can vote.
	"""
	stage = overrides.pop("stage", "Draft")
	people = PEOPLE[: overrides.pop("people", 3)]
	if "vote_of" not in overrides:
		overrides["vote_of"] = make_meeting(participants=[new_participant(name) for name in people]).name
	vote = frappe.get_doc(
		{
			"doctype": VOTE,
			"question": f"Do we write to the minister {frappe.generate_hash(length=6)}?",
			"vote_of_doctype": "Hub Meeting",
			"voting_until": add_to_date(now_datetime(), days=3),
			"withdrawal_reason": "Asked wrongly",
			**overrides,
		}
	).insert()
	return take_step(vote, "Open Voting") if stage == "Voting" else vote


def make_tied(**overrides):
	"""Open a vote whose first voter is the chair."""
	vote = make_vote(closes_early=0, **overrides)
	vote.add_voters()
	vote.voters[0].is_chair = 1
	vote.save()
	return take_step(vote, "Open Voting")


def take_step(vote, action):
	"""Take a step of the workflow; return the vote as it is stored then."""
	apply_workflow(frappe.get_doc(VOTE, vote.name), action)
	return frappe.get_doc(VOTE, vote.name)


def get_token(row) -> str:
	return make_token(vote_mail.VOTE_PURPOSE, row.name)


def cast(vote, *choices):
	"""Let the first voters vote by their links, one choice each; return the vote as it is stored then."""
	for row, choice in zip(vote.voters, choices, strict=False):
		with as_user("Guest"):
			casting.cast_member_vote(get_token(row), choice)
	return frappe.get_doc(VOTE, vote.name)


def end(vote) -> None:
	"""Let the last moment of a vote pass."""
	vote.db_set("voting_until", add_to_date(now_datetime(), minutes=-1), update_modified=False)


class TestRules(HubTestCase):
	def test_bad_input_names_the_field_and_stores_nothing(self):
		meeting = make_meeting().name
		for values, message in (
			({"vote_of_doctype": "User", "vote_of": "Administrator"}, "Vote Of: expected is one of"),
			({"subject_doctype": "User", "subject": "Administrator"}, "Decides On: expected is one of"),
			({"quorum_percent": 101}, "Quorum (%): expected is a share from 0 to 100."),
			(
				{"voting_by": "Show of Hands", "ballot_secrecy": "Secret Ballot"},
				"Secrecy: whoever raises a hand",
			),
			(
				{"vote_kind": "Choice of Options", "options": [{"option": "A"}, {"option": " a"}]},
				"Options, row 2, Option: this is the same as row 1.",
			),
			(
				{"vote_kind": "Choice of Options", "options": [{"option": "Abstained"}]},
				"Options, row 1, Option: whoever abstains",
			),
			({"voters": [{"email": "a@example.org"}]}, "Voters, row 1, Person: please name"),
			({"question": "<b>Bold</b>"}, "Question"),
		):
			with self.subTest(message), self.assertRefused(message):
				make_vote(**{"vote_of": meeting, **values})
		self.assertFalse(frappe.db.exists(VOTE, {"vote_of": meeting}))

	def test_what_is_missing_to_begin_is_named(self):
		for values, message in (
			({"voting_until": None}, "Voting Until: please enter until when votes count."),
			(
				{"voting_until": add_days(today(), -1)},
				"Voting Until: please choose a moment that is still to come.",
			),
			({"vote_kind": "Choice of Options"}, "Options: please enter at least two options."),
			({"voters": [{"person_name": "Somebody Else"}]}, "Somebody Else has no vote here today"),
			({"ballot_secrecy": "Secret Ballot", "people": 2}, "a secret vote needs at least 3 voters"),
		):
			with self.subTest(message), self.assertRefused(message):
				make_vote(stage="Voting", **values)

	def test_nothing_that_was_voted_on_changes_any_more(self):
		vote = make_vote(
			stage="Voting",
			vote_kind="Choice of Options",
			options=[{"option": "May"}, {"option": "June"}],
		)
		for change in (
			lambda doc: doc.options[0].update({"option": "July"}),
			lambda doc: doc.append("options", {"option": "July"}),
			lambda doc: doc.update({"question": "Another?"}),
			lambda doc: doc.update({"majority_rule": "Two Thirds"}),
			lambda doc: doc.remove(doc.voters[0]),
		):
			changed = frappe.get_doc(VOTE, vote.name)
			change(changed)
			with self.assertRefused("this can't be changed any more since the vote began"):
				changed.save()
		vote.voting_until = add_to_date(now_datetime(), days=9)
		vote.save()
		vote.voting_until = add_to_date(now_datetime(), days=-9)
		with self.assertRefused("Voting Until: please choose a moment that is still to come"):
			vote.save()

	def test_votes_and_results_can_not_be_set_from_outside(self):
		vote = make_vote(outcome="Accepted", seal_key="x", votes_for=9, voters=[])
		vote.append("voters", {"person_name": "Ana Kos", "status": "Voted", "choice": FOR, "member": "x"})
		vote.save()
		row = vote.voters[0]
		self.assertEqual((vote.outcome, vote.seal_key, cint(vote.votes_for)), (None, None, 0))
		self.assertEqual((row.status, row.choice, row.member), ("Not Voted", None, None))

	def test_quorum_and_seats_come_from_the_body(self):
		body = make_body(quorum_percent=50)
		mandates = [make_mandate(body, seat=seat.seat) for seat in body.seats]
		vote = make_vote(vote_of_doctype=body.doctype, vote_of=body.name)

		self.assertEqual(vote.add_voters(), 3)
		self.assertEqual(vote.add_voters(), 0)

		self.assertEqual(vote.quorum_percent, 50)
		self.assertEqual({row.member for row in vote.voters}, {mandate.name for mandate in mandates})


class TestCasting(HubTestCase):
	def test_in_an_open_vote_the_last_choice_counts_until_it_is_closed(self):
		vote = make_vote(stage="Voting", closes_early=0)
		vote = cast(vote, AGAINST, FOR)
		vote = cast(vote, FOR)
		self.assertEqual([row.choice for row in vote.voters], [FOR, FOR, None])
		self.assertEqual(vote.voted_count, 2)

		vote = take_step(vote, "Close Voting")

		self.assertEqual((vote.outcome, vote.votes_for, vote.votes_against), ("Accepted", 2, 0))
		self.assertEqual(vote.closed_because, "Staff")
		with self.assertRefused("The vote is over."):
			cast(vote, AGAINST)

	def test_after_the_last_moment_no_vote_counts_although_nobody_has_closed_it(self):
		vote = make_vote(stage="Voting")
		cast(vote, FOR)
		end(vote)
		with self.assertRefused("The vote is over."):
			cast(vote, AGAINST)

		closing.close_ended_votes()

		vote.reload()
		self.assertEqual(
			(vote.stage, vote.outcome, vote.closed_because), ("Closed", "Accepted", "Last Moment")
		)

	def test_what_is_no_option_is_refused(self):
		vote = make_vote(stage="Voting", allows_abstention=0)
		for choice in ("", "Maybe", ABSTAINED):
			with self.assertRefused("Your vote: please choose from the list."):
				cast(vote, choice)
		with self.assertRefused("This link is not valid", frappe.PermissionError):
			casting.cast_member_vote("made-up.token", FOR)

	def test_a_vote_ends_once_nothing_can_change_it(self):
		vote = make_vote(stage="Voting", people=5)
		vote = cast(vote, FOR, FOR)
		closing.close_ended_votes()
		self.assertEqual(frappe.db.get_value(VOTE, vote.name, "stage"), "Voting")

		cast(vote, FOR, FOR, FOR)
		closing.close_ended_votes()

		self.assertEqual(
			frappe.db.get_value(VOTE, vote.name, ["stage", "closed_because", "outcome"]),
			("Closed", "Decided Early", "Accepted"),
		)

	def test_whose_mandate_ended_votes_no_more_and_counts_no_more(self):
		body = make_body()
		mandates = [make_mandate(body, seat=seat.seat, email="a@voter.test") for seat in body.seats]
		vote = make_vote(vote_of_doctype=body.doctype, vote_of=body.name, stage="Voting", closes_early=0)
		vote = cast(vote, FOR)
		gone = next(row for row in vote.voters if row.status == "Not Voted")
		mandate = next(row for row in mandates if row.name == gone.member)
		mandate.update({"ended_early_on": add_days(today(), -1), "end_reason": "Resigned"})
		mandate.save()

		with as_user("Guest"), self.assertRefused("You have no vote here any more"):
			casting.cast_member_vote(get_token(gone), FOR)
		vote = take_step(vote, "Close Voting")

		self.assertEqual([row.status for row in vote.voters].count("No Longer a Member"), 1)
		self.assertEqual((vote.voters_count, vote.voted_count), (2, 1))

	def test_who_stands_in_votes_by_a_new_link_and_the_former_one_is_void(self):
		vote = make_vote(stage="Voting")
		row = vote.voters[0]
		former = get_token(row)

		vote.replace_voter(row.name, "Nika Žagar", "nika@voter.test")

		with self.assertRefused("This link is not valid any more", frappe.PermissionError):
			casting.cast_member_vote(former, FOR)
		vote = cast(frappe.get_doc(VOTE, vote.name), FOR)
		self.assertEqual((vote.voters[0].stands_in_for, vote.voters[0].status), ("Ana Kos", "Voted"))
		self.assertEqual(len(get_mails("nika@voter.test")), 1)
		with self.assertRefused("this vote was cast already"):
			vote.replace_voter(row.name, "Ana Kos", "ana@voter.test")

	def test_staff_enter_votes_in_the_room_and_never_over_those_by_link(self):
		vote = cast(make_vote(stage="Voting", closes_early=0), FOR)
		first, second, third = (row.name for row in vote.voters)

		self.assertEqual(vote.record_votes({second: AGAINST, third: ""}), 1)

		vote.reload()
		self.assertEqual([row.choice for row in vote.voters], [FOR, AGAINST, None])
		self.assertEqual(vote.voters[1].recorded_by, "Administrator")
		self.assertTrue(any("Against" in text for text in get_mails("bor_leban@example.org")))
		for choices, message in (
			({first: AGAINST}, "Ana Kos: this vote came by the link."),
			({third: "Maybe"}, "Your vote: please choose from the list."),
			({"x": FOR}, "x: no such row."),
		):
			with self.assertRefused(message):
				vote.record_votes(choices)

	def test_a_show_of_hands_has_no_more_hands_than_voters(self):
		vote = make_vote(voting_by="Show of Hands", voting_until=None, stage="Voting")
		self.assertFalse(get_mails("ana_kos@example.org"))
		with self.assertRefused("4 hands were counted, but only 3 can vote."):
			vote.record_hands({FOR: 3}, 1)
		vote.reload()
		with self.assertRefused("the number must not be negative"):
			vote.record_hands({FOR: -1}, 0)
		vote.record_hands({FOR: 1, AGAINST: 2}, 0)

		vote = take_step(vote, "Close Voting")

		self.assertEqual((vote.outcome, vote.votes_against, vote.voted_count), ("Rejected", 2, 3))

	def test_a_withdrawn_vote_forgets_what_was_chosen(self):
		vote = cast(make_vote(stage="Voting"), FOR)
		vote = take_step(vote, "Withdraw Vote")
		self.assertEqual([row.choice for row in vote.voters], [None, None, None])
		with self.assertRefused("This vote was withdrawn."):
			cast(vote, FOR)


class TestSecrecy(HubTestCase):
	def tearDown(self):
		super().tearDown()
		seal.destroy_files("*.key")

	def test_of_a_secret_vote_only_that_somebody_voted_is_kept(self):
		vote = make_vote(stage="Voting", ballot_secrecy="Secret Ballot")
		vote = cast(vote, FOR, FOR, AGAINST)
		self.assertEqual([row.choice for row in vote.voters], [None] * 3)
		self.assertEqual(len({row.sealed_choice for row in vote.voters}), 3)
		for readable in (vote.as_dict(), get_versions(vote)):
			self.assertNotIn('"Against"', frappe.as_json(strip_options(readable)))
		with self.assertRefused("as the vote is secret, it can't be changed"):
			cast(vote, FOR)

		closing.close_ended_votes()

		vote.reload()
		self.assertEqual((vote.outcome, vote.votes_for, vote.votes_against), ("Accepted", 2, 1))
		self.assertEqual(vote.closed_because, "Everybody Voted")
		self.assertEqual(
			[(row.status, row.choice, row.sealed_choice) for row in vote.voters], [("Voted", None, None)] * 3
		)
		self.assertNotIn("sealed_choice", frappe.as_json(get_versions(vote)))

	def test_a_secret_vote_does_not_end_early_although_it_is_decided(self):
		vote = cast(make_vote(stage="Voting", ballot_secrecy="Secret Ballot", people=4), FOR, FOR, FOR)
		closing.close_ended_votes()
		self.assertEqual(frappe.db.get_value(VOTE, vote.name, "stage"), "Voting")

	def test_of_fewer_than_three_secret_votes_nothing_is_told(self):
		vote = cast(make_vote(stage="Voting", ballot_secrecy="Secret Ballot"), FOR, AGAINST)
		vote = take_step(vote, "Close Voting")
		self.assertEqual((vote.outcome, cint(vote.votes_for), vote.voted_count), ("Too Few Votes", 0, 2))
		self.assertFalse([row for row in vote.voters if row.sealed_choice])

	def test_nobody_enters_a_secret_vote_for_a_member(self):
		vote = make_vote(stage="Voting", ballot_secrecy="Secret Ballot")
		with self.assertRefused("only the votes of an open vote"):
			vote.record_votes({vote.voters[0].name: FOR})

	def test_nobody_reads_a_seal_through_the_api(self):
		vote = cast(make_vote(stage="Voting", ballot_secrecy="Secret Ballot"), FOR)
		with as_user(make_user("manager@vote.test", "Hub Manager")):
			doc = frappe.get_doc(VOTE, vote.name)
			doc.apply_fieldlevel_read_permissions()
			self.assertIsNone(doc.voters[0].get("sealed_choice"))


class TestResults(HubTestCase):
	def test_the_numbers_of_a_decision_come_from_its_vote(self):
		meeting = make_meeting(
			stage="Held",
			participants=[new_participant(name, attendance="Present") for name in PEOPLE[:3]],
		)
		vote = cast(make_vote(stage="Voting", vote_of=meeting.name), FOR, FOR, ABSTAINED)
		with self.assertRefused("only what was decided becomes a decision"):
			vote.make_decision(add_days(today(), 9), meeting.name)
		vote = take_step(vote, "Close Voting")

		vote.make_decision(add_days(today(), 9), meeting.name)

		meeting.reload()
		row = meeting.decisions[0]
		self.assertEqual((row.votes_for, row.votes_against, row.votes_abstained), (2, 0, 1))
		self.assertTrue(row.todo)
		row.votes_for = 9
		meeting.save()
		self.assertEqual(meeting.decisions[0].votes_for, 2)
		for elsewhere in (meeting.name, None):
			with self.assertRefused("has this decision already"):
				vote.make_decision(add_days(today(), 9), elsewhere)

	def test_a_network_decides_without_a_meeting_and_somebody_carries_it_out(self):
		network = make_network(members=[make_member(), make_member()])
		vote = make_vote(vote_of_doctype=network.doctype, vote_of=network.name)
		row = {"decision": "We write", "due_date": add_days(today(), 9), "responsible": "Administrator"}
		vote.append("decisions", row)
		with self.assertRefused("Decisions: only what the members have decided on becomes a decision."):
			vote.save()
		vote = take_step(cast(take_step(vote.reload(), "Open Voting"), FOR, FOR), "Close Voting")
		officer = make_user("officer@vote.test", "Hub Officer")
		with self.assertRefused("Due Date: the day lies before the vote was closed."):
			vote.make_decision(add_days(today(), -1), responsible=officer)

		self.assertEqual(
			vote.make_decision(add_days(today(), 9), responsible=officer), ["Member Vote", vote.name]
		)

		vote.reload()
		vote.append(
			"decisions",
			{
				**row,
				"responsible": None,
				"carried_out_by": "Ana Kos",
				"responsible_email": "ana@decides.test",
			},
		)
		vote.save()
		first, second = vote.decisions
		self.assertEqual((first.votes_for, first.votes_against), (2, 0))
		self.assertIn("was decided", get_mails("officer@vote.test")[-1])
		self.assertIn("entrusted to you", get_mails("ana@decides.test")[-1])
		health = get_health([network.name])[network.name]
		self.assertEqual((health["open_decisions"], health["overdue_decisions"]), (2, 0))
		report = get_report_rows("Open Decisions", day=today())
		self.assertEqual(
			[
				(row["subject"], row["meeting"], str(row["held_on"]))
				for row in report
				if row["member_vote"] == vote.name
			],
			[(vote.question, None, today())] * 2,
		)
		self.assertIn("We write", frappe.get_print(VOTE, vote.name, "Vote Record"))

		task = frappe.get_doc("ToDo", first.todo)
		task.status = "Closed"
		task.save()
		report_done(make_token(DECISION_PURPOSE, second.name))

		vote.reload()
		self.assertEqual([row.status for row in vote.decisions], ["Done", "Done"])
		self.assertEqual(frappe.db.get_value(network.doctype, network.name, "open_decisions"), 0)
		frappe.delete_doc(VOTE, vote.name)

	def test_an_overdue_decision_without_a_meeting_is_brought_to_mind(self):
		vote = take_step(cast(make_vote(stage="Voting"), FOR, FOR), "Close Voting")
		mentor = make_user("mentor@vote.test", "Hub Mentor")
		vote.make_decision(today(), responsible=mentor)
		vote.db_set("closed_on", add_to_date(now_datetime(), days=-9))
		frappe.db.set_value("Meeting Decision", {"parent": vote.name}, "due_date", add_days(today(), -2))
		before = len(get_mails(mentor))

		chase_overdue_decisions()
		chase_overdue_decisions()

		mails = get_mails(mentor)
		self.assertEqual(len(mails), before + 1)
		# who may not open the vote finds the decision in the portal
		self.assertIn("/my-meetings", mails[-1])
		with as_user(mentor):
			decision = get_open_decisions(mentor)[0]
			self.assertEqual((decision.subject, decision.overdue_days), (vote.question, 2))
			finish_decision(decision.name)
		self.assertEqual(frappe.get_doc(VOTE, vote.name).decisions[0].status, "Done")

	def test_an_accepted_vote_adopts_a_proposal_by_the_step_of_whoever_may(self):
		proposal = make_proposal(stage="Draft")
		vote = cast(
			make_vote(stage="Voting", subject_doctype=proposal.doctype, subject=proposal.name), FOR, FOR, FOR
		)
		vote = take_step(vote, "Close Voting")
		coordinator = make_user("coordinator@vote.test", "Network Coordinator")
		vote.db_set("responsible", coordinator)
		with as_user(coordinator), self.assertRaises(frappe.PermissionError):
			frappe.get_doc(VOTE, vote.name).carry_out()
		with as_user(make_user("officer@vote.test", "Hub Officer")):
			frappe.get_doc(VOTE, vote.name).carry_out()

		proposal.reload()
		self.assertEqual((proposal.stage, proposal.adopted_by_vote), ("Adopted", vote.name))
		self.assertEqual(str(proposal.adopted_on), today())
		vote.reload()
		self.assertEqual(vote.carried_out_by, "officer@vote.test")
		with self.assertRefused("this was carried out already"):
			vote.carry_out()

	def test_an_accepted_vote_adopts_minutes_and_a_rejected_one_does_not(self):
		meeting = make_meeting(
			stage="Held",
			participants=[new_participant(name, attendance="Present") for name in PEOPLE[:3]],
		)
		about = {"vote_of": meeting.name, "subject_doctype": "Hub Meeting", "subject": meeting.name}
		rejected = take_step(cast(make_vote(stage="Voting", **about), AGAINST), "Close Voting")
		with self.assertRefused("only what was accepted is carried out"):
			rejected.carry_out()
		accepted = take_step(cast(make_vote(stage="Voting", **about), FOR), "Close Voting")

		accepted.carry_out()

		self.assertEqual(frappe.db.get_value("Hub Meeting", meeting.name, "stage"), "Minutes Adopted")

	def test_a_tie_means_what_was_settled_before(self):
		for values, expected in (
			({}, ("Tie", None)),
			({"tie_rule": "Rejected"}, ("Rejected", "Rule")),
			({"tie_rule": "Chair Decides"}, ("Accepted", "Chair")),
		):
			with self.subTest(values):
				vote = take_step(cast(make_tied(**values), FOR, AGAINST, ABSTAINED), "Close Voting")
				self.assertEqual((vote.outcome, vote.tie_decided_by), expected)
				self.assertEqual(vote.tied_options, "For\nAgainst")
		vote = make_vote(tie_rule="Chair Decides")
		with self.assertRefused("Voters: please tick who is the chair"):
			take_step(vote, "Open Voting")

	def test_what_the_chair_of_a_secret_vote_decides_is_entered_once(self):
		vote = make_tied(tie_rule="Chair Decides", ballot_secrecy="Secret Ballot", people=4)
		vote = take_step(cast(vote, FOR, FOR, AGAINST, AGAINST), "Close Voting")
		self.assertEqual(vote.outcome, "Tie")
		with self.assertRefused("there is no tie that is decided in this way"):
			vote.draw_lot()
		with self.assertRefused("please choose one of the options with equally many votes"):
			vote.enter_chair_decision("Maybe")

		vote.enter_chair_decision(AGAINST)

		vote.reload()
		self.assertEqual(
			(vote.outcome, vote.tie_decided_by, vote.tie_entered_by), ("Rejected", "Chair", "Administrator")
		)
		with self.assertRefused("the tie is decided already"):
			vote.enter_chair_decision(FOR)

	def test_a_lot_is_drawn_once_and_the_record_says_how(self):
		options = [{"option": "May"}, {"option": "June"}, {"option": "July"}]
		vote = make_vote(
			stage="Voting",
			vote_kind="Choice of Options",
			majority_rule="Most Votes",
			tie_rule="By Lot",
			options=options,
		)
		vote = take_step(cast(vote, "July", "May", ABSTAINED), "Close Voting")
		self.assertEqual((vote.outcome, vote.tied_options), ("Tie", "May\nJuly"))
		vote.lot_number = "7"
		vote.save()
		self.assertIsNone(vote.lot_number)

		with patch("planota_hub.planota_hub.votes.ties.secrets.randbelow", return_value=7):
			vote.draw_lot()

		vote.reload()
		self.assertEqual((vote.outcome, vote.winning_option), ("Option Chosen", "July"))
		self.assertEqual((vote.votes_for, vote.votes_against, vote.votes_abstained), (1, 1, 1))
		self.assertEqual((vote.lot_number, vote.tie_entered_by), ("7", "Administrator"))
		with self.assertRefused("the tie is decided already"):
			vote.draw_lot()
		text = frappe.get_print(VOTE, vote.name, "Vote Record")
		for part in ("Equally many votes: May, July", "The lot fell on: July", "Number of the lot: 7."):
			self.assertIn(part, text)


class TestAcceptedPartner(HubTestCase):
	"""The partners of a consortium vote on who joins them."""

	def setUp(self):
		super().setUp()
		self.consortium = make_active_consortium()

	def hold(self, **overrides):
		"""Let the partners accept a candidate; return the closed vote."""
		vote = make_vote(
			subject_doctype=self.consortium.doctype,
			subject=self.consortium.name,
			stage="Voting",
			candidate_type="NGO",
			**{
				"vote_of_doctype": self.consortium.doctype,
				"vote_of": self.consortium.name,
				"candidate": make_ngo(stage="Verified").name,
				**overrides,
			},
		)
		return take_step(cast(vote, FOR, FOR, FOR), "Close Voting")

	def test_who_was_accepted_becomes_a_partner_and_all_sign_anew(self):
		vote = self.hold(candidate_votes=2)
		coordinator = make_user("coordinator@vote.test", "Network Coordinator")
		vote.db_set("responsible", coordinator)
		with as_user(coordinator), self.assertRaises(frappe.PermissionError):
			frappe.get_doc(VOTE, vote.name).carry_out()

		vote.carry_out()

		consortium = frappe.get_doc(self.consortium.doctype, self.consortium.name)
		row = consortium.partners[-1]
		self.assertEqual(
			(row.partner, row.partner_role, row.votes, row.accepted_by_vote),
			(vote.candidate, "Partner", 2, vote.name),
		)
		self.assertEqual(consortium.stage, "Forming")
		self.assertFalse(any(partner.signed_on for partner in consortium.partners))
		row.accepted_by_vote = None
		consortium.save()
		self.assertEqual(consortium.partners[-1].accepted_by_vote, vote.name)
		with self.assertRefused("this was carried out already"):
			vote.carry_out()

	def test_who_can_not_be_taken_in_any_more_changes_nothing(self):
		left = self.hold()
		frappe.db.set_value("NGO", left.candidate, "stage", "Inactive")
		twice = self.hold()
		self.hold(candidate=twice.candidate).carry_out()
		before = frappe.get_doc(self.consortium.doctype, self.consortium.name)
		for vote, message in ((left, "is not active any more"), (twice, "is a partner already")):
			with self.assertRefused(message):
				vote.carry_out()
		frappe.db.set_value(before.doctype, before.name, "stage", "Closed")
		with self.assertRefused("Record: the consortium is closed"):
			left.carry_out()
		after = frappe.get_doc(before.doctype, before.name)
		self.assertEqual(len(after.partners), len(before.partners))
		self.assertIsNone(frappe.db.get_value(VOTE, left.name, "carried_out_on"))

	def test_only_a_candidate_who_can_join_is_voted_on_by_those_whom_it_concerns(self):
		partner = self.consortium.partners[0].partner
		for values, message in (
			({"candidate": None}, "Candidate: please choose who is to be taken in."),
			({"candidate": partner}, "is a partner already"),
			({"candidate_votes": 1001}, "Votes of the Candidate: expected is a number from 0 to 1000."),
			(
				{"vote_of_doctype": "Hub Meeting", "vote_of": make_meeting().name},
				"Whose Vote: the partners of a consortium alone decide who joins it.",
			),
		):
			with self.subTest(message), self.assertRefused(message):
				self.hold(**values)


class TestLinksAndPage(HubTestCase):
	def test_each_voter_gets_a_personal_link_and_one_reminder(self):
		vote = make_vote(stage="Voting", voting_until=add_to_date(now_datetime(), hours=20))
		self.assertEqual([len(get_mails(row.email)) for row in vote.voters], [1, 1, 1])
		frappe.db.set_value(VOTER, {"parent": vote.name}, "sent_on", add_to_date(now_datetime(), days=-2))
		cast(vote, FOR)

		vote_mail.remind_voters()
		vote_mail.remind_voters()

		self.assertEqual([len(get_mails(row.email)) for row in vote.voters], [1, 2, 2])

	def test_a_voter_sees_the_question_and_nothing_of_others(self):
		vote = cast(make_vote(stage="Voting", closes_early=0), FOR)
		page = get_page(vote.voters[1])
		self.assertIn(vote.question, page)
		self.assertIn("Bor Leban", page)
		self.assertNotIn("Ana Kos", page)
		self.assertNotIn("ana_kos@example.org", page)
		take_step(vote, "Close Voting")
		self.assertIn("Accepted", get_page(vote.voters[1]))
		frappe.form_dict.token = "made-up.token"
		self.assertIn("This link is not valid", get_response_content("member-vote"))

	def test_a_vote_waits_in_the_portal_for_whoever_got_the_link(self):
		user = make_user("voter@vote.test", "NGO Representative")
		meeting = make_meeting(participants=[new_participant("Ana Kos", email=user), new_participant("Bor")])
		vote = make_vote(vote_of=meeting.name, stage="Voting")
		with as_user(user):
			self.assertEqual([row.of for row in waiting.get_waiting()], [vote.question])
		cast(vote, FOR)
		with as_user(user):
			self.assertEqual(waiting.get_waiting(), [])

	def test_the_print_names_who_voted_how_in_an_open_vote_alone(self):
		vote = take_step(cast(make_vote(stage="Voting"), FOR, AGAINST, AGAINST), "Close Voting")
		text = frappe.get_print(VOTE, vote.name, "Vote Record")
		for part in ("Ana Kos", "Rejected", "Simple Majority"):
			self.assertIn(part, text)

	def test_without_an_account_for_mail_nobody_is_noted_as_sent_to(self):
		with no_outgoing_account():
			vote = make_vote(stage="Voting")
		self.assertEqual([row.sent_on for row in vote.voters], [None] * 3)


class TestPermissions(HubTestCase):
	def test_a_coordinator_sees_the_own_votes_alone_and_a_mentor_none(self):
		coordinator = make_user("coordinator@vote.test", "Network Coordinator")
		own, other = make_vote(responsible=coordinator), make_vote()
		with as_user(coordinator):
			names = frappe.get_list(VOTE, pluck="name", order_by="name asc")
			self.assertIn(own.name, names)
			self.assertNotIn(other.name, names)
			self.assertFalse(frappe.has_permission(VOTE, "read", other.name))
		for role in ("Hub Mentor", "NGO Representative"):
			with as_user(make_user(f"{frappe.scrub(role)}@vote.test", role)):
				self.assertFalse(frappe.has_permission(VOTE, "read", own.name))
		with as_user(make_user("auditor@vote.test", "Hub Auditor")):
			self.assertTrue(frappe.has_permission(VOTE, "read", own.name))
			self.assertFalse(frappe.has_permission(VOTE, "write", own.name))


class TestVotesAtOnce(HubTestCase):
	"""What is tested here must be committed, so it is removed by hand."""

	def setUp(self):
		super().setUp()
		self.vote = make_vote(stage="Voting", people=5, ballot_secrecy="Secret Ballot", tie_rule="By Lot")
		frappe.db.commit()

	def tearDown(self):
		frappe.db.rollback()
		frappe.db.delete("Email Queue", {"creation": (">=", self.vote.creation)})
		for doctype, name in ((VOTE, self.vote.name), ("Hub Meeting", self.vote.vote_of)):
			frappe.delete_doc(doctype, name, force=True, delete_permanently=True)
		frappe.db.commit()
		seal.destroy_files("*.key")
		super().tearDown()

	def test_of_many_in_one_moment_each_votes_once_and_none_slips_in_while_it_is_closed(self):
		tokens = [get_token(row) for row in self.vote.voters] * 3

		answers = call_at_once(lambda token: casting.cast_member_vote(token, FOR), tokens)

		self.assertEqual(sum(isinstance(answer, dict) for answer in answers), 5)
		frappe.db.rollback()
		vote = take_step(self.vote, "Close Voting")
		frappe.db.commit()
		self.assertEqual((vote.votes_for, vote.voted_count), (5, 5))

	def test_of_many_who_draw_the_lot_in_one_moment_one_does(self):
		take_step(cast(self.vote, FOR, FOR, AGAINST, AGAINST), "Close Voting")
		frappe.db.commit()

		answers = call_at_once(ties.draw_lot, [self.vote.name] * 8, user="Administrator")

		self.assertEqual(answers.count(None), 1)
		frappe.db.rollback()
		self.assertIn(frappe.db.get_value(VOTE, self.vote.name, "outcome"), ("Accepted", "Rejected"))


def get_page(row) -> str:
	"""Return the page that a voter sees by the personal link."""
	token = get_token(row)
	with as_user("Guest"):
		frappe.form_dict.token = token
		return get_response_content("member-vote")


def get_mails(address: str) -> list[str]:
	"""Return the content of the queued mails to an address, the oldest first."""
	names = frappe.get_all(
		"Email Queue Recipient", {"recipient": address}, pluck="parent", order_by="creation asc"
	)
	filters = {"name": ("in", names or [""]), "creation": (">=", add_to_date(now_datetime(), minutes=-10))}
	return frappe.get_all("Email Queue", filters, pluck="message", order_by="creation asc")


def get_versions(vote) -> list:
	filters = {"ref_doctype": VOTE, "docname": vote.name}
	return frappe.get_all("Version", filters, ["data"], order_by="creation asc")


def strip_options(readable):
	"""Leave the names of the options themselves out of what is searched for a choice."""
	if isinstance(readable, dict):
		return {key: value for key, value in readable.items() if key != "options"}
	return readable
