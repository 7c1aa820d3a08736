# SPDX-License-Identifier: GPL-3.0-only
"""The second round of an election, between those who are tied or who lack the majority that the rules ask for."""

import frappe
from frappe.utils import add_to_date, cstr, now_datetime

from planota_hub.local_networks.doctype.representative_election.test_representative_election import (
	ELECTION,
	UNIT,
	end_voting,
	get_mandates,
	make_candidate,
	make_council,
	make_election,
	make_elector,
	make_voter,
	take_step,
	vote,
)
from planota_hub.local_networks.elections.mail import BALLOT_PURPOSE
from planota_hub.local_networks.elections.opening import open_votings
from planota_hub.local_networks.elections.pages import get_election
from planota_hub.local_networks.elections.result import describe
from planota_hub.local_networks.elections.test_intake import get_mails
from planota_hub.local_networks.elections.voting import cast_vote
from planota_hub.rules import seal as election_seal
from planota_hub.rules.tokens import make_token
from planota_hub.tests.at_once import call_at_once
from planota_hub.tests.compat import HubTestCase, as_user, make_user

BALLOT = "Election Ballot"
COORDINATOR = "coordinator@rounds.test"


def hold(votes: dict[str, int], seats: int = 1, **overrides):
	"""Hold an election up to its count.

	Args:
	        votes: name of a candidate -> number of ballots for them.
	"""
	electors = [
		make_voter(email=f"{frappe.generate_hash(length=8)}@rounds.test") for _n in range(sum(votes.values()))
	]
	more = [make_voter() for _number in range(max(0, len(votes) - len(electors)))]
	ngos = [ngo.name for ngo in (*electors, *more)]
	election = make_election(
		body=make_council(seats=seats).name,
		units=[{"administrative_unit": UNIT, "seats": seats}],
		candidates=[make_candidate(name, ngo=ngo) for name, ngo in zip(votes, ngos, strict=False)],
		electors=[make_elector(ngo=ngo) for ngo in ngos],
		**{"stage": "Voting", **overrides},
	)
	marks = [name for name, number in votes.items() for _number in range(number)]
	for ngo, mark in zip(ngos, marks, strict=False):
		vote(election, ngo, mark)
	end_voting(election)
	return take_step(election, "Count Ballots")


def open_second_round(election, begins_in: int = 0):
	"""Open the second round, whose voting begins after some hours."""
	start = add_to_date(now_datetime(), hours=begins_in, seconds=-1)
	name = frappe.get_doc(ELECTION, election.name).open_second_round(
		cstr(start), cstr(add_to_date(start, hours=48))
	)
	return frappe.get_doc(ELECTION, name)


def get_results(election) -> list[str]:
	return [row.result for row in frappe.get_doc(ELECTION, election.name).candidates]


class TestTie(HubTestCase):
	def setUp(self):
		super().setUp()
		self.first = hold({"A": 2, "B": 2, "C": 1})

	def test_those_who_are_tied_stand_again_before_the_same_electors(self):
		second = open_second_round(self.first)

		self.assertEqual((second.stage, second.first_round), ("Voting", self.first.name))
		self.assertEqual([row.candidate_name for row in second.candidates], ["A", "B"])
		self.assertEqual({row.ngo for row in second.electors}, {row.ngo for row in self.first.electors})
		self.first.reload()
		self.assertEqual(self.first.second_round, second.name)
		self.assertEqual(self.first.units[0].outcome, "Second Round")
		self.assertEqual(get_results(self.first), ["Second Round", "Second Round", "Not Elected"])

	def test_its_ballots_links_count_and_mandates_are_its_own(self):
		second = open_second_round(self.first)
		address = second.electors[0].email
		self.assertIn("second round", get_mails(address)[-1])
		token = make_token(BALLOT_PURPOSE, second.electors[0].name)
		with as_user("Guest"):
			self.assertEqual(cast_vote(token, "B", "Eva Bizjak", 1)["outcome"], "counted")
		vote(second, second.electors[1].ngo, "B")
		vote(second, second.electors[2].ngo, "A")
		end_voting(second)

		second = take_step(take_step(second, "Count Ballots"), "Confirm Result")
		first = take_step(self.first, "Confirm Result")

		self.assertEqual([row.votes for row in second.candidates], [1, 2])
		self.assertEqual([row.votes for row in first.candidates], [2, 2, 1])
		self.assertEqual((get_mandates(first), get_mandates(second)), ([], [("B", UNIT, "Elected")]))

	def test_a_round_that_begins_later_opens_by_itself_at_its_first_moment(self):
		second = open_second_round(self.first, begins_in=3)
		address = second.electors[0].email
		before = len(get_mails(address))
		open_votings()
		self.assertEqual(frappe.db.get_value(ELECTION, second.name, "stage"), "Consensus")
		second.db_set("voting_from", add_to_date(now_datetime(), seconds=-1), update_modified=False)

		for _number in range(2):
			open_votings()

		self.assertEqual(frappe.db.get_value(ELECTION, second.name, "stage"), "Voting")
		self.assertEqual(len(get_mails(address)), before + 1)

	def test_those_who_stand_in_it_are_told_when_it_is_opened_and_not_again_with_the_first_result(self):
		for row in self.first.candidates:
			row.db_set("email", f"{row.candidate_name.lower()}@rounds.test", update_modified=False)
		open_second_round(self.first, begins_in=3)
		take_step(self.first, "Confirm Result")

		mails = [get_mails(f"{name}@rounds.test") for name in "abc"]

		self.assertEqual([len(row) for row in mails], [1, 1, 1])
		self.assertIn("You stand in the second round", mails[0][0].replace("=\n", ""))

	def test_who_stands_and_votes_in_it_stays(self):
		second = open_second_round(self.first, begins_in=3)
		for change in (
			lambda: second.append("candidates", make_candidate("D")),
			lambda: second.electors.pop(),
			lambda: second.candidates[0].update({"candidate_name": "Z"}),
		):
			second.reload()
			change()
			with self.assertRefused("the call is published and can't be changed in this."):
				second.save()
		second.reload()
		second.voting_until = add_to_date(second.voting_until, hours=5)
		second.save()

	def test_a_tie_in_the_second_round_is_decided_by_lot(self):
		second = open_second_round(self.first)
		for row, mark in zip(second.electors, "AB", strict=False):
			vote(second, row.ngo, mark)
		end_voting(second)
		second = take_step(second, "Count Ballots")
		self.assertEqual(second.units[0].outcome, "Tie")
		with self.assertRefused("between those who are equal in a second round a lot or agreement decides."):
			open_second_round(second)
		second.update({"tie_decided_by": "Lot", "tie_note": "Žreb pred komisijo."})
		second.candidates[0].wins_tie = 1
		second.save()

		second = take_step(second, "Confirm Result")

		self.assertEqual(get_mandates(second), [("A", UNIT, "Elected")])

	def test_there_is_one_second_round(self):
		second = open_second_round(self.first)
		with self.assertRefused(f"the second round is there already: {second.name}."):
			open_second_round(self.first)

	def test_a_cancelled_second_round_leaves_the_decision_to_the_first(self):
		second = open_second_round(self.first)
		self.first.reload()
		self.first.cancellation_reason = "Vseeno."
		self.first.save()
		with self.assertRefused("please cancel the second round first"):
			take_step(self.first, "Cancel Election")
		second.cancellation_reason = "Kandidatki sta se dogovorili."
		second.save()
		take_step(second, "Cancel Election")

		first = frappe.get_doc(ELECTION, self.first.name)
		self.assertEqual((first.units[0].outcome, first.second_round), ("Tie", None))
		self.assertNotEqual(open_second_round(first).name, second.name)

	def test_page_and_record_lead_to_the_other_round(self):
		second = open_second_round(self.first)
		self.assertEqual(get_election(second.name).other_rounds[0][1], self.first.name)
		self.assertEqual(get_election(self.first.name).other_rounds[0][1], second.name)
		facts = dict(describe(frappe.get_doc(ELECTION, self.first.name)).facts)
		self.assertIn(second.name, facts["Second Round"])

	def test_only_those_who_write_elections_open_it(self):
		make_user(COORDINATOR, "Network Coordinator")
		with as_user(COORDINATOR), self.assertRaises(frappe.PermissionError):
			open_second_round(self.first)

	def test_a_repeated_vote_is_not_only_written_down(self):
		self.first.update({"tie_decided_by": "Repeated Vote", "tie_note": "Ponovno glasovanje."})
		with self.assertRefused("please open a second round, in which the electors vote again."):
			self.first.save()

	def test_one_that_was_written_down_before_there_were_rounds_stays(self):
		self.first.db_set({"tie_decided_by": "Repeated Vote", "tie_note": "Ponovno glasovanje."})
		self.first.reload()
		self.first.candidates[0].wins_tie = 1
		self.first.save()

		first = take_step(self.first, "Confirm Result")

		self.assertEqual(first.candidates[0].elected_by, "Repeated Vote")

	def test_the_end_of_the_voting_lies_ahead(self):
		past = add_to_date(now_datetime(), hours=-3)
		with self.assertRefused("please enter when the electors can vote; it is still to come."):
			self.first.open_second_round(cstr(past), cstr(add_to_date(past, hours=1)))


class TestRules(HubTestCase):
	def test_with_nobody_tied_there_is_no_second_round(self):
		with self.assertRefused("nobody is tied and nobody lacks a majority"):
			open_second_round(hold({"A": 2, "B": 1}))
		with self.assertRefused("whether a second round is needed shows once the ballots are counted."):
			open_second_round(make_election(stage="Voting"))

	def test_where_the_rules_ask_for_a_lot_there_is_no_second_round(self):
		election = hold({"A": 1, "B": 1}, tie_rule="Lot")
		with self.assertRefused("the rules of this election decide between equally many votes by lot."):
			open_second_round(election)
		election.update({"tie_decided_by": "Agreement", "tie_note": "x"})
		election.candidates[0].wins_tie = 1
		election.save()
		with self.assertRefused("Tie Decided By: the rules of this election allow only: Lot."):
			take_step(election, "Confirm Result")

	def test_where_the_rules_ask_for_a_second_round_no_lot_decides(self):
		election = hold({"A": 1, "B": 1}, tie_rule="Second Round")
		election.update({"tie_decided_by": "Lot", "tie_note": "x"})
		election.candidates[0].wins_tie = 1
		election.save()
		with self.assertRefused("the rules of this election ask for a second round."):
			take_step(election, "Confirm Result")

	def test_rules_come_from_the_body_and_stay_with_the_call(self):
		body = make_council(majority_rule="Absolute Majority", tie_rule="Second Round")
		election = make_election(body=body.name, stage="Call Open")
		self.assertEqual((election.majority_rule, election.tie_rule), ("Absolute Majority", "Second Round"))
		election.majority_rule = "Relative Majority"
		with self.assertRefused("Majority: the call is published and can't be changed in this."):
			election.save()

	def test_without_a_word_the_rules_are_those_of_always(self):
		election = make_election()
		self.assertEqual(
			(election.majority_rule, election.tie_rule), ("Relative Majority", "Commission Decides")
		)


class TestAbsoluteMajority(HubTestCase):
	def test_who_has_more_than_half_is_elected(self):
		election = hold({"A": 3, "B": 1, "C": 1}, majority_rule="Absolute Majority")
		self.assertEqual(get_results(election), ["Elected", "Not Elected", "Not Elected"])

	def test_half_is_no_majority_and_the_two_first_go_on(self):
		election = hold({"A": 3, "B": 2, "C": 1}, majority_rule="Absolute Majority")

		self.assertEqual(get_results(election), ["Second Round", "Second Round", "Not Elected"])
		self.assertEqual(election.units[0].outcome, "No Majority")
		with self.assertRefused("nobody else has more than half of the votes; please open the second round."):
			take_step(election, "Confirm Result")
		second = open_second_round(election)
		self.assertEqual([row.candidate_name for row in second.candidates], ["A", "B"])
		vote(second, second.electors[0].ngo, "B")
		end_voting(second)
		second = take_step(take_step(second, "Count Ballots"), "Confirm Result")
		self.assertEqual(get_mandates(second), [("B", UNIT, "Elected")])

	def test_whoever_is_second_with_others_goes_on_with_them(self):
		election = hold({"A": 2, "B": 1, "C": 1, "D": 0}, majority_rule="Absolute Majority")
		self.assertEqual(get_results(election), [*["Second Round"] * 3, "Not Elected"])

	def test_of_two_seats_one_is_given_and_for_the_other_the_two_next_go_on(self):
		election = hold({"A": 5, "B": 2, "C": 1, "D": 1}, seats=2, majority_rule="Absolute Majority")
		self.assertEqual(get_results(election), ["Elected", *["Second Round"] * 3])
		second = open_second_round(election)
		self.assertEqual(second.units[0].seats, 1)
		first = take_step(election, "Confirm Result")
		self.assertEqual([row[0] for row in get_mandates(first)], ["A"])

	def test_where_no_more_are_left_than_seats_there_is_nothing_to_choose(self):
		election = hold({"A": 2, "B": 1}, seats=2, majority_rule="Absolute Majority")
		self.assertEqual(get_results(election), ["Elected", "Elected"])


class TestSecretSecondRound(HubTestCase):
	def tearDown(self):
		super().tearDown()
		election_seal.destroy_files("*.key")

	def test_it_is_sealed_with_a_key_of_its_own(self):
		first = hold({"A": 1, "B": 1})
		first.db_set("ballot_secrecy", "Secret Ballot")
		second = open_second_round(first)

		token = make_token(BALLOT_PURPOSE, second.electors[0].name)
		with as_user("Guest"):
			cast_vote(token, "B", "Eva Bizjak", 1)

		self.assertTrue(second.seal_key)
		ballot = frappe.db.get_value(BALLOT, {"election": second.name}, ["candidate", "sealed_choice"])
		self.assertFalse(ballot[0])
		end_voting(second)
		second = take_step(second, "Count Ballots")
		self.assertEqual([row.votes for row in second.candidates], [0, 1])


class TestAtOnce(HubTestCase):
	"""What is tested here must be committed, so it is removed by hand."""

	def setUp(self):
		super().setUp()
		self.first = hold({"A": 1, "B": 1})
		frappe.db.commit()

	def tearDown(self):
		frappe.db.rollback()
		names = frappe.get_all(
			ELECTION, {"body": self.first.body}, pluck="name", order_by="creation desc, name desc"
		)
		frappe.db.delete(BALLOT, {"election": ("in", names)})
		frappe.db.delete("Email Queue", {"creation": (">=", self.first.creation)})
		frappe.db.set_value(ELECTION, {"name": ("in", names)}, {"first_round": None, "second_round": None})
		for doctype, name in (
			*((ELECTION, name) for name in names),
			("Representative Body", self.first.body),
			*(("NGO", row.ngo) for row in self.first.electors),
		):
			frappe.delete_doc(doctype, name, force=True, delete_permanently=True)
		frappe.db.commit()
		super().tearDown()

	def test_of_many_who_open_the_second_round_in_one_moment_one_does(self):
		answers = call_at_once(
			lambda _number: open_second_round(self.first).name, list(range(4)), user="Administrator"
		)

		refused = [cstr(answer) for answer in answers if isinstance(answer, Exception)]
		self.assertEqual(len(refused), 3, refused)
		frappe.db.rollback()
		self.assertEqual(frappe.db.count(ELECTION, {"first_round": self.first.name}), 1)

	def test_of_many_who_confirm_the_lot_in_one_moment_one_does(self):
		self.first.update({"tie_decided_by": "Lot", "tie_note": "Žreb."})
		self.first.candidates[0].wins_tie = 1
		self.first.save()
		frappe.db.commit()

		answers = call_at_once(
			lambda _number: take_step(self.first, "Confirm Result").stage,
			list(range(4)),
			user="Administrator",
		)

		self.assertEqual([answer for answer in answers if answer == "Decided"], ["Decided"], answers)
		frappe.db.rollback()
		self.assertEqual(get_mandates(self.first), [("A", UNIT, "Elected")])
		frappe.db.delete("Body Mandate", {"body": self.first.body})
		frappe.db.commit()
