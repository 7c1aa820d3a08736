# SPDX-License-Identifier: GPL-3.0-only
"""The course of an election: when voting opens, who is called and in which language, who counts, who hears what."""

import json
import re
from email import message_from_string, policy
from unittest.mock import patch

import frappe
from frappe.utils import add_days, add_to_date, now_datetime, today

from planota_hub.local_networks.bodies.coverage import render_matrix
from planota_hub.local_networks.bodies.mandate_news import warn_of_expiry
from planota_hub.local_networks.doctype.body_mandate.test_body_mandate import make_mandate
from planota_hub.local_networks.doctype.representative_election.test_representative_election import (
	ELECTION,
	UNIT,
	end_voting,
	make_candidate,
	make_council,
	make_election,
	make_elector,
	make_member,
	make_voter,
	take_step,
	vote,
)
from planota_hub.local_networks.elections import announcements
from planota_hub.local_networks.elections.announcements import call_electors, remind_electors
from planota_hub.local_networks.elections.opening import open_votings
from planota_hub.local_networks.elections.result import describe, describe_outcome, render_result
from planota_hub.local_networks.elections.test_intake import get_mails
from planota_hub.local_networks.elections.test_rounds import hold
from planota_hub.mail.steps import prepare_change
from planota_hub.patches import people_of_commissions, rules_of_elections
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.rules.readable import show_moment
from planota_hub.tests.compat import HubTestCase, as_user, make_user

ELECTOR, MEMBER = "Election Elector", "Election Commission Member"
# words that the hub writes in mails of elections; titles and names are of the tests
ENGLISH = re.compile(
	r"\b(Good day|Election:|Elector|Unit|Body|Voting|Seat|Mandate|You|your|the|Vote now|Reason)\b"
)


def read_mails(address: str) -> list[str]:
	"""Return subject and text of the mails to an address, the first one first."""
	texts = []
	for stored in get_mails(address):
		message = message_from_string(stored, policy=policy.default)
		body = message.get_body(("plain", "html"))
		texts.append(" ".join(f"{message['Subject']} {body.get_content()}".split()))
	return texts


class TestOpening(HubTestCase):
	def make_future(self, **overrides):
		return make_election(
			voting_from=add_to_date(now_datetime(), hours=2),
			voting_until=add_to_date(now_datetime(), days=3),
			stage="Consensus",
			**overrides,
		)

	def begin(self, election):
		moment = add_to_date(now_datetime(), seconds=-1)
		election.db_set("voting_from", moment, update_modified=False)

	def test_the_voting_is_not_opened_before_its_first_moment(self):
		election = self.make_future()
		moment = show_moment(election.voting_from)
		with self.assertRefused(f"Voting From: the voting begins on {moment} and is opened then."):
			take_step(election, "Open Voting")

	def test_whoever_changes_its_first_moment_can_open_it(self):
		election = self.make_future()
		election.voting_from = add_to_date(now_datetime(), minutes=-1)
		election.save()
		self.assertEqual(take_step(election, "Open Voting").stage, "Voting")

	def test_it_opens_by_itself_where_that_is_ticked(self):
		ticked, other = self.make_future(opens_by_itself=1), self.make_future()
		open_votings()
		self.assertEqual(frappe.db.get_value(ELECTION, ticked.name, "stage"), "Consensus")
		for election in (ticked, other):
			self.begin(election)

		open_votings()

		stages = [frappe.db.get_value(ELECTION, row.name, "stage") for row in (ticked, other)]
		self.assertEqual(stages, ["Voting", "Consensus"])

	def test_where_something_is_missing_the_staff_are_told_once(self):
		election = self.make_future(opens_by_itself=1, electors=[])
		self.begin(election)
		with patch("planota_hub.local_networks.elections.opening.notify_staff") as notify:
			for _number in range(2):
				open_votings()

		self.assertEqual(notify.call_count, 1)
		self.assertIn("Ajdovščina has no elector yet.", notify.call_args.args[2])
		stored = frappe.db.get_value(ELECTION, election.name, ["stage", "opens_by_itself"])
		self.assertEqual(stored, ("Consensus", 0))


class TestDates(HubTestCase):
	"""Who knows the dates of an election hears when they change, if whoever changes them says so."""

	def setUp(self):
		rejected = make_candidate("Rok Zavrnjen", status="Rejected", email="rok@dates.test")
		candidates = [
			make_candidate("Ana Kandidatka", email="ana@dates.test"),
			make_candidate("Brez Naslova", email=""),
			rejected,
		]
		electors = [
			make_elector(ngo=candidates[0]["ngo"], email="ana@dates.test"),
			make_elector(email="elector@dates.test"),
		]
		self.election = make_election(stage="Consensus", candidates=candidates, electors=electors)

	def move(self, **values) -> dict | None:
		self.election.update({"voting_until": add_to_date(self.election.voting_until, days=2), **values})
		return prepare_change(json.dumps(self.election.as_dict(), default=str))

	def test_a_new_date_shows_who_would_hear_of_it_and_who_would_not(self):
		change = self.move()
		addresses = [mail["to"] for mail in change["mails"]]
		self.assertEqual(addresses, [row.email for row in self.election.electors])
		self.assertEqual([row["who"] for row in change["left_out"]], ["Brez Naslova"])
		self.assertFalse(change["is_past"])

	def test_the_mail_names_what_holds_now_and_what_held_before(self):
		before = show_moment(self.election.voting_until)
		self.move()
		self.election.save()
		[mail] = read_mails(self.election.electors[1].email)
		self.assertIn(show_moment(self.election.voting_until), mail)
		self.assertIn(before, mail)

	def test_nobody_hears_of_it_where_that_was_chosen_or_nothing_changed(self):
		self.move(without_telling=1)
		self.election.save()
		self.election.reload()
		self.election.legal_basis = "Pravilnik"
		self.election.save()
		self.assertEqual(get_mails(self.election.electors[1].email), [])

	def test_a_draft_is_known_to_nobody(self):
		draft = make_election()
		draft.voting_until = add_to_date(draft.voting_until, days=2)
		self.assertIsNone(prepare_change(json.dumps(draft.as_dict(), default=str)))


class TestCall(HubTestCase):
	def setUp(self):
		super().setUp()
		units = [{"administrative_unit": unit} for unit in (UNIT, "Tolmin")]
		self.here = [make_voter(email=f"here{number}@course.test").name for number in range(3)]
		self.there = make_ngo(stage="Verified", email="there@course.test").name
		self.election = make_election(
			body=make_council(seats=units).name,
			units=[{**unit, "seats": 1} for unit in units],
			candidates=[make_candidate(name, ngo=ngo) for name, ngo in zip("AB", self.here, strict=False)],
			electors=[make_elector(ngo=ngo) for ngo in (*self.here, self.there)],
			stage="Consensus",
		)

	def count_mails(self) -> list[int]:
		addresses = [f"here{number}@course.test" for number in range(3)]
		return [len(get_mails(address)) for address in (*addresses, "there@course.test")]

	def test_those_are_called_and_reminded_who_have_something_to_vote_on(self):
		take_step(self.election, "Open Voting")
		self.assertEqual(self.count_mails(), [1, 1, 1, 0])
		remind_electors()
		self.assertEqual(self.count_mails(), [2, 2, 2, 0])

	def test_nobody_is_called_or_reminded_twice(self):
		take_step(self.election, "Open Voting")
		for _number in range(2):
			call_electors()
			remind_electors()
		self.assertEqual(self.count_mails(), [2, 2, 2, 0])

	def test_whoever_could_not_be_written_to_is_called_by_the_next_run(self):
		tell = announcements.tell_elector

		def fail_for_the_second(election, elector, *args, **options):
			if elector.email == "here1@course.test":
				raise frappe.OutgoingEmailError
			return tell(election, elector, *args, **options)

		with patch.object(announcements, "tell_elector", fail_for_the_second):
			take_step(self.election, "Open Voting")
		self.assertEqual(self.count_mails(), [1, 0, 1, 0])

		call_electors()

		self.assertEqual(self.count_mails(), [1, 1, 1, 0])

	def test_electors_are_counted_as_registered_and_vacant_seats_are_named(self):
		election = take_step(self.election, "Open Voting")
		vote(election, self.here[0], "A")
		end_voting(election)
		election = take_step(take_step(election, "Count Ballots"), "Confirm Result")

		self.assertEqual((election.electors_count, election.turnout), (4, 33.3))
		facts = describe(election)
		self.assertIn(
			"4 (NGOs That Register), of these in units with a vote: 3", dict(facts.facts)["Electors"]
		)
		self.assertEqual([unit.vacant for unit in facts.units], [0, 1])
		self.assertEqual(describe_outcome(facts.units[1]), "Seats that stay vacant: 1")
		self.assertIn("Seats that stay vacant: 1", render_result(election))
		html = frappe.get_print(ELECTION, election.name, "Election Record")
		self.assertIn("Seats that stay vacant: 1", html)


class TestResult(HubTestCase):
	def test_the_mail_has_the_result_and_each_candidate_hears_what_concerns_them(self):
		people = {name: f"{name.lower()}@candidates.test" for name in "ABC"}
		election = hold({"A": 2, "B": 2, "C": 1})
		for row in election.candidates:
			row.email = people[row.candidate_name]
			row.db_set("email", row.email, update_modified=False)
		election.reload()
		election.update({"tie_decided_by": "Lot", "tie_note": "Žreb pred komisijo."})
		election.candidates[0].wins_tie = 1
		election.save()

		election = take_step(election, "Confirm Result")

		ngo = frappe.db.get_value("NGO", election.candidates[0].ngo, "ngo_name")
		self.assertIn(f"Elected: A ({ngo}), votes: 2", read_mails(election.electors[3].email)[-1])
		winner, loser, last = (read_mails(people[name])[-1] for name in "ABC")
		body = frappe.db.get_value("Representative Body", election.body, "body_name")
		for text in ("You have been elected", body, UNIT, str(election.mandate_from.year)):
			self.assertIn(text, winner)
		self.assertIn("You had as many votes as others; it was decided by this: Lot.", winner)
		self.assertIn("It was decided for somebody else by this: Lot.", loser)
		self.assertIn("You were not elected; thank you for standing.", last)
		self.assertIn("Your votes", last)


class TestLanguage(HubTestCase):
	"""The site is in English, who takes the steps reads English; NGO and candidate read Slovene."""

	def setUp(self):
		super().setUp()
		self.people = {"A": "a@slovene.test", "B": "b@slovene.test", "NGO": "ngo@slovene.test"}
		for email in self.people.values():
			make_user(email, "NGO Representative")
			frappe.db.set_value("User", email, "language", "sl")
		ngos = [make_voter(email=self.people["NGO"]).name, make_voter(email="en@course.test").name]
		candidates = [
			make_candidate(name, ngo=ngo, email=self.people[name])
			for name, ngo in zip("AB", ngos, strict=True)
		]
		body = make_council(body_name=f"Svet {frappe.generate_hash(length=8)}").name
		self.election = make_election(body=body, candidates=candidates, stage="Voting")

	def assert_slovene(self, *addresses: str) -> None:
		for address in addresses:
			mails = read_mails(address)
			self.assertTrue(mails, address)
			for mail in mails:
				text = re.sub(r"https?://\S+|<[^>]+>|\{[^}]*\}", " ", mail)
				self.assertEqual(ENGLISH.findall(text), [], text)

	def test_every_mail_of_the_course_is_wholly_in_the_language_of_its_reader(self):
		ngo = self.people["NGO"]
		remind_electors()
		ballot = vote(self.election, self.election.electors[0].ngo, "A")
		with as_user(make_user("second@course.test", "Hub Officer")):
			frappe.get_doc(ballot.doctype, ballot.name).mark_as_mistake("Napaka.")
		vote(self.election, self.election.electors[0].ngo, "A")
		end_voting(self.election)
		take_step(take_step(self.election, "Count Ballots"), "Confirm Result")

		self.assert_slovene(ngo, self.people["A"], self.people["B"])
		self.assertIn("Good day", "".join(read_mails("en@course.test")))

	def test_a_cancellation_and_a_lost_lot_too(self):
		for row in self.election.electors:
			vote(self.election, row.ngo, "AB"[row.idx - 1])
		end_voting(self.election)
		election = take_step(self.election, "Count Ballots")
		election.update({"tie_decided_by": "Lot", "tie_note": "Žreb."})
		election.candidates[0].wins_tie = 1
		election.save()
		take_step(election, "Confirm Result")
		other = make_election(candidates=[make_candidate("C", email=self.people["A"])], stage="Call Open")
		other.cancellation_reason = "Ni kandidatur."
		other.save()
		take_step(other, "Cancel Election")

		self.assert_slovene(*self.people.values())

	def test_the_end_of_a_mandate_is_told_with_the_seat_in_the_language_of_the_person(self):
		body = make_council(
			seats=[{"administrative_unit": UNIT, "field_of_work": "Culture and Arts"}], term_years=4
		)
		make_mandate(
			body, email=self.people["A"], from_date=add_days(today(), -100), to_date=add_days(today(), 5)
		)

		warn_of_expiry()

		mail = read_mails(self.people["A"])[-1]
		self.assertNotIn("Culture", mail)
		self.assert_slovene(self.people["A"])


class TestCommission(HubTestCase):
	def make(self, *members: dict, **overrides):
		return make_election(commission_members=list(members), **overrides)

	def test_nobody_counts_who_stands(self):
		candidates = [make_candidate("Ana Kos", email="ana@course.test")]
		for member in (
			make_member("ana  KOS", email="ana@course.test"),
			make_member("Ana Kos", email=None, contact=self.make_contact("Ana Kos")),
		):
			with self.assertRefused("stands in this election and can't count its ballots."):
				self.make(member, candidates=candidates)

	def make_contact(self, name: str, email: str | None = None) -> str:
		first, last = name.split()
		contact = frappe.get_doc({"doctype": "Contact", "first_name": first, "last_name": last})
		if email:
			contact.append("email_ids", {"email_id": email, "is_primary": 1})
		return contact.insert().name

	def test_two_people_of_one_name_and_two_of_one_mailbox_are_not_one(self):
		candidates = [make_candidate("Ana Kos", email="ana@course.test")]
		self.make(
			make_member("Ana Kos", email="druga.ana@course.test"),
			make_member("Bor Kos", email="ana@course.test"),
			candidates=candidates,
		)

	def test_who_withdrew_or_was_rejected_can_count(self):
		candidates = [make_candidate("Ana Kos", status="Withdrawn", email="ana@course.test")]
		self.make(make_member("Ana Kos", email="ana@course.test"), candidates=candidates)

	def test_a_member_of_the_commission_is_not_nominated_later(self):
		election = self.make(make_member("Ana Kos", email="ana@course.test"))
		election.append("candidates", make_candidate("Ana Kos", email="ana@course.test"))
		with self.assertRefused("Ana Kos stands in this election"):
			election.save()

	def test_a_name_alone_is_no_person_and_a_contact_brings_name_and_address(self):
		with self.assertRefused("please enter the address of the person, or choose a contact."):
			self.make(make_member("Eva Bizjak", email=None))
		with self.assertRefused("please choose the person, or enter name and address."):
			self.make({"organisation": "Društvo A"})
		contact = self.make_contact("Eva Bizjak", "eva@course.test")
		(row,) = self.make({"contact": contact}).commission_members
		self.assertEqual((row.member_name, row.email), ("Eva Bizjak", "eva@course.test"))

	def test_a_person_counts_once(self):
		member = make_member("Eva Bizjak")
		with self.assertRefused("this is the same person as in row 1."):
			self.make(member, dict(member))

	def test_it_stays_once_the_election_is_decided_and_stands_in_the_record(self):
		election = take_step(hold({"A": 2, "B": 1}), "Confirm Result")
		self.assertEqual(describe(election).signatures[0].person, "Vida Golob, Društvo A")
		election.append("commission_members", make_member("Nova Oseba"))
		with self.assertRefused("the election is over and can't be changed any more."):
			election.save()


class TestElectionsFromBefore(HubTestCase):
	def test_nobody_is_called_or_reminded_again_and_the_rules_stay_as_they_were(self):
		election = make_election(
			candidates=[make_candidate("A", ngo=make_voter(email="before@course.test").name)], stage="Voting"
		)
		election.db_set({"reminded_on": now_datetime(), "majority_rule": None, "tie_rule": None})
		told = {"called_on": None, "reminded_on": None}
		frappe.db.set_value(ELECTOR, {"parent": election.name}, told, update_modified=False)

		for _number in range(2):
			rules_of_elections.execute()
		call_electors()
		remind_electors()

		self.assertEqual(len(get_mails("before@course.test")), 1)
		rules = frappe.db.get_value(ELECTION, election.name, ["majority_rule", "tie_rule"])
		self.assertEqual(rules, ("Relative Majority", "Commission Decides"))

	def test_electors_of_a_counted_election_are_counted_as_registered(self):
		election = hold({"A": 2, "B": 1})
		election.db_set("electors_count", 1, update_modified=False)

		rules_of_elections.execute()

		self.assertEqual(frappe.db.get_value(ELECTION, election.name, "electors_count"), 3)

	def test_each_line_of_the_commission_becomes_a_person(self):
		election = make_election(stage="Voting", commission_members=[])

		people_of_commissions.add_members(election.name, ["Ana Novak, Društvo A, Tolmin", "Bor Kos"])

		election.reload()
		rows = [(row.member_name, row.organisation) for row in election.commission_members]
		self.assertEqual(rows, [("Ana Novak", "Društvo A, Tolmin"), ("Bor Kos", "")])
		# what is stored needs no address, what is entered does
		election.save()
		election.commission_members[0].organisation = "Društvo B"
		with self.assertRefused("please enter the address of the person"):
			election.save()


class TestCoverage(HubTestCase):
	def test_a_cell_whose_election_runs_opens_it(self):
		body = make_council(seats=[{"administrative_unit": unit} for unit in (UNIT, "Tolmin")])
		html = render_matrix(body.name, can_start=True, running=[(UNIT, "")])
		self.assertEqual((html.count("Open Election"), html.count("Start Election")), (1, 1))

	def test_the_form_knows_which_elections_run(self):
		body = make_council()
		body.run_method("onload")
		self.assertIn("Start Election", body.get_onload().coverage)
		make_election(body=body.name, stage="Call Open")
		body.run_method("onload")
		self.assertIn("Open Election", body.get_onload().coverage)
