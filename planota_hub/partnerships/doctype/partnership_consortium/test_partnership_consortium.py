# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, getdate, today

from planota_hub.partnerships.consortia.agreements import describe_agreement
from planota_hub.partnerships.consortia.balances import refresh_balances
from planota_hub.partnerships.consortia.stages import get_missing_for_next
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.register.sector_balance import evaluate
from planota_hub.tests.compat import HubTestCase, as_user
from planota_hub.tests.test_permissions import user_with


def make_partner(kind: str = "NGO", **overrides) -> dict:
	"""Return a row of a signed partner with one vote; `kind` is NGO or a type of stakeholder."""
	if kind == "NGO":
		partner = {"partner_type": "NGO", "partner": make_ngo(stage="Verified").name}
	else:
		partner = {
			"partner_type": "Stakeholder",
			"partner": make_stakeholder(stakeholder_type=kind).name,
		}
	return {**partner, "votes": 1, "signed_on": today(), **overrides}


def make_consortium(kinds: tuple = ("NGO", "Company", "Municipality", "NGO", "Municipality"), **overrides):
	"""Create a consortium with one partner of each kind, the first of which leads, with any field overridden."""
	partners = overrides.pop("partners", None) or [make_partner(kind) for kind in kinds]
	partners[0].setdefault("partner_role", "Lead Partner")
	return frappe.get_doc(
		{
			"doctype": "Partnership Consortium",
			"consortium_name": f"Skupna pisarna {frappe.generate_hash(length=8)}",
			"purpose": "One place for people in need.",
			"agreement_terms": "The partners meet every month.\n\nThey decide together.",
			"starts_on": today(),
			"municipality": "Tolmin",
			"field_of_work": "Social Services",
			"partners": partners,
			**overrides,
		}
	).insert()


def sign(consortium):
	"""Take a new consortium to the signed agreement."""
	return apply_workflow(apply_workflow(consortium, "Start Forming"), "Sign Agreement")


def make_active_consortium(*args, **overrides):
	"""Create a consortium that meets its rules and is active."""
	return apply_workflow(sign(make_consortium(*args, **overrides)), "Activate")


def rows(**votes_of_sectors) -> list[dict]:
	"""Return rows as the balance needs them: civil, public, private and cross, each with its votes."""
	sectors = {
		"civil": "Civil Society",
		"public": "Public",
		"private": "Private",
		"cross": "Cross-Sector",
	}
	return [
		{"sector": sectors[key], "votes": votes, "partner_role": "Partner"}
		for key, votes in votes_of_sectors.items()
	]


def get_reasons(balance) -> dict[str, tuple[bool, str]]:
	return {row.rule: (row.passed, row.reason) for row in balance.rules}


class TestSectorBalance(HubTestCase):
	def test_the_largest_sector_may_have_49_of_100_votes_and_not_50(self):
		self.assertTrue(evaluate(rows(civil=49, public=20, private=31)).passed)
		balance = evaluate(rows(civil=50, public=20, private=30))

		self.assertEqual(
			get_reasons(balance)["largest_sector"], (False, "Civil Society has 50 of 100 votes, 50 %.")
		)

	def test_half_of_the_votes_not_public_is_enough(self):
		change_settings(consortium_max_sector_votes=0)

		self.assertTrue(evaluate(rows(civil=25, public=50, private=25)).passed)
		balance = evaluate(rows(civil=25, public=51, private=24))

		self.assertEqual(get_reasons(balance)["non_public"], (False, "49 of 100 votes are not public, 49 %."))

	def test_a_missing_sector_is_named(self):
		balance = evaluate(rows(civil=1, public=1))

		self.assertEqual(get_reasons(balance)["all_sectors"], (False, "Missing: Private."))
		self.assertFalse(balance.has_all_sectors)

	def test_a_cross_sector_body_counts_apart_and_is_not_public(self):
		balance = evaluate(rows(civil=1, public=1, private=1, cross=1))

		self.assertEqual([row.votes for row in balance.sectors], [1, 1, 1, 1])
		self.assertTrue(balance.passed)

	def test_nobody_with_a_vote_passes_no_rule_on_votes(self):
		reasons = get_reasons(evaluate(rows(civil=0, public=0, private=0)))

		self.assertEqual(reasons["largest_sector"], (False, "Nobody has a vote yet."))
		self.assertEqual(reasons["non_public"], (False, "Nobody has a vote yet."))

	def test_rules_that_hub_settings_switch_off_are_not_asked(self):
		change_settings(
			consortium_all_sectors=0, consortium_max_sector_votes=0, consortium_min_non_public_votes=0
		)
		balance = evaluate(rows(public=1))

		self.assertEqual((balance.rules, balance.passed), ([], True))

	def test_changed_rules_are_applied_to_every_consortium_at_once(self):
		consortium = make_consortium(kinds=("NGO", "Municipality"))
		self.assertEqual(consortium.balance_status, "Failed")

		change_settings(consortium_all_sectors=0, consortium_max_sector_votes=50)

		consortium.reload()
		self.assertEqual(consortium.balance_status, "Passed")

	def test_percentages_of_settings_outside_0_to_100_are_refused(self):
		with self.assertRefused("Most Votes of One Sector: expected is a percentage from 0 to 100"):
			change_settings(consortium_max_sector_votes=101)

	def test_the_sector_follows_from_the_register_whatever_was_sent(self):
		consortium = make_consortium(
			partners=[make_partner("NGO", sector="Public"), make_partner("Company", sector="Public")]
		)

		self.assertEqual([row.sector for row in consortium.partners], ["Civil Society", "Private"])

	def test_an_associated_partner_takes_part_without_a_vote(self):
		consortium = make_consortium(
			partners=[make_partner(), make_partner("Company", partner_role="Associated Partner", votes=5)]
		)

		self.assertEqual(consortium.partners[1].votes, 0)
		self.assertEqual(consortium.get_balance().votes, 1)

	def test_a_partner_who_left_counts_no_more_from_the_next_day(self):
		gone = make_partner("Company", to_date=add_days(today(), -1), leaving_reason="Moved away")
		consortium = make_consortium(partners=[make_partner(), make_partner("Municipality"), gone])

		self.assertEqual((consortium.partners_count, consortium.has_all_sectors), (2, 0))

	def test_what_lists_show_follows_the_days_without_anybody_saving(self):
		consortium = make_consortium()
		row = consortium.partners[1]
		frappe.db.set_value("Consortium Partner", row.name, "to_date", add_days(today(), -1))

		refresh_balances()

		consortium.reload()
		self.assertEqual(
			(consortium.partners_count, consortium.has_all_sectors, consortium.balance_status),
			(4, 0, "Failed"),
		)

	def test_the_form_sees_the_balance_of_rows_that_are_not_saved_yet(self):
		consortium = make_consortium(kinds=("NGO", "Municipality"))
		consortium.append("partners", make_partner("Company"))

		self.assertTrue(consortium.get_balance().has_all_sectors)


class TestPartners(HubTestCase):
	def test_a_partner_twice_at_the_same_time_is_refused(self):
		partner = make_partner()
		with self.assertRefused("is there already", frappe.DuplicateEntryError):
			make_consortium(partners=[partner, {**partner}])

	def test_a_partner_who_left_may_come_back(self):
		partner = make_partner()
		left = {**partner, "to_date": add_days(today(), -10), "leaving_reason": "No people"}
		consortium = make_consortium(partners=[left, {**partner, "from_date": add_days(today(), -9)}])

		self.assertEqual(consortium.partners_count, 1)

	def test_leaving_before_joining_is_refused(self):
		with self.assertRefused("can't leave before it joins"):
			make_consortium(
				partners=[make_partner(from_date=today(), to_date=add_days(today(), -1), leaving_reason="x")]
			)

	def test_leaving_asks_for_a_reason(self):
		with self.assertRefused("Reason for Leaving: please say why", frappe.MandatoryError):
			make_consortium(partners=[make_partner(to_date=today())])

	def test_an_organisation_that_the_register_does_not_know_is_refused(self):
		with self.assertRefused("NGO-nowhere", frappe.LinkValidationError):
			make_consortium(partners=[{"partner_type": "NGO", "partner": "NGO-nowhere"}])

	def test_votes_are_a_sensible_number(self):
		for votes in (-1, 1001):
			with self.subTest(votes), self.assertRefused("Votes: expected is a number from 0 to 1000"):
				make_consortium(partners=[make_partner(votes=votes)])

	def test_an_agreement_that_ends_before_it_starts_is_refused(self):
		with self.assertRefused("Ends On: the agreement must not end before it starts"):
			make_consortium(ends_on=add_days(today(), -1))

	def test_a_signature_of_tomorrow_is_refused(self):
		with self.assertRefused("Agreement Signed On: the day lies in the future"):
			make_consortium(partners=[make_partner(signed_on=add_days(today(), 1))])

	def test_a_new_name_of_an_organisation_reaches_the_consortium(self):
		consortium = make_consortium()
		ngo = frappe.get_doc("NGO", consortium.partners[0].partner)

		ngo.update({"ngo_name": "Društvo z novim imenom"}).save()

		consortium.reload()
		self.assertEqual(consortium.partners[0].partner_name, "Društvo z novim imenom")

	def test_markup_is_refused(self):
		with self.assertRefused("Purpose: please write plain text"):
			make_consortium(purpose="<script>alert(1)</script>")


class TestShares(HubTestCase):
	def make_with_shares(self, *shares, **overrides):
		return make_consortium(
			partners=[
				make_partner(kind, budget_share=share)
				for kind, share in zip(("NGO", "NGO", "Company", "Municipality"), shares, strict=False)
			],
			budget=1000,
			**overrides,
		)

	def test_more_than_100_percent_together_is_refused(self):
		with self.assertRefused("together the shares are 110 %, expected are 100 %"):
			self.make_with_shares(60, 50)

	def test_a_share_below_0_or_above_100_is_refused(self):
		for share in (-1, 101):
			with self.subTest(share), self.assertRefused("Share of the Budget: expected is a percentage"):
				self.make_with_shares(share)

	def test_an_agreement_is_not_signed_with_shares_below_100_percent(self):
		consortium = apply_workflow(self.make_with_shares(50, 30, 10, 0), "Start Forming")

		with self.assertRefused("The shares of the budget are 90 % together, expected are 100 %"):
			apply_workflow(consortium, "Sign Agreement")

	def test_thirds_that_add_up_to_100_are_taken(self):
		consortium = sign(self.make_with_shares(33.33, 33.33, 33.34))

		self.assertEqual(consortium.stage, "Agreement Signed")

	def test_a_consortium_without_money_needs_no_shares(self):
		self.assertEqual(sign(make_consortium()).stage, "Agreement Signed")


class TestCourse(HubTestCase):
	def test_from_the_idea_to_the_end(self):
		consortium = make_active_consortium()
		self.assertEqual(consortium.stage, "Active")
		consortium.update({"outcome": "Achieved"}).save()

		consortium = apply_workflow(consortium, "Close")

		self.assertEqual((consortium.stage, getdate(consortium.closed_on)), ("Closed", getdate(today())))

	def test_a_new_consortium_begins_at_the_beginning(self):
		with self.assertRefused("Stage: a new consortium begins as Initiated"):
			make_consortium(stage="Active")

	def test_forming_needs_a_partner(self):
		consortium = make_consortium()
		consortium.set("partners", [])
		with self.assertRefused("There is no partner yet"):
			apply_workflow(consortium.save(), "Start Forming")

	def test_everything_that_is_missing_for_the_signature_is_said_at_once(self):
		consortium = make_consortium(
			partners=[make_partner(signed_on=None, partner_role="Partner")],
			agreement_terms=None,
			starts_on=None,
		)
		consortium = apply_workflow(consortium, "Start Forming")
		with self.assertRaises(frappe.ValidationError) as refused:
			apply_workflow(consortium, "Sign Agreement")

		for part in (
			"Terms of the Agreement is not filled in",
			"Starts On is not filled in",
			"at least 2 partners",
			"One partner leads the consortium; there are 0",
			f"Not signed yet: {consortium.partners[0].partner_name}",
		):
			self.assertIn(part, str(refused.exception))

	def test_closing_asks_for_the_outcome(self):
		with self.assertRefused("Outcome is not filled in yet"):
			apply_workflow(make_active_consortium(), "Close")


class TestOverride(HubTestCase):
	"""Two NGOs and a municipality sign: the private sector is missing, civil society has two of three votes."""

	def setUp(self):
		super().setUp()
		self.consortium = sign(make_consortium(kinds=("NGO", "NGO", "Municipality")))

	def test_a_consortium_that_fails_its_rules_does_not_start_and_hears_why(self):
		with self.assertRefused("Missing: Private."):
			apply_workflow(self.consortium, "Activate")
		self.assertEqual(
			frappe.db.get_value("Partnership Consortium", self.consortium.name, "stage"), "Agreement Signed"
		)

	def test_a_hub_manager_lets_it_start_with_a_note_that_is_kept(self):
		manager = user_with("Hub Manager")
		with as_user(manager):
			self.consortium.override_balance("The chamber joins next year.")
			consortium = apply_workflow(self.consortium, "Activate")

		self.assertEqual(consortium.stage, "Active")
		row = consortium.overrides[0]
		self.assertEqual(
			(row.note, row.overridden_by, row.agreement_number), ("The chamber joins next year.", manager, 1)
		)
		self.assertIn("Missing: Private.", row.failed_rules)
		consortium.set("overrides", [])
		self.assertEqual(len(consortium.save().overrides), 1)

	def test_an_officer_may_not_override(self):
		with as_user(user_with("Hub Officer")):
			with self.assertRefused("Only a Hub Manager", frappe.PermissionError):
				self.consortium.override_balance("Please")

	def test_a_note_that_somebody_writes_into_the_table_is_dropped(self):
		with as_user(user_with("Hub Officer")):
			self.consortium.append("overrides", {"note": "I say so", "agreement_number": 1})
			self.consortium.save()
			with self.assertRefused("Missing: Private."):
				apply_workflow(self.consortium, "Activate")
		self.assertEqual(self.consortium.reload().overrides, [])

	def test_an_override_without_a_note_is_refused(self):
		for note in ("", "   "):
			with self.subTest(len(note)), self.assertRefused("Note: please say why", frappe.MandatoryError):
				self.consortium.reload().override_balance(note)

	def test_there_is_nothing_to_override_where_all_rules_are_met_or_nothing_is_signed(self):
		with self.assertRefused("there is nothing to override"):
			sign(make_consortium()).override_balance("Just in case")
		with self.assertRefused("after the agreement is signed"):
			make_consortium(kinds=("NGO", "NGO")).override_balance("Too early")

	def test_an_amended_agreement_needs_a_note_of_its_own(self):
		self.consortium.override_balance("The chamber joins next year.")
		consortium = apply_workflow(self.consortium, "Amend Agreement")
		for row in consortium.partners:
			row.signed_on = today()
		consortium = apply_workflow(consortium.save(), "Sign Agreement")

		with self.assertRefused("Missing: Private."):
			apply_workflow(consortium, "Activate")


class TestSignedAgreement(HubTestCase):
	def test_what_is_signed_does_not_change(self):
		for fieldname, value, label in (
			("consortium_name", "Another name", "Consortium Name"),
			("purpose", "Something else", "Purpose"),
			("agreement_terms", "Other terms", "Terms of the Agreement"),
			("budget", 5, "Budget"),
			("starts_on", add_days(today(), -1), "Starts On"),
			("ends_on", add_days(today(), 5), "Ends On"),
		):
			consortium = sign(make_consortium())
			consortium.set(fieldname, value)
			with self.subTest(fieldname), self.assertRefused(f"{label}: the agreement is signed"):
				consortium.save()

	def test_partners_neither_come_nor_go_nor_change_in_a_signed_agreement(self):
		consortium = sign(make_consortium())
		consortium.append("partners", make_partner())
		with self.assertRefused("Partners: the agreement is signed"):
			consortium.save()
		consortium.reload()
		consortium.remove(consortium.partners[1])
		with self.assertRefused("Partners: the agreement is signed"):
			consortium.save()
		consortium.reload()
		consortium.partners[0].votes = 3
		with self.assertRefused("Partners, row 1, Votes: the agreement is signed"):
			consortium.save()

	def test_a_partner_may_leave_a_signed_agreement(self):
		consortium = make_active_consortium()
		consortium.partners[3].update({"to_date": today(), "leaving_reason": "Another task"})

		self.assertEqual(consortium.save().stage, "Active")

	def test_what_was_signed_is_kept_word_by_word_whatever_is_renamed(self):
		consortium = sign(make_consortium())
		name = consortium.partners[0].partner_name
		frappe.get_doc("NGO", consortium.partners[0].partner).update({"ngo_name": "Novo ime"}).save()
		consortium.reload()

		agreement = describe_agreement(consortium)

		self.assertFalse(agreement.is_draft)
		self.assertEqual(agreement.partners[0].partner_name, name)
		self.assertEqual(consortium.partners[0].partner_name, "Novo ime")

	def test_an_amendment_is_signed_anew_and_gets_the_next_number(self):
		consortium = make_active_consortium()
		first = consortium.agreement_signed_on

		consortium = apply_workflow(consortium, "Amend Agreement")
		self.assertEqual((consortium.stage, consortium.agreement_signed_on), ("Forming", None))
		self.assertFalse(any(row.signed_on for row in consortium.partners))
		self.assertTrue(describe_agreement(consortium).is_draft)
		consortium.agreement_terms = "New terms"
		for row in consortium.partners:
			row.signed_on = today()
		consortium = apply_workflow(consortium.save(), "Sign Agreement")

		self.assertEqual([row.agreement_number for row in consortium.agreements], [1, 2])
		self.assertEqual(getdate(first), getdate(today()))
		self.assertIn("every month", describe_agreement(consortium, 1).agreement_terms)
		self.assertEqual(describe_agreement(consortium, 2).agreement_terms, "New terms")
		with self.assertRefused("No agreement number 3 was signed", frappe.DoesNotExistError):
			describe_agreement(consortium, 3)

	def test_the_kept_agreements_can_not_be_written_over(self):
		consortium = sign(make_consortium())
		content = consortium.agreements[0].content
		consortium.agreements[0].content = "{}"
		consortium.append("agreements", {"agreement_number": 9})

		consortium.save()

		self.assertEqual([row.content for row in consortium.reload().agreements], [content])

	def test_the_last_signature_dates_the_agreement(self):
		partners = [make_partner(signed_on=add_days(today(), -offset)) for offset in (9, 3, 5)]
		consortium = sign(make_consortium(partners=partners))

		self.assertEqual(getdate(consortium.agreement_signed_on), getdate(add_days(today(), -3)))


class TestForesight(HubTestCase):
	def test_a_balance_that_fails_is_told_before_the_partners_sign(self):
		consortium = make_consortium(kinds=("NGO", "NGO"))
		lines = " ".join(get_missing_for_next(consortium))
		self.assertIn("better before the partners sign", lines)
