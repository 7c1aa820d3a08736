# SPDX-License-Identifier: GPL-3.0-only
"""Registering and nominating on the web, and voting by the link: what guests and representatives can do."""

import quopri
import re
from unittest.mock import patch

import frappe
from frappe.utils import add_days, add_to_date, now_datetime, today

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
from planota_hub.local_networks.elections import mail as election_mail
from planota_hub.local_networks.elections.announcements import call_electors, remind_electors
from planota_hub.local_networks.elections.intake import (
	confirm_for_ngo,
	decline_for_ngo,
	delete_old_registrations,
	register_for_election,
)
from planota_hub.local_networks.elections.mail import BALLOT_PURPOSE, REGISTRATION_PURPOSE
from planota_hub.local_networks.elections.pages import get_election, get_elections
from planota_hub.local_networks.elections.voting import cast_vote
from planota_hub.local_networks.elections.waiting import get_waiting
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo, make_registration_number
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.public_forms.intake import HONEYPOT_FIELD
from planota_hub.rules.tokens import InvalidTokenError, OutdatedTokenError, make_token
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.outgoing_mail import no_outgoing_account

ELECTION, BALLOT = "Representative Election", "Election Ballot"
REPRESENTATIVE = "rep@elections.test"
OWN = {"municipality": "Vipava", "email": "lastna@voter.test"}
REGISTRATION = "Election Registration"
CANDIDATE = {"candidate_name": "Ana Kos", "candidate_email": "ana@voter.test", "has_agreed": 1}


def get_mails(address: str) -> list[str]:
	"""Return the subjects of the mails to an address, the first one first."""
	queued = frappe.get_all(
		"Email Queue Recipient", {"recipient": address}, pluck="parent", order_by="creation asc"
	)
	texts = [frappe.db.get_value("Email Queue", name, "message") for name in queued]
	return [frappe.utils.cstr(text) for text in texts]


def get_links(address: str) -> list[str]:
	"""Return the tokens of the ballots that were mailed to an address, the first one first."""
	texts = [text.replace("=\n", "").replace("=\r\n", "") for text in get_mails(address)]
	return [found[1] for found in (re.search(r"token=3D([\w.-]+)", text) for text in texts) if found]


class RegistrationTestCase(HubTestCase):
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

	def register_own(self, **values) -> dict:
		"""Register an NGO by its representative; that is the NGO then."""
		make_user(REPRESENTATIVE, "NGO Representative")
		self.own = self.own if hasattr(self, "own") else make_represented_ngo(REPRESENTATIVE, **OWN)
		return self.register(REPRESENTATIVE, ngo=self.own.name, **values)

	def reload(self):
		return frappe.get_doc(ELECTION, self.election.name)


class TestRegistration(RegistrationTestCase):
	def test_a_representative_registers_the_own_ngo_at_once_and_the_ngo_is_told(self):
		self.assertEqual(self.register_own(), {"outcome": "registered"})

		(row,) = self.reload().electors
		values = (row.ngo, row.administrative_unit, row.email, row.registered_by)
		self.assertEqual(values, (self.own.name, UNIT, OWN["email"], "oddajatelj@voter.test"))
		for address in (OWN["email"], "oddajatelj@voter.test"):
			self.assertEqual(len(get_mails(address)), 1, address)

	def test_a_candidate_waits_for_the_hub(self):
		self.assertEqual(self.register_own(**CANDIDATE), {"outcome": "nominated"})

		(row,) = self.reload().candidates
		self.assertEqual((row.candidate_name, row.status, row.has_agreed), ("Ana Kos", "Nominated", 1))
		self.assertTrue(row.agreed_on)

	def test_the_same_form_sent_again_changes_nothing(self):
		outcomes = [self.register_own(**CANDIDATE)["outcome"] for _number in range(2)]

		self.assertEqual(outcomes, ["nominated", "known"])
		election = self.reload()
		self.assertEqual((len(election.electors), len(election.candidates)), (1, 1))
		self.assertEqual(len(get_mails("oddajatelj@voter.test")), 1)

	def test_a_second_candidate_of_an_ngo_is_refused(self):
		self.register_own(**CANDIDATE)
		with self.assertRefused("Candidate: your organisation has nominated somebody already"):
			self.register_own(**{**CANDIDATE, "candidate_name": "Bor Rutar"})

	def test_an_ngo_that_waits_for_its_verification_confirms_once_it_is_verified(self):
		self.ngo.db_set("stage", "Submitted")

		self.assertEqual(self.register(), {"outcome": "waits"})

		name = frappe.db.get_value(REGISTRATION, {"election": self.election.name})
		token = make_token(REGISTRATION_PURPOSE, name)
		with as_user("Guest"), self.assertRefused("has not verified your organisation yet"):
			confirm_for_ngo(token)
		self.assertFalse(self.reload().electors)
		self.ngo.db_set("stage", "Verified")
		with as_user("Guest"):
			confirm_for_ngo(token)
		self.assertEqual([row.ngo for row in self.reload().electors], [self.ngo.name])

	def test_nobody_is_nominated_who_has_not_agreed(self):
		with self.assertRefused("Agrees to Stand: nobody stands without having agreed"):
			self.register(**{**CANDIDATE, "has_agreed": 0})
		self.assertFalse(frappe.db.exists(REGISTRATION, {"election": self.election.name}))

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
		self.assertFalse(frappe.db.exists(REGISTRATION, {"election": self.election.name}))

	def test_after_the_call_nobody_registers(self):
		self.election.db_set("call_closes_on", add_days(today(), -1))
		with self.assertRefused("The call for this election is not open."):
			self.register()

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
		filters = {"election": self.election.name}
		self.assertEqual(frappe.db.get_value(REGISTRATION, filters, "field_of_work"), "Youth")

	def test_robots_are_thanked_and_forgotten(self):
		self.assertEqual(self.register(**{HONEYPOT_FIELD: "x"}), {"outcome": "asked"})
		self.assertFalse(frappe.db.exists(REGISTRATION, {"election": self.election.name}))
		self.assertEqual(self.reload().electors, [])


class TestRegistrationByStrangers(RegistrationTestCase):
	"""Somebody who is not logged in for the NGO: the NGO confirms it at its own address."""

	def get_registration(self, **filters):
		return frappe.get_doc(REGISTRATION, {"election": self.election.name, **filters})

	def get_link(self, address: str = "pisarna@voter.test") -> str:
		"""Return the token of the last link to a confirmation that was mailed to an address."""
		text = get_mails(address)[-1].replace("=\r\n", "").replace("=\n", "")
		return re.search(r"confirm\?token=3D([\w.-]+)", text)[1]

	def confirm(self, token: str) -> dict:
		with as_user("Guest"):
			return confirm_for_ngo(token)

	def test_what_a_stranger_sends_waits_for_the_ngo_outside_the_election(self):
		self.assertEqual(self.register(**CANDIDATE), {"outcome": "asked"})

		election = self.reload()
		self.assertEqual((election.electors, election.candidates), ([], []))
		registration = self.get_registration()
		self.assertEqual((registration.ngo, registration.status), (self.ngo.name, "Waiting"))
		self.assertTrue(registration.asked_on)

	def test_it_blocks_neither_the_nomination_of_the_ngo_itself_nor_another_request(self):
		self.register(**{**CANDIDATE, "candidate_name": "Izmišljeni Kandidat"})
		self.register(**CANDIDATE, email="prava@voter.test")

		self.confirm(make_token(REGISTRATION_PURPOSE, self.get_registration(email="prava@voter.test").name))

		self.assertEqual([row.candidate_name for row in self.reload().candidates], ["Ana Kos"])

	def test_the_ngo_confirms_it_by_the_link_at_its_own_address_pressing_twice_does_no_harm(self):
		self.register(**CANDIDATE)
		token = self.get_link()

		outcomes = [self.confirm(token)["outcome"] for _number in range(2)]

		self.assertEqual(outcomes, ["confirmed", "confirmed"])
		(elector,), (candidate,) = self.reload().electors, self.reload().candidates
		self.assertEqual((elector.ngo, elector.email), (self.ngo.name, "pisarna@voter.test"))
		values = (candidate.candidate_name, candidate.email, candidate.status, candidate.has_agreed)
		self.assertEqual(values, ("Ana Kos", "ana@voter.test", "Nominated", 1))

	def test_a_typed_address_hears_nothing_of_the_ngo(self):
		self.register(**CANDIDATE)
		self.confirm(self.get_link())

		mails = get_mails("oddajatelj@voter.test")
		self.assertEqual(len(mails), 2)
		for mail in mails:
			self.assertNotIn(self.ngo.ngo_name, quopri.decodestring(mail).decode(errors="replace"))
			self.assertNotIn(UNIT, quopri.decodestring(mail).decode(errors="replace"))

	def test_the_ngo_deletes_what_does_not_come_from_it(self):
		self.register(**CANDIDATE)
		token = self.get_link()
		with as_user("Guest"):
			self.assertEqual(
				decline_for_ngo(token),
				{"outcome": "declined", "message": "Thank you. What was sent is deleted; the hub was told."},
			)

		self.assertFalse(frappe.db.exists(REGISTRATION, {"election": self.election.name}))
		self.assertFalse(frappe.db.exists("Deleted Document", {"deleted_doctype": REGISTRATION}))
		with self.assertRefused("This link has expired."):
			self.confirm(token)

	def test_a_link_that_is_too_old_or_forged_confirms_nothing(self):
		self.register()
		token = self.get_link()
		frappe.db.set_value(REGISTRATION, self.get_registration().name, "creation", add_days(today(), -30))
		with self.assertRefused("This link has expired."):
			self.confirm(token)
		self.assertRaises(InvalidTokenError, self.confirm, f"{token.split('.')[0]}.forged")
		self.assertEqual(self.reload().electors, [])

	def test_after_the_call_nothing_is_confirmed_and_nothing_is_kept(self):
		self.register()
		token = self.get_link()
		self.election.db_set("call_closes_on", add_days(today(), -1))

		with self.assertRefused("The call for this election is not open."):
			self.confirm(token)
		delete_old_registrations()

		self.assertFalse(frappe.db.exists(REGISTRATION, {"election": self.election.name}))

	def test_what_nobody_confirms_is_deleted_after_a_while(self):
		self.register()
		delete_old_registrations()
		name = self.get_registration().name
		frappe.db.set_value(REGISTRATION, name, "creation", add_days(today(), -30))

		delete_old_registrations()

		self.assertFalse(frappe.db.exists(REGISTRATION, name))

	def test_the_same_sent_again_asks_the_ngo_once(self):
		for _number in range(2):
			self.register(**CANDIDATE)

		self.assertEqual(frappe.db.count(REGISTRATION, {"election": self.election.name}), 1)
		self.assertEqual(len(get_mails("pisarna@voter.test")), 1)

	def test_an_ngo_without_an_address_is_left_to_the_staff(self):
		self.ngo.db_set("email", None)
		self.register()

		self.assertFalse(self.get_registration().asked_on)

	def test_only_staff_and_auditors_see_what_waits_and_auditors_no_addresses(self):
		self.register()
		name = self.get_registration().name
		roles = {"Hub Officer": True, "Hub Manager": True, "Hub Auditor": True}
		roles |= dict.fromkeys(("Hub Mentor", "Network Coordinator", "NGO Representative"), False)
		for role, may_read in roles.items():
			user = make_user(f"{frappe.scrub(role)}@registration.test", role)
			with as_user(user), self.subTest(role):
				self.assertEqual(bool(frappe.has_permission(REGISTRATION, "read", name)), may_read)
				self.assertFalse(frappe.has_permission(REGISTRATION, "write", name))
				self.assertFalse(frappe.has_permission(REGISTRATION, "create"))
		with as_user("hub_auditor@registration.test"):
			(row,) = frappe.get_list(REGISTRATION, {"name": name}, ["*"])
		self.assertFalse(row.get("email"))


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

	def test_a_vote_counts_and_the_receipt_does_not_say_for_whom(self):
		self.assertEqual(self.vote()["outcome"], "counted")

		rows = frappe.get_all(
			BALLOT, {"election": self.election.name}, ["status", "reason", "channel"], order_by="name asc"
		)
		kept = [(row.status, row.reason, row.channel) for row in rows]
		self.assertEqual(kept, [("Valid", None, "Online")])
		self.assertNotIn("Ana Kos", "".join(get_mails(self.ngos[0].email)))

	def test_a_link_is_void_once_it_was_used(self):
		token = self.token()
		self.vote()

		with as_user("Guest"), self.assertRefused("This link was used already"):
			cast_vote(token, "Ana Kos", "Eva Bizjak", 1)

		self.assertEqual(frappe.db.count(BALLOT, {"election": self.election.name}), 1)

	def test_a_used_link_stays_void_when_its_ballot_is_set_aside(self):
		ballot = self.vote()["ballot"]
		frappe.db.set_value(BALLOT, ballot, {"status": "Invalid", "vote_key": None})

		with self.assertRefused("This link was used already"):
			self.vote()

	def test_a_link_is_void_once_a_newer_one_was_sent(self):
		(first,) = get_links(self.ngos[0].email)
		remind_electors()
		newest = get_links(self.ngos[0].email)[-1]

		self.assertNotEqual(first, newest)
		with as_user("Guest"), self.assertRaises(OutdatedTokenError):
			cast_vote(first, "Ana Kos", "Eva Bizjak", 1)
		with as_user("Guest"):
			self.assertEqual(cast_vote(newest, "Ana Kos", "Eva Bizjak", 1)["outcome"], "counted")

	def test_a_link_is_void_once_the_address_was_changed(self):
		token = self.token()
		elector = self.election.electors[0].name
		frappe.db.set_value("Election Elector", elector, "email", "other@voter.test")

		with as_user("Guest"), self.assertRaises(OutdatedTokenError):
			cast_vote(token, "Ana Kos", "Eva Bizjak", 1)

	def test_no_form_brings_a_link_back(self):
		self.vote()
		election = self.reload()
		election.electors[0].update({"ballot_link_used": 0, "ballot_link": 7})
		election.save()

		elector = self.reload().electors[0]
		self.assertEqual((elector.ballot_link_used, elector.ballot_link), (1, 1))

	def reload(self):
		return frappe.get_doc(self.election.doctype, self.election.name)

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

	def test_without_an_outgoing_account_no_elector_counts_as_reminded_and_the_link_stays_valid(self):
		with no_outgoing_account():
			remind_electors()
		self.assertIsNone(frappe.db.get_value(ELECTION, self.election.name, "reminded_on"))
		cast_vote(get_links(self.ngos[0].email)[0], "Ana Kos", "Eva Bizjak", 1)

		remind_electors()

		self.assertTrue(frappe.db.get_value(ELECTION, self.election.name, "reminded_on"))
		mails = [len(get_mails(ngo.email)) for ngo in self.ngos]
		self.assertEqual(mails, [2, 2, 2])  # link and receipt; link and reminder

	def test_without_an_outgoing_account_a_voting_is_not_called_announced(self):
		self.election.db_set("announced_on", None)
		for row in self.election.electors:
			row.db_set("called_on", None)
		with no_outgoing_account():
			call_electors()
		self.assertIsNone(self.election.reload().announced_on)

		call_electors()

		self.assertTrue(self.election.reload().announced_on)

	def test_when_a_reminder_fails_all_electors_are_reminded_by_the_next_run_and_none_twice(self):
		send = election_mail.send

		def fail_for_the_last(email, *args):
			if email == self.ngos[2].email:
				raise frappe.OutgoingEmailError
			return send(email, *args)

		with patch.object(election_mail, "send", fail_for_the_last):
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
			self.assertEqual([waiting.url for waiting in get_waiting()], [f"/elections/{election.name}"])
			cast_vote(row.vote_url.split("token=")[1], election.candidates[0].candidate_name, "Eva", 1)
			(row,) = get_election(election.name).own
			self.assertEqual(get_waiting(), [])
		self.assertEqual((row.vote_url, row.message), (None, "Your organisation has voted. Thank you."))
		with as_user("Guest"):
			self.assertEqual(get_election(election.name).own, [])

	def test_an_ngo_that_is_not_active_is_not_asked_to_vote(self):
		make_user(REPRESENTATIVE, "NGO Representative")
		own = make_represented_ngo(REPRESENTATIVE, municipality="Vipava")
		election = make_election(candidates=[make_candidate(), make_candidate(ngo=own.name)], stage="Voting")
		own.db_set("stage", "Inactive")

		with as_user(REPRESENTATIVE):
			(row,) = get_election(election.name).own
			waiting = get_waiting()

		self.assertEqual((row.vote_url, waiting), (None, []))
		self.assertIn("its ballot does not count", row.message)

	def test_whoever_is_made_a_representative_during_the_voting_finds_no_way_to_the_ballot(self):
		make_user(REPRESENTATIVE, "NGO Representative")
		ngo = make_voter()
		election = make_election(candidates=[make_candidate(), make_candidate(ngo=ngo.name)], stage="Voting")
		ngo.append("representatives", {"full_name": "Nova Oseba", "user": REPRESENTATIVE})
		ngo.save()

		with as_user(REPRESENTATIVE):
			(row,) = get_election(election.name).own
		self.assertIsNone(row.vote_url)
		self.assertIn("The link to the ballot went to the address of your organisation", row.message)
