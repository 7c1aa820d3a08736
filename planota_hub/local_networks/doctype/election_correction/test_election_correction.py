# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.demo.quiet import quiet
from planota_hub.local_networks.doctype.representative_election.test_representative_election import (
	end_voting,
	make_candidate,
	make_election,
	make_elector,
	make_voter,
	take_step,
	vote,
)
from planota_hub.local_networks.elections.mail import BALLOT_PURPOSE
from planota_hub.local_networks.elections.test_intake import get_links, get_mails
from planota_hub.local_networks.elections.voting import cast_vote
from planota_hub.planota_hub.register.merge import merge_ngos
from planota_hub.rules import seal as election_seal
from planota_hub.rules.tokens import OutdatedTokenError, make_token
from planota_hub.tests.compat import HubTestCase, as_user, make_user

CORRECTION, BALLOT = "Election Correction", "Election Ballot"
OFFICER, SECOND, AUDITOR = "first@corrections.test", "second@corrections.test", "auditor@corrections.test"
OLD, NEW = "stari@corrections.test", "novi@corrections.test"


class CorrectionTestCase(HubTestCase):
	def setUp(self):
		super().setUp()
		make_user(OFFICER, "Hub Officer")
		make_user(SECOND, "Hub Officer")
		self.ngos = [make_voter(email=OLD).name, make_voter(email="druga@corrections.test").name]
		self.election = make_election(
			ballot_secrecy="Secret Ballot",
			candidates=[
				make_candidate("Ana Kos", ngo=self.ngos[0]),
				make_candidate("Bor Kos", ngo=self.ngos[1]),
			],
			electors=[make_elector(ngo=ngo) for ngo in self.ngos],
			stage="Voting",
		)

	def tearDown(self):
		super().tearDown()
		election_seal.destroy_files("*.key")

	def propose(self, **values):
		with as_user(OFFICER):
			return frappe.get_doc(
				{
					"doctype": CORRECTION,
					"election": self.election.name,
					"ngo": self.ngos[0],
					"kind": "Address of an Elector",
					"new_email": NEW,
					"reason": "Predsednica je klicala iz društva.",
					**values,
				}
			).insert()

	def decide(self, correction, user: str = SECOND, method: str = "confirm"):
		with as_user(user):
			getattr(frappe.get_doc(CORRECTION, correction.name), method)()
		return correction.reload()

	def get_email(self) -> str:
		return frappe.db.get_value("Election Elector", self.election.electors[0].name, "email")

	def cast(self, position: int, candidate: str) -> dict:
		with as_user("Guest"):
			row = self.election.electors[position].name
			return cast_vote(make_token(BALLOT_PURPOSE, row), candidate, "Eva Bizjak", 1)


class TestAddresses(CorrectionTestCase):
	def test_nobody_changes_the_address_of_an_elector_in_the_election_itself(self):
		with as_user(OFFICER):
			election = frappe.get_doc(self.election.doctype, self.election.name)
			election.electors[0].email = NEW
			with self.assertRefused("Electors: this can't be changed any more since the voting began."):
				election.save()

	def test_an_address_that_the_ngo_gets_later_does_not_become_that_of_its_ballot(self):
		frappe.db.set_value("Election Elector", self.election.electors[0].name, "email", None)
		election = frappe.get_doc(self.election.doctype, self.election.name)
		election.save()
		self.assertFalse(self.get_email())

	def test_a_proposal_changes_nothing_and_tells_the_present_address(self):
		before = len(get_mails(OLD))
		correction = self.propose()

		self.assertEqual(
			(correction.status, correction.proposed_by, self.get_email()), ("Proposed", OFFICER, OLD)
		)
		self.assertEqual(len(get_mails(OLD)), before + 1)
		self.assertIn(NEW, get_mails(OLD)[-1])
		self.assertEqual(get_mails(NEW), [])

	def test_whoever_proposed_it_can_not_confirm_it(self):
		correction = self.propose()
		with self.assertRefused("another member of staff confirms what you have proposed."):
			self.decide(correction, OFFICER)
		self.assertEqual(self.get_email(), OLD)

	def test_nobody_confirms_it_by_naming_another_proposer(self):
		described = {**self.propose().as_dict(), "proposed_by": SECOND}
		with as_user(OFFICER), self.assertRefused("another member of staff confirms"):
			frappe.get_doc(described).confirm()
		self.assertEqual(self.get_email(), OLD)

	def test_a_second_person_confirms_it_and_the_old_link_is_void(self):
		(old_link,) = get_links(OLD)
		correction = self.decide(self.propose())

		self.assertEqual((correction.status, correction.decided_by), ("Confirmed", SECOND))
		self.assertEqual(self.get_email(), NEW)
		self.assertIn("goes to another address", get_mails(OLD)[-1].replace("=\n", ""))
		with as_user("Guest"):
			self.assertRaises(OutdatedTokenError, cast_vote, old_link, "Ana Kos", "Eva", 1)
			(link,) = get_links(NEW)
			self.assertEqual(cast_vote(link, "Ana Kos", "Eva", 1)["outcome"], "counted")

	def test_it_is_decided_once(self):
		correction = self.decide(self.propose(), method="reject")
		self.assertEqual((correction.status, self.get_email()), ("Rejected", OLD))
		with self.assertRefused("this was decided on already."):
			self.decide(correction)

	def test_a_proposal_stays_as_it_was_made(self):
		correction = self.propose()
		with as_user(OFFICER):
			document = frappe.get_doc(CORRECTION, correction.name)
			document.update(
				{"status": "Confirmed", "proposed_by": SECOND, "decided_by": SECOND, "old_email": NEW}
			)
			document.save()
			document.reload()
			self.assertEqual(
				(document.status, document.proposed_by, document.decided_by, document.old_email),
				("Proposed", OFFICER, None, OLD),
			)
			document.new_email = "x@corrections.test"
			document.save()
		self.assertEqual(correction.reload().new_email, NEW)

	def test_what_can_not_be_corrected_is_refused(self):
		outsider = make_voter().name
		for values, message in (
			({"ngo": outsider}, "Elector: this NGO is not in the register of electors."),
			({"new_email": OLD}, "New Address: the link goes to this address already."),
			({"new_email": None}, "New Address: please enter an e-mail address"),
			({"reason": "<script>1</script>"}, "please write plain text"),
		):
			with self.subTest(message), self.assertRefused(message):
				self.propose(**values)
		self.cast(0, "Ana Kos")
		with self.assertRefused("Elector: this NGO has voted"):
			self.propose()
		end_voting(self.election)
		take_step(self.election, "Count Ballots")
		with self.assertRefused("Election: this is corrected while the voting runs"):
			self.propose(ngo=self.ngos[1])

	def test_a_vote_that_came_in_meanwhile_stops_the_confirmation(self):
		correction = self.propose()
		self.cast(0, "Ana Kos")
		with self.assertRefused("Elector: this NGO has voted"):
			self.decide(correction)

	def test_auditors_see_who_decided_but_no_address_and_others_see_nothing(self):
		name = self.propose().name
		with as_user(make_user(AUDITOR, "Hub Auditor")):
			(row,) = frappe.get_list(CORRECTION, {"name": name}, ["*"])
			self.assertFalse(frappe.has_permission(CORRECTION, "write", name))
		self.assertEqual((row.get("proposed_by"), row.get("new_email")), (OFFICER, None))
		for role in ("Hub Mentor", "Network Coordinator", "NGO Representative"):
			with as_user(make_user(f"{frappe.scrub(role)}@corrections.test", role)), self.subTest(role):
				self.assertFalse(frappe.has_permission(CORRECTION, "read", name))


class TestSecondBallots(CorrectionTestCase):
	def propose_second(self, ballot: str, **values):
		return self.propose(kind="Second Ballot", ballot=ballot, new_email=None, **values)

	def test_one_of_two_sealed_ballots_of_merged_electors_is_set_aside_unread(self):
		ballots = [self.cast(0, "Ana Kos")["ballot"], self.cast(1, "Bor Kos")["ballot"]]
		merge_ngos(*self.ngos)

		self.decide(self.propose_second(ballots[1]))

		ballot = frappe.get_doc(BALLOT, ballots[1])
		self.assertEqual(
			(ballot.status, ballot.reason, ballot.sealed_choice), ("Invalid", "Second Ballot", None)
		)
		end_voting(self.election)
		election = take_step(self.election, "Count Ballots")
		self.assertEqual([row.votes for row in election.candidates], [1, 0])
		self.assertEqual((election.sealed_count, election.opened_count, election.invalid_count), (1, 1, 1))

	def test_the_only_ballot_of_an_ngo_is_not_set_aside(self):
		ballot = self.cast(0, "Ana Kos")["ballot"]
		with self.assertRefused("Ballot to Set Aside: no other ballot of this NGO counts"):
			self.propose_second(ballot)
		other = self.cast(1, "Bor Kos")["ballot"]
		with self.assertRefused("Ballot to Set Aside: please choose a ballot of this NGO that counts."):
			self.propose_second(other)


class TestEnteredBallots(CorrectionTestCase):
	"""What the staff enter in the name of an NGO, it is told, and what came in is kept."""

	def test_the_ngo_is_told_of_a_ballot_that_was_entered_for_it(self):
		before = len(get_mails(OLD))
		ballot = vote(self.election, self.ngos[0], None)

		self.assertTrue(ballot.reload().told_on)
		self.assertEqual(len(get_mails(OLD)), before + 1)

	def test_an_invalid_one_is_told_with_its_reason(self):
		vote(self.election, self.ngos[0], None, is_signed=0)
		self.assertIn("does not count: Not Signed", get_mails(OLD)[-1].replace("=\n", ""))

	def test_while_mails_are_held_back_it_is_told_later(self):
		from planota_hub.local_networks.elections.mail import tell_of_untold_ballots

		before = len(get_mails(OLD))
		with quiet():
			ballot = vote(self.election, self.ngos[0], None)
		self.assertFalse(ballot.reload().told_on)

		for _number in range(2):
			tell_of_untold_ballots()

		self.assertTrue(ballot.reload().told_on)
		self.assertEqual(len(get_mails(OLD)), before + 1)

	def test_a_ballot_without_its_scan_or_with_a_public_one_is_refused(self):
		with self.assertRefused("Scan: please attach a scan of what came in."):
			vote(self.election, self.ngos[0], None, scan=None)
		public = frappe.get_doc({"doctype": "File", "file_name": "a.txt", "content": "a", "is_private": 0})
		for address in (public.insert().file_url, "/private/files/none.pdf"):
			with self.subTest(address), self.assertRefused("Scan: please upload the scan as a private file."):
				vote(self.election, self.ngos[0], None, scan=address)
		self.assertFalse(frappe.db.exists(BALLOT, {"election": self.election.name}))

	def test_the_ngo_is_told_when_its_ballot_is_taken_back(self):
		ballot = vote(self.election, self.ngos[0], None)
		with as_user(make_user("second@corrections.test", "Hub Officer")):
			frappe.get_doc(BALLOT, ballot.name).mark_as_mistake("Zamenjana ovojnica.")
		self.assertIn("Zamenjana ovojnica.", get_mails(OLD)[-1].replace("=\n", ""))

	def test_a_cast_ballot_keeps_its_title(self):
		ballot = vote(self.election, self.ngos[0], None)
		title = ballot.ballot_title
		ballot.ballot_title = "Drugo društvo"
		ballot.save()
		self.assertEqual(ballot.reload().ballot_title, title)
