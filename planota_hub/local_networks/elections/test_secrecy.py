# SPDX-License-Identifier: GPL-3.0-only
"""A secret election: nobody reads a choice while it is voted, and nobody can join it to its NGO afterwards."""

import json
import os
import stat
from pathlib import Path
from unittest.mock import patch

import frappe
from frappe.utils import add_to_date, now_datetime
from frappe.website.serve import get_response_content

from planota_hub.local_networks.doctype.representative_election.test_representative_election import (
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
from planota_hub.local_networks.elections import voting as election_voting
from planota_hub.local_networks.elections.mail import BALLOT_PURPOSE
from planota_hub.local_networks.elections.pages import get_election
from planota_hub.local_networks.elections.voting import cast_vote
from planota_hub.patches import set_way_of_voting
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.rules import seal as election_seal
from planota_hub.rules.seal import MissingKeyError
from planota_hub.rules.tokens import make_token
from planota_hub.tests.compat import HubTestCase, as_user, make_user

ELECTION, BALLOT = "Representative Election", "Election Ballot"
SECRET = "Secret Ballot"
MANAGER, OFFICER = "manager@secret.test", "officer@secret.test"
REPRESENTATIVE = "rep@secret.test"
NAMES = ("Prva Kandidatka", "Drugi Kandidat", "Tretja Kandidatka")


class SecretTestCase(HubTestCase):
	def tearDown(self):
		super().tearDown()
		election_seal.destroy_files("*.key")

	def make_secret_election(self, electors: int = 4, **overrides):
		"""Open the voting of a secret election with two candidates."""
		ngos = [make_voter(email=f"ngo{number}@secret.test").name for number in range(electors)]
		names = overrides.pop("names", NAMES[:2])
		self.election = make_election(
			ballot_secrecy=SECRET,
			candidates=[make_candidate(name, ngo=ngo) for name, ngo in zip(names, ngos, strict=False)],
			electors=[make_elector(ngo=ngo) for ngo in ngos],
			stage="Voting",
			**overrides,
		)
		return self.election

	def cast(self, position: int, candidate: str = NAMES[0]) -> dict:
		row = self.election.electors[position]
		with as_user("Guest"):
			return cast_vote(make_token(BALLOT_PURPOSE, row.name), candidate, "Eva Bizjak", 1)

	def send_paper(self, position: int, **values):
		return vote(self.election, self.election.electors[position].ngo, None, **values)

	def count(self):
		"""Count with the history that is kept outside tests."""
		end_voting(self.election)
		election = self.reload()
		election.stage = "Counted"
		election.save(ignore_version=False)
		return self.reload()

	def reload(self):
		return frappe.get_doc(ELECTION, self.election.name)

	def get_key_files(self) -> list[Path]:
		folder = Path(frappe.get_site_path(election_seal.FOLDER))
		return sorted(folder.glob(f"{self.election.name}.*.key"))


class TestSealing(SecretTestCase):
	def setUp(self):
		super().setUp()
		self.make_secret_election()

	def test_a_choice_stands_nowhere_in_the_database_while_it_is_voted(self):
		answer = self.cast(0)

		ballot = frappe.db.get_value(BALLOT, answer["ballot"], "*", as_dict=True)
		self.assertEqual((ballot.status, ballot.candidate), ("Valid", None))
		self.assertTrue(ballot.sealed_choice)
		self.assertEqual(find_text(NAMES[0]), {"tabElection Candidate"})

	def test_two_ballots_for_the_same_candidate_look_as_different_as_any_two(self):
		for position, name in enumerate((NAMES[0], NAMES[0], NAMES[1])):
			self.cast(position, name)

		seals = frappe.get_all(
			BALLOT, {"election": self.election.name}, pluck="sealed_choice", order_by="name asc"
		)
		self.assertEqual(len(set(seals)), 3)
		self.assertEqual(len({len(text) for text in seals}), 1)

	def test_the_manager_finds_nothing_in_list_form_report_or_export(self):
		name = self.cast(0)["ballot"]
		with as_user(make_user(MANAGER, "Hub Manager", "System Manager")):
			(row,) = frappe.get_list(BALLOT, {"name": name}, ["*"])
			document = frappe.get_doc(BALLOT, name)
			document.apply_fieldlevel_read_permissions()
			found = frappe.get_list(BALLOT, {"candidate": NAMES[0], "election": self.election.name})
		for values in (row, document.as_dict()):
			self.assertFalse(values.get("candidate"))
			self.assertFalse(values.get("sealed_choice"))
		self.assertEqual(found, [])

	def test_the_key_is_a_file_of_the_site_alone_that_no_backup_holds(self):
		(path,) = self.get_key_files()

		self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
		self.assertEqual(stat.S_IMODE(path.parent.stat().st_mode), 0o700)
		self.assertNotIn("files", path.parts)
		content = path.read_text()
		self.assertEqual(find_text(content[:40]), set())

	def test_nobody_sees_votes_before_the_count_and_the_count_waits_for_the_end(self):
		self.cast(0)
		with self.assertRefused("Voting Until: ballots can come in until"):
			take_step(self.election, "Count Ballots")
		self.assertEqual([row.votes for row in self.reload().candidates], [0, 0])

	def test_without_its_key_no_ballot_is_taken_and_none_is_counted(self):
		self.cast(0)
		(path,) = self.get_key_files()
		path.unlink()

		with self.assertRefused("is not on this site", MissingKeyError):
			self.cast(1)
		with self.assertRefused("is not on this site", MissingKeyError):
			self.count()
		self.assertEqual(frappe.db.count(BALLOT, {"election": self.election.name}), 1)

	def test_the_second_ballot_of_an_ngo_is_set_aside_without_being_opened(self):
		answers = [self.cast(0), self.send_paper(0)]

		self.assertEqual(answers[0]["outcome"], "counted")
		self.assertEqual((answers[1].status, answers[1].reason), ("Invalid", "Second Ballot"))

	def test_what_does_not_count_is_not_kept_under_a_seal(self):
		answer = self.cast(0, "Miki Miška")

		ballot = frappe.get_doc(BALLOT, answer["ballot"])
		self.assertEqual((ballot.status, ballot.reason), ("Invalid", "Not a Candidate"))
		self.assertFalse(ballot.sealed_choice or ballot.receipt or answer["receipt"])

	def test_nobody_changes_a_sealed_ballot(self):
		name = self.cast(0)["ballot"]
		before = frappe.db.get_value(BALLOT, name, ["sealed_choice", "receipt", "ballot_title", "told_on"])
		with as_user(make_user(MANAGER, "Hub Manager")):
			ballot = frappe.get_doc(BALLOT, name)
			ballot.update(
				{"sealed_choice": "x", "receipt": "x", "ballot_title": "x", "told_on": now_datetime()}
			)
			ballot.save()
		after = frappe.db.get_value(BALLOT, name, ["sealed_choice", "receipt", "ballot_title", "told_on"])
		self.assertEqual(after, before)

	def test_no_script_of_the_website_settings_watches_the_ballot(self):
		script = "<script>window.watches = 1</script>"
		settings = {"head_html": script, "banner_html": script, "footer_powered": script, "copyright": script}
		for fieldname, value in settings.items():
			frappe.db.set_single_value("Website Settings", fieldname, value)
		frappe.clear_document_cache("Website Settings")
		self.addCleanup(frappe.clear_document_cache, "Website Settings")
		token = make_token(BALLOT_PURPOSE, self.election.electors[0].name)

		with as_user("Guest"):
			frappe.local.form_dict.token = token
			page = get_response_content("vote")

		self.assertIn(NAMES[0], page)
		self.assertNotIn("window.watches", page)
		self.assertNotIn("website_script.js", page)

	def test_what_watches_requests_does_not_keep_the_choice(self):
		token = make_token(BALLOT_PURPOSE, self.election.electors[0].name)
		with as_user("Guest"):
			frappe.local.form_dict.update(candidate=NAMES[0], cast_by="Eva")
			cast_vote(token, NAMES[0], "Eva", 1)
			self.assertEqual(frappe.local.form_dict, {"cast_by": "Eva"})

	def test_a_fault_of_the_server_logs_no_choice(self):
		with (
			patch.object(election_voting, "confirm_ballot", side_effect=RuntimeError("x")),
			patch.object(frappe.db, "rollback"),
			patch.object(frappe, "log_error") as log,
			self.assertRefused("The ballot could not be kept."),
		):
			self.cast(0)
		logged = "".join(str(value) for call in log.call_args_list for value in (*call.args, call.kwargs))
		self.assertIn("RuntimeError", logged)
		self.assertNotIn(NAMES[0], logged)

	def test_a_cancelled_election_leaves_no_choice(self):
		self.cast(0)
		election = self.reload()
		election.cancellation_reason = "Poziv je bil napačen."
		election.save()
		take_step(election, "Cancel Election")

		self.assertEqual(
			frappe.db.count(BALLOT, {"election": election.name, "sealed_choice": ("is", "set")}), 0
		)


class TestCounting(SecretTestCase):
	def test_the_case_of_ajdovscina(self):
		"""Three candidates, 31 ballots of which 2 came late: 16, 1 and 12 votes, one mandate."""
		self.make_secret_election(electors=31, names=NAMES)
		marks = [NAMES[0]] * 16 + [NAMES[1]] + [NAMES[2]] * 12
		receipts = [self.cast(position, mark)["receipt"] for position, mark in enumerate(marks)]
		end_voting(self.election)
		for position in (29, 30):
			self.assertIn("After the Voting", self.cast(position, NAMES[1])["message"])

		election = take_step(self.election, "Count Ballots")

		self.assertEqual([row.votes for row in election.candidates], [16, 1, 12])
		figures = (election.valid_count, election.invalid_count, election.late_count, election.electors_count)
		self.assertEqual(figures, (29, 0, 2, 31))
		self.assertEqual((election.sealed_count, election.opened_count, election.turnout), (29, 29, 93.5))
		self.assertEqual(get_election(election.name).receipts, sorted(receipts))
		take_step(election, "Confirm Result")
		self.assertEqual(get_mandates(election), [(NAMES[0], UNIT, "Elected")])

	def test_with_the_count_nothing_joins_an_ngo_and_a_candidate(self):
		self.make_secret_election()
		for position, name in enumerate((NAMES[0], NAMES[1], NAMES[0])):
			self.cast(position, name)
		seals = self.get_seals()

		self.count()

		ballots = frappe.get_all(
			BALLOT, {"election": self.election.name}, ["candidate", "sealed_choice"], order_by="name asc"
		)
		self.assertEqual({tuple(row.values()) for row in ballots}, {(None, None)})
		for text in seals:
			self.assertEqual(find_text(text[:60]), set())
		self.assertEqual(find_text(NAMES[0]), {"tabElection Candidate"})
		self.assertTrue(frappe.db.exists("Version", {"docname": self.election.name}))

	def test_what_was_sealed_can_not_be_opened_again_once_it_was_counted(self):
		self.make_secret_election()
		self.cast(0)
		(sealed,) = self.get_seals()
		with patch.object(frappe.db, "after_commit") as after_commit:
			election = self.count()
		self.assertEqual(len(self.get_key_files()), 1)
		for call in after_commit.add.call_args_list:
			call.args[0]()

		self.assertEqual(self.get_key_files(), [])
		self.assertRaises(MissingKeyError, election_seal.unseal, election.name, election.seal_key, [sealed])

	def test_receipts_are_published_with_the_count_and_not_before(self):
		self.make_secret_election()
		receipt = self.cast(0)["receipt"]
		self.assertRegex(receipt, r"^([A-Z2-7]{5}-){3}[A-Z2-7]{5}$")
		self.assertEqual(get_election(self.election.name).receipts, [])

		self.count()

		self.assertEqual(get_election(self.election.name).receipts, [receipt])

	def test_a_seal_that_somebody_put_in_the_place_of_another_counts_for_nobody_and_is_seen(self):
		election = self.make_secret_election()
		first, second, third = (self.cast(position)["ballot"] for position in range(3))
		own = election_seal.seal(election.name, election.seal_key, NAMES[1])
		frappe.db.set_value(BALLOT, first, "sealed_choice", own)
		copy = frappe.db.get_value(BALLOT, third, ["sealed_choice", "receipt"], as_dict=True)
		frappe.db.set_value(BALLOT, second, copy)

		election = self.count()

		self.assertEqual([row.votes for row in election.candidates], [1, 0])
		self.assertEqual((election.sealed_count, election.opened_count, election.invalid_count), (3, 1, 2))
		self.assertEqual(frappe.db.get_value(BALLOT, first, ["status", "reason"]), ("Invalid", "Broken Seal"))

	def test_a_seal_of_another_election_opens_nothing(self):
		other = self.make_secret_election()
		election = self.make_secret_election()
		self.cast(0)
		foreign = election_seal.seal(other.name, other.seal_key, NAMES[1])
		values = {"sealed_choice": foreign, "receipt": election_seal.get_receipt(foreign)}
		frappe.db.set_value(BALLOT, {"election": election.name}, values)

		self.assertEqual(self.count().invalid_count, 1)

	def get_seals(self) -> list[str]:
		return frappe.get_all(
			BALLOT, {"election": self.election.name}, pluck="sealed_choice", order_by="name asc"
		)


class TestPapers(SecretTestCase):
	def setUp(self):
		super().setUp()
		self.make_secret_election(electors=6)

	def enter(self, unclear: int = 0, foreign: int = 0, **votes) -> None:
		names = dict(zip(("first", "second"), NAMES, strict=False))
		figures = {
			"votes": {names[key]: number for key, number in votes.items()},
			"unclear_papers": unclear,
			"foreign_papers": foreign,
		}
		self.reload().enter_papers({UNIT: figures})

	def test_a_paper_is_entered_without_the_candidate_and_not_by_email(self):
		with self.assertRefused("Candidate: in a secret election the papers are counted without the name"):
			vote(self.election, self.election.electors[0].ngo, NAMES[0])
		with self.assertRefused("Channel: in a secret election NGOs vote by their link, or on paper"):
			self.send_paper(0, channel="E-mail")
		self.assertEqual(self.send_paper(0).status, "Valid")

	def test_papers_are_added_to_the_sealed_ballots_and_stand_nowhere_by_themselves(self):
		for position in range(4):
			self.send_paper(position)
		self.send_paper(4, is_signed=0)
		self.cast(5, NAMES[1])
		end_voting(self.election)
		self.enter(first=2, second=1, unclear=1)
		self.assertNotIn(NAMES[0], self.reload().sealed_papers)

		election = self.count()

		self.assertEqual([row.votes for row in election.candidates], [2, 2])
		figures = (election.valid_count, election.invalid_count, election.paper_count, election.opened_count)
		self.assertEqual(figures, (4, 2, 4, 1))
		self.assertEqual(election.units[0].unclear_papers, 1)
		self.assertFalse(election.sealed_papers)
		reasons = election.describe().reasons
		self.assertEqual(reasons, [("Invalid", "No Clear Mark", 1), ("Invalid", "Not Signed", 1)])

	def test_as_many_papers_are_counted_as_statements_were_accepted(self):
		for position in range(2):
			self.send_paper(position)
		end_voting(self.election)
		with self.assertRefused("Ajdovščina: 2 ballots on paper were accepted, but 3 are counted."):
			self.enter(first=3)
		with self.assertRefused("the number must not be negative."):
			self.enter(first=3, second=-1)
		for figure in ("two", 1.5, True, [2], {"votes": 2}, 1e308, "2\u0660"):
			with self.subTest(figure), self.assertRefused(f"{NAMES[1]}: please enter a whole number."):
				self.enter(first=2, second=figure)
			with self.subTest(figure), self.assertRefused("Clear Mark: please enter a whole number."):
				self.enter(first=2, unclear=figure)
		with self.assertRefused("Ajdovščina: 2 ballots on paper were accepted, but 0 are counted."):
			self.count()
		self.enter(first=1, second=1)
		self.assertEqual([row.votes for row in self.count().candidates], [1, 1])

	def test_envelopes_stay_closed_until_the_voting_is_over(self):
		self.send_paper(0)
		with self.assertRefused("Voting Until: envelopes stay closed until the voting is over."):
			self.enter(first=1)
		with self.assertRefused("Voting Until: envelopes stay closed"):
			self.reload().get_paper_forms()

	def test_the_figures_of_papers_stand_in_no_history(self):
		self.send_paper(0)
		end_voting(self.election)
		self.enter(first=1)
		self.send_paper(1, received_on=add_to_date(now_datetime(), hours=-1))
		self.enter(first=1, second=1)
		self.count()

		versions = frappe.get_all(
			"Version", {"docname": self.election.name}, pluck="data", order_by="creation asc"
		)
		history = json.dumps([json.loads(data) for data in versions])
		self.assertNotIn("paper_votes", history)
		votes = [
			change
			for data in versions
			for row in json.loads(data).get("row_changed", [])
			for change in row[3]
			if change[0] == "votes"
		]
		self.assertEqual(len(votes), 2, history)  # once, with the count

	def test_the_form_asks_for_the_units_with_papers(self):
		self.send_paper(0)
		end_voting(self.election)

		(form,) = self.reload().get_paper_forms()

		self.assertEqual((form["unit"], form["papers"], form["candidates"]), (UNIT, 1, list(NAMES[:2])))

	def test_in_an_open_vote_papers_are_entered_with_their_mark(self):
		self.election = make_election(stage="Voting")
		end_voting(self.election)
		with self.assertRefused("papers are counted in a secret election"):
			self.enter()


class TestWayOfVoting(SecretTestCase):
	def test_an_election_is_held_as_the_rules_of_its_body_say(self):
		for way in (SECRET, "Open Vote"):
			body = make_council(ballot_secrecy=way).name
			self.assertEqual(make_election(body=body, ballot_secrecy=None).ballot_secrecy, way)

	def test_the_way_of_voting_stands_with_the_call(self):
		election = make_election(stage="Call Open", ballot_secrecy=SECRET)
		election.ballot_secrecy = "Open Vote"
		with self.assertRefused("Way of Voting: the call is published and can't be changed in this."):
			election.save()

	def test_the_ballot_says_whether_the_vote_is_open(self):
		for way, text in ((SECRET, "This is a secret ballot"), ("Open Vote", "This is an open vote")):
			election = make_election(ballot_secrecy=way)
			self.assertIn(text, election.describe().secrecy)
			paper = frappe.get_print(ELECTION, election.name, print_format="Ballot Paper")
			self.assertEqual("Statement to the ballot" in paper, way == SECRET)


class TestElectionsFromBefore(SecretTestCase):
	def test_what_was_announced_stays_an_open_vote_and_loses_nothing(self):
		make_user(REPRESENTATIVE, "NGO Representative")
		ngo = make_represented_ngo(REPRESENTATIVE, municipality="Vipava").name
		running = make_election(stage="Voting", candidates=[make_candidate(NAMES[0], ngo=ngo)])
		ballot = vote(running, ngo, NAMES[0])
		draft, counted = make_election(), make_election(stage="Counted")
		for election in (running, draft, counted):
			election.db_set("ballot_secrecy", None, update_modified=False)
		running.electors[0].db_set("entitled_users", None, update_modified=False)

		for _number in range(2):
			set_way_of_voting.execute()

		ways = [
			frappe.db.get_value(ELECTION, row.name, "ballot_secrecy") for row in (running, draft, counted)
		]
		self.assertEqual(ways, ["Open Vote", SECRET, "Open Vote"])
		running.reload()
		self.assertEqual(running.electors[0].entitled_users, REPRESENTATIVE)
		self.election = running
		self.assertEqual([row.votes for row in self.count().candidates], [1])
		self.assertEqual(ballot.reload().candidate, NAMES[0])


class TestKeys(SecretTestCase):
	def test_keys_of_what_is_over_are_swept_away(self):
		running = self.make_secret_election()
		kept = self.get_key_files()
		over = self.make_secret_election()
		over.db_set("stage", "Counted")
		for path in self.get_key_files():
			os.utime(path, (0, 0))
		self.election = running
		for path in kept:
			os.utime(path, (0, 0))

		from planota_hub.rules.seal import destroy_old_keys

		destroy_old_keys()

		self.assertEqual(self.get_key_files(), kept)
		self.election = over
		self.assertEqual(self.get_key_files(), [])


def find_text(text: str) -> set[str]:
	"""Return the tables of the database in which a text stands anywhere."""
	found = set()
	for table in frappe.db.get_tables(cached=False):
		columns = (
			[f"`{column}`" for column in frappe.db.get_table_columns(table.removeprefix("tab"))]
			if (table.startswith("tab"))
			else []
		)
		condition = " or ".join(f"{column} like %(text)s" for column in columns)
		if columns and frappe.db.sql(
			f"select 1 from `{table}` where {condition} limit 1", {"text": f"%{text}%"}
		):
			found.add(table)
	return found
