# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, add_to_date, add_years, getdate, now_datetime, today

from planota_hub.local_networks.doctype.body_mandate.test_body_mandate import make_body, make_mandate
from planota_hub.local_networks.elections.form import (
	get_calendar_entries,
	get_vacant_units,
	get_waiting_elections,
)
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.register.merge import merge_ngos
from planota_hub.tests.compat import HubTestCase, as_user

ELECTION = "Representative Election"
UNIT = "Ajdovščina"
OFFICER = "officer@elections.test"
STEPS = {
	"Draft": (),
	"Call Open": ("Publish Call",),
	"Consensus": ("Publish Call", "Close Call"),
	"Voting": ("Publish Call", "Close Call", "Open Voting"),
	"Counted": ("Publish Call", "Close Call", "Open Voting", "Count Ballots"),
	"Decided": ("Publish Call", "Close Call", "Open Voting", "Count Ballots", "Confirm Result"),
}


def make_council(seats: int | list[dict] = 1, **overrides):
	"""Create a council with as many seats for the NGOs of Ajdovščina, or with the given ones."""
	if isinstance(seats, int):
		seats = [{"administrative_unit": UNIT} for _number in range(seats)]
	return make_body(seats=seats, **overrides)


def make_voter(**overrides):
	"""Create a verified NGO of the unit Ajdovščina."""
	return make_ngo(**{"stage": "Verified", "municipality": "Vipava", **overrides})


def make_candidate(name: str = "", **overrides) -> dict:
	"""Return a row for `make_election`: somebody of an NGO of the unit who has agreed to stand."""
	return {
		"candidate_name": name or f"Ana {frappe.generate_hash(length=6)}",
		"ngo": overrides.pop("ngo", None) or make_voter().name,
		"status": "Confirmed",
		"has_agreed": 1,
		**overrides,
	}


def make_member(name: str, **overrides) -> dict:
	"""Return a row for the commission of an election: a name with its address."""
	return {
		"member_name": name,
		"email": f"{frappe.generate_hash(length=8)}@commission.test",
		"organisation": "Društvo A",
		**overrides,
	}


def make_elector(**overrides) -> dict:
	return {"ngo": overrides.pop("ngo", None) or make_voter().name, **overrides}


def make_election(**overrides):
	"""Create an election of one seat whose voting ends tomorrow, and lead it to a stage; any field overridden.

	Without other ones there are two candidates, whose NGOs are the electors.
	"""
	stage = overrides.pop("stage", "Draft")
	body = overrides.pop("body", None) or make_council().name
	candidates = overrides.pop("candidates", None)
	candidates = [make_candidate(), make_candidate()] if candidates is None else candidates
	election = frappe.get_doc(
		{
			"doctype": ELECTION,
			"election_title": f"Volitve {frappe.generate_hash(length=8)}",
			"body": body,
			"call_published_on": add_days(today(), -30),
			"call_closes_on": add_days(today(), -10),
			"call_text": "Vabljeni k oddaji kandidatur.",
			"voting_from": add_to_date(now_datetime(), days=-5),
			"voting_until": add_to_date(now_datetime(), days=1),
			"mandate_from": add_days(today(), 30),
			"mandate_to": add_years(today(), 4),
			"units": [{"administrative_unit": UNIT, "seats": 1}],
			"candidates": candidates,
			"electors": [make_elector(ngo=row["ngo"]) for row in candidates],
			"commission_members": [make_member("Vida Golob"), make_member("Rado Golob")],
			"ballot_secrecy": "Open Vote",
			**overrides,
		}
	).insert()
	for action in STEPS[stage]:
		if action == "Count Ballots":
			end_voting(election)
		election = take_step(election, action)
	return election


def end_voting(election):
	"""Move the end of the voting to a moment ago."""
	election.db_set("voting_until", add_to_date(now_datetime(), seconds=-1), update_modified=False)


def take_step(election, action: str):
	"""Take a step of the workflow; return the election as it is stored then."""
	apply_workflow(frappe.get_doc(ELECTION, election.name), action)
	return frappe.get_doc(ELECTION, election.name)


def make_scan() -> str:
	"""Upload a scan; return its address."""
	name = f"{frappe.generate_hash(length=8)}.txt"
	file = frappe.get_doc({"doctype": "File", "file_name": name, "content": name, "is_private": 1})
	return file.insert(ignore_permissions=True).file_url


def vote(election, ngo: str, candidate: str | None, **overrides):
	"""Enter a signed and stamped ballot."""
	return frappe.get_doc(
		{
			"doctype": "Election Ballot",
			"election": election.name,
			"ngo": ngo,
			"candidate": candidate,
			"channel": "Post",
			"received_on": now_datetime(),
			"scan": make_scan(),
			"is_signed": 1,
			"is_stamped": 1,
			**overrides,
		}
	).insert()


def get_mandates(election) -> list[tuple]:
	"""Return person, seat and origin of the mandates made from an election."""
	rows = frappe.get_all(
		"Body Mandate",
		{"election": election.name},
		["person_name", "seat", "origin"],
		order_by="seat asc",
		as_list=True,
	)
	return [tuple(row) for row in rows]


class TestUnits(HubTestCase):
	def test_a_seat_with_no_such_unit_or_field_in_the_body_is_refused(self):
		for row in (
			{"administrative_unit": "Tolmin"},
			{"administrative_unit": UNIT, "field_of_work": "Youth"},
			{},
		):
			with self.subTest(row), self.assertRefused("the body has no seat for this"):
				make_election(units=[{**row, "seats": 1}], candidates=[])

	def test_a_unit_stands_once_and_with_no_more_seats_than_the_body_has(self):
		row = {"administrative_unit": UNIT, "seats": 1}
		with self.assertRefused("Units, row 2, Administrative Unit: this is the same as row 1."):
			make_election(units=[row, row])
		for seats in (0, 2, -1):
			with self.subTest(seats), self.assertRaises(frappe.ValidationError):
				make_election(units=[{**row, "seats": seats}])

	def test_a_call_for_a_seat_that_somebody_holds_then_is_refused(self):
		body = make_council()
		make_mandate(body, to_date=add_years(today(), 2))

		with self.assertRefused("only 0 seats of Ajdovščina are free during these mandates."):
			make_election(body=body.name, stage="Call Open")

	def test_a_dissolved_body_elects_nobody(self):
		body = make_council(dissolved_on=add_days(today(), -1))
		with self.assertRefused("Body: the body is dissolved."):
			make_election(body=body.name)


class TestCandidates(HubTestCase):
	def test_the_unit_follows_from_the_seat_of_the_ngo(self):
		(row,) = make_election(candidates=[make_candidate()]).candidates
		self.assertEqual((row.administrative_unit, row.field_of_work), (UNIT, None))

	def test_an_ngo_of_another_unit_or_that_is_not_verified_can_not_nominate(self):
		elsewhere = make_ngo(stage="Verified", municipality="Tolmin")
		unverified = make_ngo(municipality="Vipava")
		for ngo, message in (
			(elsewhere, "belongs to no unit and no field of this election"),
			(unverified, "is not a verified NGO"),
		):
			with self.subTest(message), self.assertRefused(message):
				make_election(candidates=[make_candidate(ngo=ngo.name)], electors=[])

	def test_an_ngo_that_fits_into_several_units_has_to_choose_one(self):
		seats = [{"administrative_unit": UNIT}, {"administrative_unit": UNIT, "field_of_work": "Youth"}]
		units = [{**row, "seats": 1} for row in seats]
		body = make_council(seats=seats).name
		ngo = make_voter(fields_of_work=[{"field_of_work": "Youth"}]).name
		with self.assertRefused(
			"can stand and vote here: Ajdovščina, Ajdovščina · Youth. Please choose one."
		):
			make_election(body=body, units=units, candidates=[make_candidate(ngo=ngo)])

		chosen = make_candidate(ngo=ngo, **seats[1])
		electors = [make_elector(ngo=ngo, **seats[1])]
		election = make_election(body=body, units=units, candidates=[chosen], electors=electors)

		self.assertEqual(election.candidates[0].field_of_work, "Youth")

	def test_one_ngo_has_one_candidate_unless_the_other_withdrew(self):
		ngo = make_voter().name
		first, second = make_candidate(ngo=ngo), make_candidate(ngo=ngo)
		with self.assertRefused("row 2, Nominated By: one NGO has one candidate; row 1 is another one."):
			make_election(candidates=[first, second], electors=[])

		election = make_election(candidates=[{**first, "status": "Withdrawn"}, second], electors=[])

		self.assertEqual(len(election.candidates), 2)

	def test_one_person_stands_once_and_names_are_told_apart(self):
		email = "ana@example.org"
		with self.assertRefused("this is the same person as in row 1."):
			make_election(
				candidates=[
					make_candidate("Ana Kos", email=email),
					make_candidate("dr. Kos Ana", email=email),
				]
			)
		with self.assertRefused("row 1 has the same name; ballots could not be told apart."):
			make_election(candidates=[make_candidate("Ana Kos"), make_candidate("ana kos")])

	def test_colleagues_who_share_a_mailbox_are_two_candidates(self):
		people = [make_candidate(name, email="pisarna@skupna.test") for name in ("Ana Kos", "Bor Rak")]
		self.assertEqual(len(make_election(candidates=people).candidates), 2)

	def test_nobody_stands_without_having_agreed(self):
		with self.assertRefused("Candidates, row 1, Agrees to Stand: nobody stands without having agreed"):
			make_election(candidates=[make_candidate(has_agreed=0)])
		self.assertTrue(make_election().candidates[0].agreed_on)

	def test_a_member_of_the_body_can_not_get_a_second_seat(self):
		body = make_council(seats=2)
		make_mandate(body, person_name="Ana Kos", to_date=add_years(today(), 2))
		with self.assertRefused("this person has the seat Ajdovščina of the body at that time"):
			make_election(body=body.name, candidates=[make_candidate("Ana Kos")])

	def test_scripts_are_refused_in_every_text(self):
		script = "<script>alert(1)</script>"
		for values in (
			{"election_title": script},
			{"call_text": script},
			{"commission_members": [make_member(script)]},
			{"candidates": [make_candidate(script)]},
			{"candidates": [make_candidate(presentation=script)]},
		):
			with self.subTest(list(values)), self.assertRefused("please write plain text"):
				make_election(**values)


class TestElectors(HubTestCase):
	def test_an_ngo_is_registered_once_and_only_in_its_unit(self):
		ngo = make_voter().name
		with self.assertRefused("Electors, row 2, NGO: this NGO is registered already in row 1."):
			make_election(electors=[make_elector(ngo=ngo), make_elector(ngo=ngo)])
		with self.assertRefused("belongs to no unit and no field of this election"):
			make_election(electors=[make_elector(ngo=make_ngo(stage="Verified").name)])

	def test_the_ballot_goes_to_the_address_in_the_register(self):
		person = {"full_name": "Ana", "email": "ana@voter.test"}
		ngos = [make_voter(email="pisarna@voter.test"), make_voter(representatives=[person]), make_voter()]

		election = make_election(electors=[make_elector(ngo=ngo.name) for ngo in ngos])

		addresses = [row.email for row in election.electors]
		self.assertEqual(addresses, ["pisarna@voter.test", "ana@voter.test", None])

	def test_all_ngos_of_the_units_become_electors_when_the_rule_says_so(self):
		ngo = make_voter().name
		election = make_election(stage="Voting", elector_rule="All NGOs of the Unit", electors=[])

		filters = {"stage": "Verified", "administrative_unit": UNIT}
		self.assertIn(ngo, {row.ngo for row in election.electors})
		self.assertEqual(len(election.electors), frappe.db.count("NGO", filters))

	def test_the_register_is_frozen_when_voting_begins(self):
		election = make_election(stage="Voting")
		for change in (
			lambda: election.append("electors", make_elector()),
			lambda: election.append("candidates", make_candidate()),
			lambda: election.remove(election.electors[0]),
			lambda: election.candidates[0].update({"status": "Withdrawn"}),
			lambda: election.update({"voting_until": add_days(now_datetime(), 5)}),
			lambda: election.units[0].update({"seats": 0}),
		):
			change()
			with self.subTest(change), self.assertRaises(frappe.ValidationError):
				election.save()
			election.reload()
		election.append("electors", make_elector())
		with self.assertRefused("Electors: this can't be changed any more since the voting began."):
			election.save()

	def test_two_ngos_that_become_one_have_one_vote_in_an_open_register_and_what_was_counted_stays(self):
		for stage, electors in (("Call Open", 1), ("Voting", 2)):
			ngos = [make_voter().name for _number in range(2)]
			rows = [make_elector(ngo=ngo) for ngo in ngos]
			election = make_election(stage=stage, electors=rows, candidates=[make_candidate()])

			merge_ngos(*ngos)

			election.reload()
			election.save()
			with self.subTest(stage):
				self.assertEqual([row.ngo for row in election.electors], [ngos[0]] * electors)

	def test_a_unit_without_electors_can_not_vote(self):
		with self.assertRefused("Electors: Ajdovščina has no elector yet."):
			make_election(stage="Voting", electors=[])


class TestCall(HubTestCase):
	def test_a_call_is_open_for_fifteen_days_at_least(self):
		with self.assertRefused(
			"Call Closes On: a call stays open for at least 15 days; the first possible day is"
		):
			make_election(call_published_on=today(), call_closes_on=add_days(today(), 14), voting_from=None)

		election = make_election(
			call_published_on=None, call_closes_on=add_days(today(), 15), voting_from=None, stage="Call Open"
		)

		self.assertEqual(getdate(election.call_published_on), getdate(today()))

	def test_closing_the_call_before_its_last_day_is_over_is_refused(self):
		election = make_election(
			call_published_on=add_days(today(), -15),
			call_closes_on=today(),
			voting_from=None,
			stage="Call Open",
		)
		with self.assertRefused("Call Closes On: the call is open until the end of this day"):
			take_step(election, "Close Call")

	def test_the_last_day_can_not_be_moved_below_fifteen_days(self):
		election = make_election(stage="Call Open")
		election.call_closes_on = add_days(election.call_published_on, 3)
		with self.assertRefused("a call stays open for at least 15 days"):
			election.save()

	def test_the_day_of_the_publication_stays(self):
		election = make_election(stage="Call Open")
		election.call_published_on = add_days(today(), -60)
		with self.assertRefused("Call Published On: the call is published and can't be changed in this."):
			election.save()

	def test_a_call_without_text_or_last_day_is_not_published(self):
		for fieldname in ("call_text", "call_closes_on"):
			with (
				self.subTest(fieldname),
				self.assertRefused("please enter this before the call is published."),
			):
				make_election(stage="Call Open", **{fieldname: None})

	def test_every_nomination_is_decided_on_before_the_call_is_closed(self):
		with self.assertRefused("Candidates, row 1, Status: please confirm or reject the nomination"):
			make_election(stage="Consensus", candidates=[make_candidate(status="Nominated")])

	def test_voting_begins_after_the_call_and_ends_after_it_begins(self):
		with self.assertRefused("Voting From: the voting begins after the call has closed"):
			make_election(voting_from=add_days(now_datetime(), -10))
		with self.assertRefused("Voting Until: the voting must end after it begins."):
			make_election(voting_until=add_days(now_datetime(), -6))

	def test_a_new_election_begins_as_a_draft(self):
		election = make_election()
		copy = frappe.copy_doc(election)
		copy.stage = "Decided"
		with self.assertRefused("Stage: a new election begins as Draft."):
			copy.insert()

	def test_a_cancelled_election_says_why(self):
		election = make_election(stage="Call Open")
		with self.assertRefused("please give the reason before you cancel the election."):
			take_step(election, "Cancel Election")
		election.cancellation_reason = "Premalo kandidatur."
		election.save()
		self.assertEqual(take_step(election, "Cancel Election").stage, "Cancelled")


class TestConsensus(HubTestCase):
	def agree(self, election, *positions: int, note: str = "Na predstavitvi so se vsi strinjali."):
		for position in positions:
			election.candidates[position].agreed = 1
		election.consensus_note = note
		election.save()
		return election

	def test_whom_all_agreed_on_is_elected_without_a_vote(self):
		election = self.agree(make_election(stage="Consensus"), 1)

		election = take_step(election, "Confirm Without a Vote")

		self.assertEqual([row.result for row in election.candidates], ["Not Elected", "Elected"])
		self.assertEqual(election.units[0].settled_by, "Consensus")
		self.assertEqual(get_mandates(election), [(election.candidates[1].candidate_name, UNIT, "Consensus")])

	def test_an_agreement_is_described_and_names_as_many_as_there_are_seats(self):
		election = make_election(stage="Consensus")
		self.agree(election, 0, note="")
		with self.assertRefused("Attempt at Consensus: please describe"):
			take_step(election, "Confirm Without a Vote")
		self.agree(election, 0, 1)
		with self.assertRefused("Ajdovščina: the agreement names 2 candidates, expected are 1."):
			take_step(election, "Confirm Without a Vote")

	def test_without_an_agreement_the_electors_vote(self):
		with self.assertRefused("there is no agreement on the candidates, so the electors have to vote."):
			take_step(make_election(stage="Consensus"), "Confirm Without a Vote")

	def test_no_more_candidates_than_seats_are_elected_without_a_vote_where_the_rules_allow_it(self):
		only = [make_candidate("Ana Kos")]
		with self.assertRefused("the electors have to vote"):
			take_step(make_election(stage="Consensus", candidates=only), "Confirm Without a Vote")

		election = make_election(stage="Consensus", candidates=only, acclamation_allowed=1)
		with self.assertRefused("nobody has to vote; please confirm the result without a vote."):
			take_step(election, "Open Voting")
		election = take_step(election, "Confirm Without a Vote")

		self.assertEqual(election.candidates[0].elected_by, "Acclamation")
		self.assertEqual(get_mandates(election), [("Ana Kos", UNIT, "Elected")])

	def test_a_unit_without_candidates_stays_vacant(self):
		election = take_step(make_election(stage="Consensus", candidates=[]), "Confirm Without a Vote")

		self.assertEqual(election.units[0].outcome, "Nobody Elected")
		self.assertEqual(get_mandates(election), [])

	def test_one_unit_agrees_and_the_other_one_votes(self):
		units = ({"administrative_unit": UNIT}, {"administrative_unit": "Tolmin"})
		ngos = [make_voter().name, *(make_ngo(stage="Verified").name for _number in range(2))]
		election = make_election(
			body=make_council(seats=units).name,
			units=[{**unit, "seats": 1} for unit in units],
			candidates=[make_candidate(name, ngo=ngo) for name, ngo in zip("ABC", ngos, strict=True)],
			stage="Consensus",
		)
		election = take_step(self.agree(election, 0), "Open Voting")

		self.assertEqual([unit.settled_by for unit in election.units], ["Consensus", "Vote"])
		self.assertEqual(vote(election, ngos[0], "A").reason, "No Vote in the Unit")
		vote(election, ngos[1], "B")
		end_voting(election)
		election = take_step(take_step(election, "Count Ballots"), "Confirm Result")

		self.assertEqual([row.result for row in election.candidates], ["Elected", "Elected", "Not Elected"])
		self.assertEqual(get_mandates(election), [("A", UNIT, "Consensus"), ("B", "Tolmin", "Elected")])


class TestCountAndResult(HubTestCase):
	def test_the_case_of_ajdovscina(self):
		"""Three candidates, 31 ballots of which 2 came late: 16, 1 and 12 votes, one mandate."""
		ngos = [make_voter().name for _number in range(31)]
		names = ["Prva Kandidatka", "Drugi Kandidat", "Tretja Kandidatka"]
		election = make_election(
			stage="Voting",
			candidates=[make_candidate(name, ngo=ngo) for name, ngo in zip(names, ngos, strict=False)],
			electors=[make_elector(ngo=ngo) for ngo in ngos],
		)
		marks = [names[0]] * 16 + [names[1]] + [names[2]] * 12
		for ngo, mark in zip(ngos, marks, strict=False):
			vote(election, ngo, mark)
		end_voting(election)
		for ngo in ngos[29:]:
			self.assertEqual(vote(election, ngo, names[1]).reason, "After the Voting")

		election = take_step(election, "Count Ballots")

		self.assertEqual([row.votes for row in election.candidates], [16, 1, 12])
		figures = (election.valid_count, election.invalid_count, election.late_count, election.electors_count)
		self.assertEqual(figures, (29, 0, 2, 31))
		self.assertEqual(election.turnout, 93.5)
		results = ["Elected", "Not Elected", "Not Elected"]
		self.assertEqual([row.result for row in election.candidates], results)
		election = take_step(election, "Confirm Result")
		self.assertEqual(get_mandates(election), [(names[0], UNIT, "Elected")])
		term = frappe.db.get_value("Body Mandate", {"election": election.name}, ["from_date", "to_date"])
		self.assertEqual(term, (getdate(election.mandate_from), getdate(election.mandate_to)))

	def test_counting_before_the_voting_is_over_is_refused(self):
		with self.assertRefused("Voting Until: ballots can come in until"):
			take_step(make_election(stage="Voting"), "Count Ballots")

	def test_somebody_counts(self):
		with self.assertRefused("Election Commission: please enter who counts the ballots."):
			make_election(stage="Counted", commission_members=[])

	def test_those_with_most_votes_get_the_seats_and_nobody_without_a_vote(self):
		ngos = [make_voter().name for _number in range(4)]
		election = make_election(
			body=make_council(seats=3).name,
			units=[{"administrative_unit": UNIT, "seats": 3}],
			candidates=[make_candidate(name, ngo=ngo) for name, ngo in zip("ABCD", ngos, strict=True)],
			stage="Voting",
		)
		for ngo, mark in zip(ngos, ("B", "B", "B", "D"), strict=True):
			vote(election, ngo, mark)
		end_voting(election)
		election = take_step(take_step(election, "Count Ballots"), "Confirm Result")

		self.assertEqual(election.units[0].outcome, "Partly Filled")
		mandates = [("B", UNIT, "Elected"), ("D", f"{UNIT} 2", "Elected")]
		self.assertEqual(get_mandates(election), mandates)

	def test_a_result_can_not_be_typed_in(self):
		election = make_election(stage="Voting")
		election.valid_count = 99
		election.candidates[0].update({"votes": 99, "result": "Elected"})
		election.save()

		self.assertEqual((election.valid_count, election.candidates[0].votes), (0, 0))
		self.assertFalse(election.candidates[0].result)

	def test_a_decided_election_stays_as_it_is(self):
		election = make_election(stage="Consensus", candidates=[make_candidate()], acclamation_allowed=1)
		election = take_step(election, "Confirm Without a Vote")
		election.mandate_to = add_years(today(), 9)
		with self.assertRefused("the election is over and can't be changed any more."):
			election.save()

	def test_a_seat_that_was_filled_meanwhile_stops_the_confirmation(self):
		election = make_election(stage="Consensus", candidates=[make_candidate()], acclamation_allowed=1)
		make_mandate(frappe.get_doc("Representative Body", election.body), to_date=add_years(today(), 2))
		with self.assertRefused("No seat is free from"):
			take_step(election, "Confirm Without a Vote")


class TestTies(HubTestCase):
	def make_tie(self):
		"""Two candidates with one vote each for one seat, and one with none."""
		ngos = [make_voter().name for _number in range(3)]
		election = make_election(
			candidates=[make_candidate(name, ngo=ngo) for name, ngo in zip("ABC", ngos, strict=True)],
			stage="Voting",
		)
		vote(election, ngos[0], "A")
		vote(election, ngos[1], "B")
		end_voting(election)
		return take_step(election, "Count Ballots")

	def test_equally_many_votes_for_the_last_seat_are_a_tie(self):
		election = self.make_tie()

		self.assertEqual([row.result for row in election.candidates], ["Tied", "Tied", "Not Elected"])
		self.assertEqual(election.units[0].outcome, "Tie")

	def test_the_result_waits_until_the_tie_is_decided_and_described(self):
		election = self.make_tie()
		with self.assertRefused(
			"Tie Decided By: equally many votes in Ajdovščina: please enter how it was decided."
		):
			take_step(election, "Confirm Result")
		election.tie_decided_by = "Lot"
		election.save()
		with self.assertRefused("Decision of a Tie: equally many votes"):
			take_step(election, "Confirm Result")
		election.reload()
		election.tie_note = "Žreb 12. 1. 2015 ob navzočnosti obeh kandidatov."
		election.save()
		with self.assertRefused("please tick as many winners of the tie as seats are left."):
			take_step(election, "Confirm Result")

	def test_whom_the_lot_fell_on_is_elected(self):
		election = self.make_tie()
		election.update({"tie_decided_by": "Lot", "tie_note": "Žreb pred komisijo."})
		election.candidates[1].wins_tie = 1
		election.save()

		self.assertEqual(
			[row.result for row in election.candidates], ["Not Elected", "Elected", "Not Elected"]
		)
		election = take_step(election, "Confirm Result")
		self.assertEqual(election.candidates[1].elected_by, "Lot")
		self.assertEqual(get_mandates(election), [("B", UNIT, "Elected")])

	def test_somebody_who_is_in_no_tie_can_not_win_it(self):
		election = self.make_tie()
		election.update({"tie_decided_by": "Lot", "tie_note": "Žreb pred komisijo."})
		for position in (1, 2):
			election.candidates[position].wins_tie = 1
		election.save()
		with self.assertRefused("Candidates, row 3, Wins the Tie: this candidate is in no tie."):
			take_step(election, "Confirm Result")


class TestVacantSeats(HubTestCase):
	def test_the_vacant_seats_of_a_body_are_offered(self):
		body = make_body(seats=[*[{"administrative_unit": UNIT}] * 3, {"administrative_unit": "Tolmin"}])
		for seat, last_day in ((0, add_years(today(), 2)), (3, add_years(today(), 6))):
			make_mandate(body, seat=body.seats[seat].seat, to_date=last_day)

		rows = get_vacant_units(body.name, add_years(today(), 1), add_years(today(), 5))

		self.assertEqual(rows, [{"administrative_unit": UNIT, "field_of_work": None, "seats": 2}])

	def test_only_for_those_who_see_the_body(self):
		body = make_body()
		with as_user("Guest"), self.assertRaises(frappe.PermissionError):
			get_vacant_units(body.name, today(), add_years(today(), 4))


class TestWaitingElections(HubTestCase):
	def test_the_card_counts_where_the_hub_takes_the_next_step(self):
		before = get_waiting_elections()["value"]
		waiting = [
			make_election(stage="Call Open"),
			make_election(stage="Consensus"),
			make_election(stage="Counted"),
		]
		over = make_election(stage="Voting")
		end_voting(over)
		for stage in ("Draft", "Voting"):
			make_election(stage=stage)

		card = get_waiting_elections()

		self.assertEqual(card["value"] - before, 4)
		self.assertLessEqual({row.name for row in [*waiting, over]}, set(card["route_options"]["name"][1]))


class TestCalendar(HubTestCase):
	def get_entries(self, election, start: int, end: int) -> list[tuple]:
		"""Return title and first day of the entries of an election between two days counted from today."""
		entries = get_calendar_entries(
			add_days(today(), start), add_days(today(), end), [[ELECTION, "body", "=", election.body]]
		)
		self.assertEqual({row["name"] for row in entries} - {election.name}, set())
		return [(row["title"], getdate(row["starts_on"])) for row in entries]

	def test_the_call_and_the_voting_stand_in_the_days_that_they_last(self):
		election = make_election()
		call = (f"Call: {election.election_title}", getdate(add_days(today(), -30)))
		voting = (f"Voting: {election.election_title}", getdate(add_days(today(), -5)))

		self.assertEqual(self.get_entries(election, -40, 10), [call, voting])
		self.assertEqual(self.get_entries(election, -10, -9), [call])
		self.assertEqual(self.get_entries(election, -9, -8), [])
		self.assertEqual(self.get_entries(election, -2, -1), [voting])

	def test_an_election_without_a_vote_stands_there_with_its_call(self):
		unplanned = make_election(voting_from=None, voting_until=None)
		acclaimed = make_election(stage="Consensus", candidates=[make_candidate()], acclamation_allowed=1)
		acclaimed = take_step(acclaimed, "Confirm Without a Vote")

		for election in (unplanned, acclaimed):
			titles = [title for title, _day in self.get_entries(election, -40, 10)]
			self.assertEqual(titles, [f"Call: {election.election_title}"])

	def test_nobody_drags_the_days_and_what_was_cancelled_is_not_there(self):
		election = make_election()
		entries = get_calendar_entries(
			add_days(today(), -40), today(), [[ELECTION, "name", "=", election.name]]
		)
		self.assertEqual([row["docstatus"] for row in entries], [1, 1])

		election.db_set("stage", "Cancelled")
		self.assertEqual(self.get_entries(election, -40, 10), [])

	def test_a_guest_gets_no_calendar(self):
		with as_user("Guest"), self.assertRaises(frappe.PermissionError):
			get_calendar_entries(today(), add_days(today(), 30))
