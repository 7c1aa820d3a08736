# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import add_days, add_to_date, now_datetime

from planota_hub.local_networks.doctype.election_ballot.election_ballot import get_candidate_names
from planota_hub.local_networks.doctype.representative_election.test_representative_election import (
	OFFICER,
	UNIT,
	end_voting,
	make_candidate,
	make_council,
	make_election,
	make_elector,
	make_voter,
	take_step,
	vote,
)
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.tests.compat import HubTestCase, as_user, make_user

BALLOT = "Election Ballot"
MANAGER = "manager@elections.test"
AUDITOR = "auditor@elections.test"
REPRESENTATIVE = "rep@elections.test"


class TestWhatCounts(HubTestCase):
	def setUp(self):
		super().setUp()
		self.election = make_election(
			candidates=[make_candidate("Ana Kos"), make_candidate("Bor Rutar")], stage="Voting"
		)
		self.voter, self.other = (row.ngo for row in self.election.electors)

	def judge(self, ngo: str | None = None, candidate: str | None = "Ana Kos", **overrides) -> tuple:
		"""Enter a ballot; return its status and reason as they are stored."""
		name = vote(self.election, ngo or self.voter, candidate, **overrides).name
		return frappe.db.get_value(BALLOT, name, ["status", "reason"])

	def count(self):
		end_voting(self.election)
		return take_step(self.election, "Count Ballots")

	def test_a_signed_ballot_of_an_elector_for_a_candidate_counts(self):
		self.assertEqual(self.judge(candidate=" ana  kos "), ("Valid", None))
		self.assertEqual(
			frappe.db.get_value(BALLOT, {"election": self.election.name}, "candidate"), "Ana Kos"
		)

	def test_a_ballot_that_does_not_count_is_kept_with_its_reason(self):
		outsider, before = make_voter().name, add_days(self.election.voting_from, -1)
		cases = {
			"Not an Elector": {"ngo": outsider},
			"Not a Candidate": {"candidate": "Miki Miška", "names_nobody": 1},
			"No Clear Mark": {"candidate": None},
			"Not Signed": {"is_signed": 0},
			"No Stamp or Statement": {"is_stamped": 0},
			"Before the Voting": {"received_on": before},
		}
		for reason, values in cases.items():
			with self.subTest(reason):
				self.assertEqual(self.judge(**values), ("Invalid", reason))
		election = self.count()
		self.assertEqual((election.valid_count, election.invalid_count, election.late_count), (0, 6, 0))
		self.assertEqual([row.votes for row in election.candidates], [0, 0])

	def test_the_second_ballot_of_an_ngo_does_not_count(self):
		self.judge()

		self.assertEqual(self.judge(candidate="Bor Rutar"), ("Invalid", "Second Ballot"))
		self.assertEqual([row.votes for row in self.count().candidates], [1, 0])

	def test_an_ngo_whose_first_ballot_was_invalid_can_send_another_one(self):
		self.judge(is_signed=0)

		self.assertEqual(self.judge(), ("Valid", None))

	def test_a_late_ballot_is_late_whatever_else_is_wrong_with_it(self):
		self.election.db_set("voting_until", add_to_date(now_datetime(), hours=-1), update_modified=False)

		self.assertEqual(self.judge(), ("Late", "After the Voting"))
		self.assertEqual(self.judge(make_voter().name, None), ("Late", "After the Voting"))
		in_time = add_to_date(now_datetime(), hours=-2)
		self.assertEqual(self.judge(received_on=in_time), ("Valid", None))

	def test_a_ballot_after_the_count_changes_no_figure(self):
		self.judge()
		before = self.count()

		in_time = add_to_date(now_datetime(), hours=-2)
		self.assertEqual(self.judge(self.other, received_on=in_time), ("Late", "After the Count"))

		after = frappe.get_doc(self.election.doctype, self.election.name)
		figures = [(row.valid_count, row.late_count, row.turnout) for row in (before, after)]
		self.assertEqual(figures, [(1, 0, 50.0)] * 2)

	def test_a_candidate_of_another_unit_does_not_count(self):
		units = [{"administrative_unit": unit} for unit in (UNIT, "Tolmin")]
		here, there = make_voter().name, make_ngo(stage="Verified").name
		self.election = make_election(
			body=make_council(seats=units).name,
			units=[{**unit, "seats": 1} for unit in units],
			candidates=[make_candidate("A", ngo=here), make_candidate("B", ngo=there)],
			stage="Voting",
		)
		self.assertEqual(self.judge(here, "B"), ("Invalid", "Candidate of Another Unit"))

	def test_before_the_voting_is_opened_and_in_a_draft(self):
		self.election = make_election(stage="Consensus")
		self.assertEqual(self.judge(self.election.electors[0].ngo), ("Invalid", "Before the Voting"))
		self.election = make_election()
		with self.assertRefused("Election: this election takes no ballots (Draft)."):
			self.judge(self.election.electors[0].ngo)

	def test_a_ballot_from_the_future_and_one_of_an_unknown_ngo_are_refused(self):
		with self.assertRefused("Received On: the moment lies in the future."):
			self.judge(received_on=add_days(now_datetime(), 1))
		self.assertRaises(frappe.LinkValidationError, self.judge, "NGO-none")

	def test_scripts_are_refused(self):
		with self.assertRefused("Candidate: please write plain text"):
			self.judge(candidate="<img src=x onerror=alert(1)>")

	def test_status_and_reason_can_not_be_typed_in(self):
		self.assertEqual(
			self.judge(make_voter().name, status="Valid", reason=None, vote_key="x"),
			("Invalid", "Not an Elector"),
		)

	def test_a_ballot_stays_as_it_came_in(self):
		ballot = vote(self.election, self.voter, "Ana Kos")
		ballot.candidate = "Bor Rutar"
		self.assertRaises(frappe.CannotChangeConstantError, ballot.save)

	def test_nobody_enters_an_online_ballot_at_the_desk(self):
		with self.assertRefused("online ballots are cast by the electors themselves."):
			self.judge(channel="Online", cast_by="Somebody")


class TestMistakes(HubTestCase):
	def setUp(self):
		super().setUp()
		self.election = make_election(stage="Voting")
		self.voter = self.election.electors[0].ngo
		self.ballot = vote(self.election, self.voter, self.election.candidates[0].candidate_name)

	def test_a_wrongly_entered_ballot_is_kept_and_the_right_one_counts(self):
		with as_user(make_user(MANAGER, "Hub Manager")):
			frappe.get_doc(BALLOT, self.ballot.name).mark_as_mistake("Zamenjana glasovnica.")

		mistake = frappe.get_doc(BALLOT, self.ballot.name)
		self.assertEqual((mistake.status, mistake.reason), ("Invalid", "Entered by Mistake"))
		right = vote(self.election, self.voter, self.election.candidates[1].candidate_name)
		self.assertEqual(right.status, "Valid")

	def test_whoever_entered_it_does_not_take_it_back_and_a_second_person_does(self):
		make_user(OFFICER, "Hub Officer")
		with self.assertRefused("you entered this ballot yourself"):
			self.ballot.mark_as_mistake("x")

		with as_user(OFFICER):
			frappe.get_doc(BALLOT, self.ballot.name).mark_as_mistake("Zamenjana glasovnica.")

		self.assertEqual(frappe.db.get_value(BALLOT, self.ballot.name, "taken_back_by"), OFFICER)

	def test_only_staff_do_it_with_a_note_and_before_the_count(self):
		with as_user(make_user(AUDITOR, "Hub Auditor")), self.assertRaises(frappe.PermissionError):
			frappe.get_doc(BALLOT, self.ballot.name).mark_as_mistake("x")
		with as_user(make_user(MANAGER, "Hub Manager")):
			with self.assertRefused("What Was Wrong: please write down what was wrong."):
				frappe.get_doc(BALLOT, self.ballot.name).mark_as_mistake(" ")
		end_voting(self.election)
		take_step(self.election, "Count Ballots")
		with as_user(MANAGER), self.assertRefused("ballots are taken back only until they are counted."):
			frappe.get_doc(BALLOT, self.ballot.name).mark_as_mistake("x")


class TestTyping(HubTestCase):
	"""Ballots that are typed from paper."""

	def setUp(self):
		super().setUp()
		units = [{"administrative_unit": unit} for unit in (UNIT, "Tolmin")]
		self.here, self.there = make_voter().name, make_ngo(stage="Verified").name
		self.election = make_election(
			body=make_council(seats=units).name,
			units=[{**unit, "seats": 1} for unit in units],
			candidates=[make_candidate("Nejc Hvala", ngo=self.here), make_candidate("B", ngo=self.there)],
			stage="Voting",
		)

	def test_a_part_of_a_name_is_asked_about_before_it_is_stored(self):
		with self.assertRefused(
			"nobody of this name stands here: Nejc. Please choose from these: Nejc Hvala;"
		):
			vote(self.election, self.here, "Nejc")

		self.assertFalse(frappe.db.exists(BALLOT, {"election": self.election.name}))
		unknown = vote(self.election, self.here, "Nejc", names_nobody=1)
		self.assertEqual((unknown.status, unknown.reason), ("Invalid", "Not a Candidate"))

	def test_the_names_of_the_unit_of_the_elector_are_offered(self):
		name = self.election.name
		self.assertEqual(get_candidate_names(name, self.here), ["Nejc Hvala"])
		self.assertEqual(get_candidate_names(name), ["Nejc Hvala", "B"])
		with as_user("Guest"), self.assertRaises(frappe.PermissionError):
			get_candidate_names(name)

	def test_nothing_is_ticked_beforehand(self):
		ballot = frappe.new_doc(BALLOT)
		self.assertEqual((ballot.is_signed, ballot.is_stamped, ballot.names_nobody), (0, 0, 0))


class TestSecrecy(HubTestCase):
	"""Who sees for whom an NGO voted."""

	def setUp(self):
		super().setUp()
		for user, role in ((OFFICER, "Hub Officer"), (MANAGER, "Hub Manager"), (AUDITOR, "Hub Auditor")):
			make_user(user, role)
		make_user(REPRESENTATIVE, "NGO Representative")
		self.own = make_represented_ngo(REPRESENTATIVE, municipality="Vipava")
		other = make_voter()
		self.election = make_election(
			candidates=[make_candidate("Ana Kos", ngo=other.name)],
			electors=[make_elector(ngo=self.own.name), make_elector(ngo=other.name)],
			stage="Voting",
		)
		with as_user(OFFICER):
			self.ballots = [vote(self.election, ngo, "Ana Kos").name for ngo in (self.own.name, other.name)]

	def read(self, user: str) -> list[tuple]:
		"""Return name and mark of the ballots that a user finds in the list."""
		with as_user(user):
			rows = frappe.get_list(
				BALLOT, {"election": self.election.name}, ["name", "candidate"], order_by="name asc"
			)
		return [(row.name, row.get("candidate")) for row in rows]

	def test_an_officer_enters_the_mark_and_does_not_see_it_again(self):
		self.assertEqual(frappe.db.get_value(BALLOT, self.ballots[0], "candidate"), "Ana Kos")
		self.assertEqual(self.read(OFFICER), [(name, None) for name in self.ballots])
		with as_user(OFFICER):
			ballot = frappe.get_doc(BALLOT, self.ballots[0])
			ballot.apply_fieldlevel_read_permissions()
		self.assertFalse(ballot.get("candidate"))

	def test_no_answer_tells_an_officer_the_mark_after_saving(self):
		with as_user(OFFICER):
			ballot = frappe.get_doc(BALLOT, self.ballots[0]).save()
			self.assertNotIn("Ana Kos", frappe.as_json(ballot))
		with as_user(MANAGER):
			self.assertIn("Ana Kos", frappe.as_json(frappe.get_doc(BALLOT, self.ballots[0])))

	def test_managers_see_it_and_auditors_do_not(self):
		self.assertEqual(self.read(MANAGER), [(name, "Ana Kos") for name in self.ballots])
		self.assertEqual(self.read(AUDITOR), [(name, None) for name in self.ballots])

	def test_a_representative_finds_the_ballots_of_the_own_ngo_only(self):
		self.assertEqual(self.read(REPRESENTATIVE), [(self.ballots[0], None)])
		with as_user(REPRESENTATIVE):
			self.assertTrue(frappe.has_permission(BALLOT, "read", self.ballots[0]))
			self.assertFalse(frappe.has_permission(BALLOT, "read", self.ballots[1]))

	def test_coordinators_mentors_and_guests_find_no_ballot(self):
		coordinator = make_user("coordinator@elections.test", "Network Coordinator")
		for user in (coordinator, make_user("mentor@elections.test", "Hub Mentor"), "Guest"):
			with as_user(user), self.subTest(user):
				self.assertFalse(frappe.has_permission(BALLOT, "read", self.ballots[0]))

	def test_nobody_changes_or_deletes_a_ballot(self):
		for user in (OFFICER, MANAGER):
			with as_user(user), self.subTest(user):
				ballot = frappe.get_doc(BALLOT, self.ballots[0])
				ballot.update({"channel": "E-mail", "status": "Invalid", "reason": "Not Signed"})
				self.assertRaises(frappe.CannotChangeConstantError, ballot.save)
				ballot.reload()
				ballot.update({"status": "Invalid", "reason": "Not Signed", "vote_key": None})
				ballot.save()
				self.assertEqual((ballot.status, ballot.reason), ("Valid", None))
				self.assertFalse(frappe.has_permission(BALLOT, "delete", ballot))
		with as_user(AUDITOR):
			self.assertFalse(frappe.has_permission(BALLOT, "write", self.ballots[0]))

	def test_an_officer_can_not_empty_the_mark_that_they_do_not_see(self):
		with as_user(OFFICER):
			ballot = frappe.get_doc(BALLOT, self.ballots[0])
			ballot.apply_fieldlevel_read_permissions()
			self.assertRaises(frappe.CannotChangeConstantError, ballot.save)
		self.assertEqual(frappe.db.get_value(BALLOT, self.ballots[0], "candidate"), "Ana Kos")

	def test_drafts_are_for_staff_and_auditors_and_the_rest_for_all_roles(self):
		draft = make_election()
		readers = {OFFICER: True, MANAGER: True, AUDITOR: True, REPRESENTATIVE: False}
		readers[make_user("mentor@elections.test", "Hub Mentor")] = False
		for user, sees_drafts in readers.items():
			with as_user(user), self.subTest(user):
				found = set(frappe.get_list(draft.doctype, pluck="name", order_by="name asc", limit=0))
				self.assertIn(self.election.name, found)
				self.assertEqual(draft.name in found, sees_drafts)
				self.assertEqual(bool(frappe.has_permission(draft.doctype, "read", draft.name)), sees_drafts)
