# SPDX-License-Identifier: GPL-3.0-only
"""A candidate withdraws or dies after the voting began."""

import frappe
from frappe.utils import add_days, today

from planota_hub.local_networks.doctype.representative_election.test_representative_election import (
	ELECTION,
	OFFICER,
	UNIT,
	end_voting,
	get_mandates,
	make_election,
	take_step,
	vote,
)
from planota_hub.local_networks.elections.mail import BALLOT_PURPOSE
from planota_hub.local_networks.elections.pages import get_election
from planota_hub.local_networks.elections.result import describe, render_result
from planota_hub.local_networks.elections.test_course import read_mails
from planota_hub.local_networks.elections.test_rounds import get_results, hold, open_second_round
from planota_hub.local_networks.elections.voting import cast_vote
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.notification.test_notifications import make_outgoing_account
from planota_hub.rules.tokens import make_token
from planota_hub.tests.compat import HubTestCase, as_user, make_user

NOTE = "Pisna izjava z dne 2. 12., prejeta po pošti."


def leave(election, position: int = 0, **overrides):
	values = {"left_on": today(), "reason": "Withdrew", "note": NOTE, **overrides}
	document = frappe.get_doc(ELECTION, election.name)
	document.note_departure(document.candidates[position].name, **values)
	return frappe.get_doc(ELECTION, election.name)


class TestBeforeTheCount(HubTestCase):
	def setUp(self):
		super().setUp()
		self.election = make_election(stage="Voting")
		self.names = [row.candidate_name for row in self.election.candidates]
		self.voters = [row.ngo for row in self.election.electors]

	def test_votes_count_as_cast_and_the_next_one_follows(self):
		vote(self.election, self.voters[0], self.names[0])
		leave(self.election)
		self.assertEqual(vote(self.election, self.voters[1], self.names[0]).status, "Valid")
		end_voting(self.election)

		election = take_step(self.election, "Count Ballots")

		self.assertEqual((election.valid_count, [row.votes for row in election.candidates]), (2, [2, 0]))
		self.assertEqual(get_results(election), ["Not Elected", "Not Elected"])
		election = take_step(election, "Confirm Result")
		self.assertEqual(election.units[0].outcome, "Nobody Elected")

	def test_the_record_says_who_when_and_why(self):
		row = leave(self.election, left_on=add_days(today(), -1), reason="Died").candidates[0]

		kept = (str(row.left_on), row.left_reason, row.left_note, row.left_noted_by)
		self.assertEqual(kept, (add_days(today(), -1), "Died", NOTE, "Administrator"))

	def test_who_votes_online_is_told_in_time(self):
		leave(self.election)
		token = make_token(BALLOT_PURPOSE, self.election.electors[0].name)
		with as_user("Guest"), self.assertRefused("can't be elected any more. Please choose somebody else."):
			cast_vote(token, self.names[0], "Eva Bizjak", 1)
		with as_user("Guest"):
			self.assertEqual(cast_vote(token, self.names[1], "Eva Bizjak", 1)["outcome"], "counted")

	def test_day_reason_and_note_are_needed_and_it_is_noted_once(self):
		for values, message in (
			({"left_on": add_days(today(), 1)}, "expected is a day that is not in the future."),
			({"reason": "Moved"}, "Why: please choose from the list."),
			({"note": " "}, "please write down when and from whom you know it."),
		):
			with self.subTest(message), self.assertRefused(message):
				leave(self.election, **values)
		leave(self.election)
		with self.assertRefused(f"{self.names[0]} stands no longer since"):
			leave(self.election)

	def test_it_can_not_be_typed_in(self):
		self.election.candidates[0].update({"left_on": today(), "left_reason": "Died"})
		self.election.save()
		self.assertIsNone(frappe.get_doc(ELECTION, self.election.name).candidates[0].left_on)

	def test_a_second_person_takes_it_back(self):
		election = leave(self.election)
		row = election.candidates[0]
		with self.assertRefused("You noted it yourself"):
			election.take_back_departure(row.name)
		with as_user(make_user(OFFICER, "Hub Officer")):
			frappe.get_doc(ELECTION, election.name).take_back_departure(row.name)

		self.assertIsNone(frappe.get_doc(ELECTION, election.name).candidates[0].left_on)
		comment = {"reference_name": election.name, "comment_type": "Info"}
		self.assertIn(NOTE, frappe.db.get_value("Comment", comment, "content"))

	def test_only_those_who_write_elections_note_it(self):
		with (
			as_user(make_user("auditor@departures.test", "Hub Auditor")),
			self.assertRaises(frappe.PermissionError),
		):
			leave(self.election)

	def test_before_the_voting_the_nomination_is_withdrawn(self):
		with self.assertRefused("before the voting, please set the nomination to Withdrawn."):
			leave(make_election(stage="Consensus"))


def forget_mails() -> None:
	"""Empty the queue: of what came before, of other tests that commit too."""
	frappe.db.delete("Email Queue")
	frappe.db.delete("Email Queue Recipient")


class TestWhoIsTold(HubTestCase):
	def setUp(self):
		super().setUp()
		make_outgoing_account()
		town = make_stakeholder(email="obcina@departures.test").name
		self.election = make_election(
			stage="Voting",
			commission_members=[{"member_name": "Eva Rutar", "email": "eva@departures.test"}],
		)
		frappe.db.set_value("Representative Body", self.election.body, "stakeholder", town)
		self.candidate, self.other = self.election.candidates[:2]
		frappe.db.set_value("Election Candidate", self.candidate.name, "email", "bor@departures.test")
		for row, language in zip(self.election.electors, ("sl", "en"), strict=False):
			values = {"email": f"{language}@departures.test", "preferred_language": language}
			frappe.db.set_value(row.doctype, row.name, values)
		forget_mails()

	def get_mails(self) -> dict[str, str]:
		"""Return the text of the one mail that each reader gets."""
		readers = frappe.get_all("Email Queue Recipient", pluck="recipient", order_by="creation asc")
		self.assertEqual(len(readers), len(set(readers)))
		return {reader: "".join(read_mails(reader)) for reader in readers}

	def test_those_concerned_are_told_once_each_in_their_language(self):
		leave(self.election, is_told=1)

		mails = self.get_mails()
		readers = {"bor", "obcina", "eva", "sl", "en"}
		self.assertEqual({address.split("@")[0] for address in mails} & readers, readers)
		self.assertIn("A candidate stands no longer", mails["en@departures.test"])
		self.assertNotIn("A candidate stands no longer", mails["sl@departures.test"])
		self.assertIn(self.candidate.candidate_name, mails["sl@departures.test"])
		comment = {"reference_name": self.election.name, "comment_type": "Info"}
		self.assertIn("told by e-mail", frappe.db.get_value("Comment", comment, "content"))

	def test_the_dead_are_not_written_to(self):
		leave(self.election, reason="Died", is_told=1)

		self.assertNotIn("bor@departures.test", self.get_mails())

	def test_after_the_voting_the_electors_are_not_written_to(self):
		end_voting(self.election)
		take_step(self.election, "Count Ballots")
		forget_mails()

		leave(self.election, is_told=1)

		mails = self.get_mails()
		self.assertIn("eva@departures.test", mails)
		self.assertNotIn("en@departures.test", mails)

	def test_nobody_is_told_unless_it_is_wanted(self):
		leave(self.election)

		self.assertEqual(self.get_mails(), {})

	def test_that_it_was_a_mistake_is_told_too(self):
		election = leave(self.election)
		with as_user(make_user(OFFICER, "Hub Officer")):
			frappe.get_doc(ELECTION, election.name).take_back_departure(self.candidate.name, 1)

		self.assertIn("stands after all", self.get_mails()["en@departures.test"])


class TestAfterTheCount(HubTestCase):
	def test_the_next_one_gets_the_mandate(self):
		election = leave(hold({"A": 3, "B": 2, "C": 1}))
		self.assertEqual(get_results(election), ["Not Elected", "Elected", "Not Elected"])

		election = take_step(election, "Confirm Result")

		self.assertEqual(get_mandates(election), [("B", UNIT, "Elected")])
		with self.assertRefused("Please end the mandate of who was elected early."):
			leave(election, 1)

	def test_of_tied_ones_the_other_is_elected_without_a_lot(self):
		election = hold({"A": 2, "B": 2})
		self.assertEqual(get_results(leave(election)), ["Not Elected", "Elected"])

	def test_who_won_the_lot_and_leaves_gives_the_seat_to_the_other(self):
		election = hold({"A": 2, "B": 2})
		election.update({"tie_decided_by": "Lot", "tie_note": "Žreb."})
		election.candidates[0].wins_tie = 1
		election.save()
		self.assertEqual(get_results(leave(election)), ["Not Elected", "Elected"])
		self.assertEqual(get_mandates(take_step(election, "Confirm Result")), [("B", UNIT, "Elected")])

	def test_those_who_follow_may_be_tied(self):
		election = leave(hold({"A": 3, "B": 1, "C": 1}))
		self.assertEqual(get_results(election), ["Not Elected", "Tied", "Tied"])

	def test_an_absolute_majority_is_one_of_all_votes_that_were_cast(self):
		election = leave(hold({"A": 4, "B": 2, "C": 1}, majority_rule="Absolute Majority"))
		self.assertEqual(get_results(election), ["Not Elected", "Second Round", "Second Round"])

	def test_print_and_page_say_so(self):
		election = leave(hold({"A": 2, "B": 1}), reason="Died")
		self.assertIn("stands no longer since", render_result(election))
		self.assertEqual([row.candidate_name for row in describe(election).left], ["A"])
		html = frappe.get_print(ELECTION, election.name, "Election Record")
		self.assertIn("Votes for this person count as cast; the next one follows.", html)
		(unit,) = get_election(election.name).units
		self.assertTrue(unit.candidates[0].departure)

	def test_between_two_rounds_it_is_noted_in_the_second(self):
		first = hold({"A": 1, "B": 1, "C": 0})
		second = open_second_round(first, begins_in=3)
		with self.assertRefused(
			f"this seat is decided in the second round; please note it there: {second.name}."
		):
			leave(first)
		self.assertTrue(leave(second).candidates[0].left_on)
