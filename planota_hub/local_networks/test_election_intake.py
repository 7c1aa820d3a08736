"""Registering and nominating on the web, and voting by the link: what guests and representatives can do."""

from unittest.mock import patch

import frappe
from frappe.utils import add_days, add_to_date, now_datetime, today

from planota_hub.local_networks import election_mail
from planota_hub.local_networks.doctype.representative_election.test_representative_election import (
	UNIT,
	end_voting,
	make_candidate,
	make_council,
	make_election,
	make_elector,
	make_voter,
	take_step,
)
from planota_hub.local_networks.election_intake import register_for_election
from planota_hub.local_networks.election_mail import BALLOT_PURPOSE, remind_electors
from planota_hub.local_networks.election_pages import get_election, get_elections
from planota_hub.local_networks.election_voting import cast_vote
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo, make_registration_number
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.planota_hub.intake import HONEYPOT_FIELD
from planota_hub.planota_hub.tokens import InvalidTokenError, make_token
from planota_hub.tests.compat import HubTestCase, as_user, make_user

ELECTION, BALLOT = "Representative Election", "Election Ballot"
REPRESENTATIVE = "rep@elections.test"
CANDIDATE = {"candidate_name": "Ana Kos", "candidate_email": "ana@voter.test", "has_agreed": 1}


def get_mails(address: str) -> list[str]:
	"""Return the subjects of the mails to an address, the first one first."""
	queued = frappe.get_all(
		"Email Queue Recipient", {"recipient": address}, pluck="parent", order_by="creation asc"
	)
	texts = [frappe.db.get_value("Email Queue", name, "message") for name in queued]
	return [frappe.utils.cstr(text) for text in texts]


class TestRegistration(HubTestCase):
	def setUp(self):
		super().setUp()
		frappe.clear_messages()
		self.election = make_election(
			call_published_on=today(),
			call_closes_on=add_days(today(), 20),
			voting_from=None,
			candidates=[],
			stage="Call Open",
		)
		self.ngo = make_voter(registration_number=make_registration_number(), email="pisarna@voter.test")

	def register(self, user: str = "Guest", **values) -> dict:
		with as_user(user):
			return register_for_election(
				{
					"election": self.election.name,
					"registration_number": self.ngo.registration_number,
					"email": "oddajatelj@voter.test",
					"consent": 1,
					**values,
				}
			)

	def reload(self):
		return frappe.get_doc(ELECTION, self.election.name)

	def test_a_guest_registers_an_ngo_by_its_number_and_the_ngo_is_told(self):
		self.assertEqual(self.register(), {"outcome": "registered"})

		(row,) = self.reload().electors
		values = (row.ngo, row.administrative_unit, row.email, row.registered_by)
		self.assertEqual(values, (self.ngo.name, UNIT, "pisarna@voter.test", "oddajatelj@voter.test"))
		for address in ("pisarna@voter.test", "oddajatelj@voter.test"):
			self.assertEqual(len(get_mails(address)), 1, address)

	def test_a_candidate_waits_for_the_hub(self):
		self.assertEqual(self.register(**CANDIDATE), {"outcome": "nominated"})

		(row,) = self.reload().candidates
		self.assertEqual((row.candidate_name, row.status, row.has_agreed), ("Ana Kos", "Nominated", 1))
		self.assertTrue(row.agreed_on)

	def test_the_same_form_sent_again_changes_nothing(self):
		for _number in range(2):
			self.register(**CANDIDATE)

		election = self.reload()
		self.assertEqual((len(election.electors), len(election.candidates)), (1, 1))
		self.assertEqual(len(get_mails("oddajatelj@voter.test")), 1)

	def test_a_second_candidate_of_an_ngo_is_refused(self):
		self.register(**CANDIDATE)
		with self.assertRefused("Candidate: your organisation has nominated somebody already"):
			self.register(**{**CANDIDATE, "candidate_name": "Bor Rutar"})

	def test_nobody_is_nominated_who_has_not_agreed(self):
		with self.assertRefused("Agrees to Stand: nobody stands without having agreed"):
			self.register(**{**CANDIDATE, "has_agreed": 0})
		self.assertEqual(self.reload().electors, [])

	def test_bad_values_are_refused_with_the_field_and_nothing_is_saved(self):
		elsewhere = make_ngo(stage="Verified", registration_number=make_registration_number())
		for values, message in (
			({"email": "ana"}, "Your Email: please enter an e-mail address"),
			({"consent": 0}, "Please agree to the use of your data"),
			({"registration_number": "1234567"}, "is not a number of the business register"),
			({"registration_number": make_registration_number()}, "no organisation with this number"),
			({"registration_number": elsewhere.registration_number}, "belongs to no unit and no field"),
			({"election": "ELE-none"}, "Election: please choose from the list."),
			({"election": ["a"]}, "Election: please choose from the list."),
			({**CANDIDATE, "presentation": "<script>1</script>"}, "please write plain text"),
			({**CANDIDATE, "candidate_email": "x"}, "Email of the Candidate: please enter"),
			({**CANDIDATE, "candidate_name": ""}, "Please fill in: Candidate."),
			({"ngo": self.ngo.name}, "you can only name an organisation"),
		):
			with self.subTest(message), self.assertRefused(message, Exception):
				self.register(**values)
		self.assertEqual(self.reload().electors, [])

	def test_after_the_call_nobody_registers(self):
		self.election.db_set("call_closes_on", add_days(today(), -1))
		with self.assertRefused("The call for this election is not open."):
			self.register()

	def test_a_representative_chooses_the_own_ngo_and_hears_that_it_is_registered(self):
		make_user(REPRESENTATIVE, "NGO Representative")
		own = make_represented_ngo(REPRESENTATIVE, municipality="Vipava")

		outcomes = [self.register(REPRESENTATIVE, ngo=own.name)["outcome"] for _number in range(2)]

		self.assertEqual(outcomes, ["registered", "known"])
		self.assertEqual([row.ngo for row in self.reload().electors], [own.name])

	def test_an_ngo_of_two_units_chooses_one(self):
		seats = [{"administrative_unit": UNIT}, {"administrative_unit": UNIT, "field_of_work": "Youth"}]
		self.ngo.append("fields_of_work", {"field_of_work": "Youth"})
		self.ngo.save()
		self.election = make_election(
			body=make_council(seats=seats).name,
			units=[{**row, "seats": 1} for row in seats],
			call_published_on=today(),
			call_closes_on=add_days(today(), 20),
			voting_from=None,
			candidates=[],
			stage="Call Open",
		)
		with self.assertRefused(
			"Unit: your organisation votes in one of these: Ajdovščina, Ajdovščina · Youth."
		):
			self.register()
		self.register(unit="Ajdovščina · Youth")
		self.assertEqual(self.reload().electors[0].field_of_work, "Youth")

	def test_robots_are_thanked_and_forgotten(self):
		self.assertEqual(self.register(**{HONEYPOT_FIELD: "x"}), {"outcome": "registered"})
		self.assertEqual(self.reload().electors, [])


class TestVotingByTheLink(HubTestCase):
	def setUp(self):
		super().setUp()
		self.ngos = [make_voter(email=f"ngo{number}@voter.test") for number in range(3)]
		self.election = make_election(
			candidates=[make_candidate("Ana Kos", ngo=self.ngos[0].name)],
			electors=[make_elector(ngo=ngo.name) for ngo in self.ngos],
			stage="Voting",
		)

	def token(self, position: int = 0) -> str:
		return make_token(BALLOT_PURPOSE, self.election.electors[position].name)

	def vote(self, position: int = 0, **overrides) -> dict:
		values = {"candidate": "Ana Kos", "cast_by": "Eva Bizjak", "is_entitled": 1, **overrides}
		with as_user("Guest"):
			return cast_vote(self.token(position), **values)

	def test_every_elector_gets_a_link_when_the_voting_begins(self):
		for position, ngo in enumerate(self.ngos):
			(mail,) = get_mails(ngo.email)
			self.assertIn(self.election.electors[position].name, mail.replace("=\n", ""))

	def test_a_vote_counts_once_and_the_receipt_does_not_say_for_whom(self):
		self.assertEqual(self.vote()["outcome"], "counted")
		self.assertEqual(self.vote()["outcome"], "kept")

		rows = frappe.get_all(
			BALLOT, {"election": self.election.name}, ["status", "reason", "channel"], order_by="name"
		)
		kept = [(row.status, row.reason, row.channel) for row in rows]
		self.assertEqual(kept, [("Valid", None, "Online"), ("Invalid", "Second Ballot", "Online")])
		self.assertNotIn("Ana Kos", "".join(get_mails(self.ngos[0].email)))

	def test_a_late_vote_is_kept_as_late(self):
		end_voting(self.election)

		answer = self.vote()

		self.assertIn("it does not count: After the Voting", answer["message"])
		self.assertEqual(frappe.db.get_value(BALLOT, answer["ballot"], "status"), "Late")

	def test_choice_name_and_declaration_are_needed(self):
		for values, message in (
			({"candidate": ""}, "Candidate: please choose from the list."),
			({"cast_by": " "}, "Please fill in: Your Name."),
			({"is_entitled": 0}, "Please confirm that you are entitled to vote"),
			({"cast_by": "<b>Eva"}, "Cast By: please write plain text"),
		):
			with self.subTest(message), self.assertRefused(message):
				self.vote(**values)
		self.assertFalse(frappe.db.exists(BALLOT, {"election": self.election.name}))

	def test_a_forged_link_opens_nothing(self):
		for token in ("", "x", f"{self.election.electors[0].name}.forged", self.token()[:-1]):
			with self.subTest(token), self.assertRaises(InvalidTokenError):
				cast_vote(token, "Ana Kos", "Eva", 1)

	def test_where_nobody_votes_online_the_link_does_not_help(self):
		self.election.db_set("online_voting", 0)
		with self.assertRefused("In this election nobody votes online"):
			self.vote()

	def test_who_has_not_voted_is_reminded_once_before_the_end(self):
		self.vote(0)
		for _number in range(2):
			remind_electors()

		mails = [len(get_mails(ngo.email)) for ngo in self.ngos]
		self.assertEqual(mails, [2, 2, 2])  # link and receipt; link and reminder

	def test_when_a_reminder_fails_all_electors_are_reminded_by_the_next_run_and_none_twice(self):
		send = election_mail.send_confirmation

		def fail_for_the_last(email, *args):
			if email == self.ngos[2].email:
				raise frappe.OutgoingEmailError
			return send(email, *args)

		with patch.object(election_mail, "send_confirmation", fail_for_the_last):
			remind_electors()
		remind_electors()

		mails = [len(get_mails(ngo.email)) for ngo in self.ngos]
		self.assertEqual(mails, [2, 2, 2])  # link and reminder

	def test_the_result_is_sent_to_electors_and_to_the_elected(self):
		self.vote(1)
		end_voting(self.election)
		take_step(take_step(self.election, "Count Ballots"), "Confirm Result")

		self.assertIn("Result of the election", get_mails(self.ngos[2].email)[-1])


class TestPublicPages(HubTestCase):
	def test_drafts_are_not_public(self):
		draft = make_election()
		self.assertIsNone(get_election(draft.name))
		self.assertNotIn(draft.name, {row.name for row in get_elections()})

	def test_votes_are_shown_only_once_the_election_is_decided(self):
		election = make_election(stage="Counted")
		(unit,) = get_election(election.name).units
		self.assertEqual({row.votes for row in unit.candidates}, {None})

		election = take_step(election, "Confirm Result")
		(unit,) = get_election(election.name).units
		self.assertEqual({row.votes for row in unit.candidates}, {0})

	def test_candidates_are_shown_once_the_call_is_closed(self):
		election = make_election(stage="Call Open")
		self.assertFalse(get_election(election.name).shows_candidates)
		self.assertTrue(get_election(take_step(election, "Close Call").name).shows_candidates)

	def test_a_representative_finds_the_way_to_the_ballot_of_the_own_ngo(self):
		make_user(REPRESENTATIVE, "NGO Representative")
		own = make_represented_ngo(REPRESENTATIVE, municipality="Vipava")
		election = make_election(
			candidates=[make_candidate(), make_candidate(ngo=own.name)],
			voting_until=add_to_date(now_datetime(), days=2),
			stage="Voting",
		)
		with as_user(REPRESENTATIVE):
			(row,) = get_election(election.name).own
			self.assertIn("/vote?token=", row.vote_url)
			cast_vote(row.vote_url.split("token=")[1], election.candidates[0].candidate_name, "Eva", 1)
			(row,) = get_election(election.name).own
		self.assertEqual((row.vote_url, row.message), (None, "Your organisation has voted. Thank you."))
		with as_user("Guest"):
			self.assertEqual(get_election(election.name).own, [])
