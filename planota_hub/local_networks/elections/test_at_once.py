# SPDX-License-Identifier: GPL-3.0-only
"""A hundred ballots in the same moment, each over a connection of its own."""

import frappe

from planota_hub.local_networks.doctype.representative_election.test_representative_election import (
	end_voting,
	make_candidate,
	make_election,
	make_elector,
	make_voter,
	take_step,
)
from planota_hub.local_networks.elections.mail import BALLOT_PURPOSE
from planota_hub.local_networks.elections.voting import cast_vote
from planota_hub.rules import seal as election_seal
from planota_hub.rules.tokens import make_token
from planota_hub.tests.at_once import call_at_once
from planota_hub.tests.compat import HubTestCase

ELECTORS, BALLOTS_OF_EACH = 20, 5
BALLOT, CORRECTION = "Election Ballot", "Election Correction"


class TestBallotsAtOnce(HubTestCase):
	"""What is tested here must be committed, so it is removed by hand."""

	way_of_voting = "Open Vote"

	def setUp(self):
		super().setUp()
		self.ngos = [make_voter().name for _number in range(ELECTORS)]
		self.election = make_election(
			candidates=[make_candidate(name, ngo=ngo) for name, ngo in zip("AB", self.ngos, strict=False)],
			electors=[make_elector(ngo=ngo) for ngo in self.ngos],
			ballot_secrecy=self.way_of_voting,
			stage="Voting",
		)
		frappe.db.commit()

	def tearDown(self):
		frappe.db.rollback()
		body = self.election.body
		frappe.db.delete(BALLOT, {"election": self.election.name})
		frappe.db.delete("Email Queue", {"creation": (">=", self.election.creation)})
		for doctype, name in (
			(self.election.doctype, self.election.name),
			("Representative Body", body),
			*(("NGO", ngo) for ngo in self.ngos),
		):
			frappe.delete_doc(doctype, name, force=True, delete_permanently=True)
		frappe.db.commit()
		super().tearDown()

	def test_of_a_hundred_ballots_exactly_one_per_elector_counts_and_no_link_is_used_twice(self):
		rows = self.election.electors
		tokens = [make_token(BALLOT_PURPOSE, row.name) for row in rows]
		votes = [(token, "AB"[number % 2]) for number in range(BALLOTS_OF_EACH) for token in tokens]

		answers = call_at_once(lambda vote: cast_vote(vote[0], vote[1], "Eva Bizjak", 1), votes)

		refused = [str(error) for error in answers if isinstance(error, Exception)]
		self.assertEqual(len(refused), ELECTORS * (BALLOTS_OF_EACH - 1))
		self.assertEqual(
			set(refused), {"This link was used already: a ballot of your organisation was cast with it."}
		)
		frappe.db.rollback()
		of_election = {"election": self.election.name}
		self.assertEqual(frappe.db.count(BALLOT, of_election), ELECTORS)
		valid = frappe.get_all(BALLOT, {**of_election, "status": "Valid"}, pluck="ngo", order_by="ngo asc")
		self.assertEqual(valid, sorted(self.ngos))
		end_voting(self.election)
		counted = take_step(self.election, "Count Ballots")
		self.assertEqual((counted.valid_count, counted.invalid_count), (ELECTORS, 0))
		self.assertEqual(sum(row.votes for row in counted.candidates), ELECTORS)


class TestSealedBallotsAtOnce(TestBallotsAtOnce):
	"""The same where every ballot is sealed."""

	way_of_voting = "Secret Ballot"

	def tearDown(self):
		super().tearDown()
		election_seal.destroy_files("*.key")


class TestDecisionsAtOnce(HubTestCase):
	"""What is tested here must be committed, so it is removed by hand."""

	def setUp(self):
		super().setUp()
		self.election = make_election(stage="Voting")
		values = {
			"election": self.election.name,
			"ngo": self.election.electors[0].ngo,
			"kind": "Address of an Elector",
			"new_email": "novi@voter.test",
			"reason": "Predsednica je klicala.",
		}
		self.correction = frappe.get_doc({"doctype": CORRECTION, **values}).insert()
		self.correction.db_set("proposed_by", "Guest")
		frappe.db.commit()

	def tearDown(self):
		frappe.db.rollback()
		frappe.db.delete("Email Queue", {"creation": (">=", self.election.creation)})
		for doctype, name in (
			(CORRECTION, self.correction.name),
			(self.election.doctype, self.election.name),
			("Representative Body", self.election.body),
			*(("NGO", row.ngo) for row in self.election.electors),
		):
			frappe.delete_doc(doctype, name, force=True, delete_permanently=True)
		frappe.db.commit()
		super().tearDown()

	def test_of_many_who_confirm_the_same_correction_in_one_moment_one_does(self):
		name = self.correction.name

		answers = call_at_once(
			lambda _number: frappe.get_doc(CORRECTION, name).confirm(), list(range(5)), user="Administrator"
		)

		refused = [str(error) for error in answers if isinstance(error, Exception)]
		self.assertEqual(len(refused), 4, refused)
		for text in refused:
			self.assertIn("this was decided on already.", text)
