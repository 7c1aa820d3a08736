# SPDX-License-Identifier: GPL-3.0-only
"""What a merge does to each kind of record, how it is shown beforehand, and how it is written down."""

import json
from unittest.mock import patch

import frappe
from frappe.model.rename_doc import update_document_title

from planota_hub.advocacy.doctype.campaign_supporter.test_campaign_supporter import make_supporter
from planota_hub.capacity_building.doctype.capacity_area.test_capacity_area import make_capacity_area
from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import make_session
from planota_hub.local_networks.doctype.local_network.test_local_network import make_member, make_network
from planota_hub.local_networks.doctype.representative_election.test_representative_election import (
	make_candidate,
	make_election,
	make_voter,
)
from planota_hub.partnerships.doctype.partnership_consortium.test_partnership_consortium import (
	make_consortium,
	make_partner,
)
from planota_hub.planota_hub.doctype.administrative_unit.test_administrative_unit import make_unit
from planota_hub.planota_hub.doctype.municipality.test_municipality import make_municipality
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo, take_step
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_representative
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.merging import course
from planota_hub.planota_hub.merging.declarations import get_kinds
from planota_hub.planota_hub.merging.framework import update_document_title as hub_update_document_title
from planota_hub.planota_hub.merging.log import LOG
from planota_hub.planota_hub.merging.records import (
	decline_merge,
	merge_records,
	preview_merge,
	propose_merge,
)
from planota_hub.planota_hub.report.ngo_register_overview import ngo_register_overview
from planota_hub.public_forms.consent import PROOF_FIELDS, WITHDRAWN_FIELDS
from planota_hub.tests.compat import HubTestCase, as_user, make_user

OFFICER, MANAGER = "merging-officer@hub.test", "merging-manager@hub.test"


def make_field(name: str) -> str:
	return frappe.get_doc({"doctype": "Field of Work", "field_name": name}).insert().name


def get_log(kept: str) -> "frappe.model.document.Document":
	return frappe.get_doc(LOG, frappe.db.get_value(LOG, {"kept": kept}, "name"))


def agree(ngo, consent: str, *proof: str):
	"""Let an NGO have agreed to something on a day in the past, with the text and the person of then."""
	values = {consent: 1, **dict(zip(PROOF_FIELDS[consent], proof, strict=True))}
	ngo.db_set(values, update_modified=False)


class TestConsents(HubTestCase):
	def setUp(self):
		super().setUp()
		self.kept, self.merged = make_ngo(stage="Verified"), make_ngo(stage="Verified")

	def merge(self):
		merge_records("NGO", self.kept.name, self.merged.name)
		return frappe.get_doc("NGO", self.kept.name)

	def get_proof(self, ngo, consent: str) -> tuple:
		given_on, version, person = (ngo.get(name) for name in PROOF_FIELDS[consent])
		return (given_on and str(given_on), version, person)

	def test_what_the_kept_one_took_back_stays_taken_back(self):
		self.kept.update({"consent_register": 1, "consent_news": 1})
		self.kept.save()
		self.kept.update({"consent_register": 0, "consent_news": 0})
		self.kept.save()
		for consent in PROOF_FIELDS:
			agree(self.merged, consent, "2019-05-05 10:00:00", "2019", "Bor Kos")

		ngo = self.merge()

		for consent, withdrawn in WITHDRAWN_FIELDS.items():
			self.assertEqual((ngo.get(consent), self.get_proof(ngo, consent)), (0, (None, None, None)))
			self.assertTrue(ngo.get(withdrawn))

	def test_a_consent_that_is_taken_over_comes_with_its_own_proof(self):
		agree(self.merged, "consent_news", "2019-05-05 10:00:00", "2019", "Bor Kos")

		ngo = self.merge()

		self.assertEqual((ngo.consent_register, ngo.consent_news), (0, 1))
		self.assertEqual(self.get_proof(ngo, "consent_news"), ("2019-05-05 10:00:00", "2019", "Bor Kos"))

	def test_a_consent_to_something_else_is_taken_over_beside_the_own_one(self):
		agree(self.kept, "consent_register", "2020-01-01 10:00:00", "2020", "Ana Novak")
		agree(self.merged, "consent_news", "2019-05-05 10:00:00", "2019", "Bor Kos")

		shown = preview_merge("NGO", self.kept.name, self.merged.name)["differences"]
		ngo = self.merge()

		self.assertEqual((ngo.consent_register, ngo.consent_news), (1, 1))
		proof = self.get_proof(ngo, "consent_register")
		self.assertEqual(proof, ("2020-01-01 10:00:00", "2020", "Ana Novak"))
		self.assertEqual(self.get_proof(ngo, "consent_news"), ("2019-05-05 10:00:00", "2019", "Bor Kos"))
		self.assertEqual(len([row for row in shown if "agreed on" in row["kept"] + row["merged"]]), 2)

	def test_one_purpose_that_the_kept_one_took_back_leaves_the_other_to_be_taken_over(self):
		self.kept.db_set("news_consent_withdrawn_on", "2021-01-01 10:00:00")
		for consent in PROOF_FIELDS:
			agree(self.merged, consent, "2019-05-05 10:00:00", "2019", "Bor Kos")

		ngo = self.merge()

		self.assertEqual((ngo.consent_register, ngo.consent_news), (1, 0))

	def test_of_two_consents_to_the_same_the_kept_one_keeps_its_proof(self):
		agree(self.kept, "consent_news", "2020-01-01 10:00:00", "2020", "Ana Novak")
		agree(self.merged, "consent_news", "2019-05-05 10:00:00", "2019", "Bor Kos")

		proof = self.get_proof(self.merge(), "consent_news")

		self.assertEqual(proof, ("2020-01-01 10:00:00", "2020", "Ana Novak"))

	def test_what_the_other_one_took_back_later_is_taken_back(self):
		agree(self.kept, "consent_news", "2020-01-01 10:00:00", "2020", "Ana Novak")
		self.merged.db_set("news_consent_withdrawn_on", "2021-01-01 10:00:00")

		self.assertEqual(self.merge().consent_news, 0)


class TestRowsOfNGOs(HubTestCase):
	def setUp(self):
		super().setUp()
		self.kept = make_ngo(
			stage="Verified",
			yearly_figures=[{"year": 2024, "income": 1000}],
			representatives=[make_representative(phone=None)],
		)
		self.merged = make_ngo(
			stage="Verified",
			yearly_figures=[{"year": 2024, "income": 900, "volunteer_hours": 120, "expenses": 800}],
			representatives=[make_representative(phone="031 222 333")],
		)

	def test_figures_of_one_year_are_joined_field_by_field(self):
		merge_records("NGO", self.kept.name, self.merged.name)

		(row,) = frappe.get_doc("NGO", self.kept.name).yearly_figures
		self.assertEqual((row.income, row.volunteer_hours, row.expenses), (1000, 120, 800))

	def test_a_contradiction_is_shown_before_and_what_went_is_kept(self):
		plan = preview_merge("NGO", self.kept.name, self.merged.name)
		merge_records("NGO", self.kept.name, self.merged.name)

		(income,) = (row for row in plan["differences"] if row["label"].startswith("Total Income"))
		self.assertIn("2024", income["label"])
		log = get_log(self.kept.name)
		self.assertIn(income["merged"], [row.went for row in log.differences])
		former = json.loads(log.former_values)["rows"]
		self.assertIn(900, [row.get("income") for row in former])

	def test_the_same_person_takes_over_the_phone_that_only_the_other_row_has(self):
		merge_records("NGO", self.kept.name, self.merged.name)

		(row,) = frappe.get_doc("NGO", self.kept.name).representatives
		self.assertTrue(row.phone)


class TestPreviewAndLog(HubTestCase):
	def setUp(self):
		super().setUp()
		self.kept = make_ngo(stage="Verified", phone="05 111 22 33", email="a@merge.test")
		self.merged = make_ngo(stage="Verified", phone="05 444 55 66", short_name="TDK")

	def test_the_preview_tells_what_the_merge_then_does_and_changes_nothing(self):
		make_session(ngo=self.merged.name)
		rows = [make_member(self.kept), make_member(self.merged)]
		make_network(members=rows)

		plan = preview_merge("NGO", self.kept.name, self.merged.name)

		parts = {part["doctype"]: (part["moved"], part["joined"], part["removed"]) for part in plan["parts"]}
		self.assertEqual(parts["Mentoring Session"], (1, 0, 0))
		self.assertEqual(parts["Local Network Member"], (0, 1, 0))
		self.assertTrue(frappe.db.exists("NGO", self.merged.name))
		merge_records("NGO", self.kept.name, self.merged.name)
		logged = {
			row.document_type: (row.moved, row.joined, row.removed) for row in get_log(self.kept.name).parts
		}
		self.assertEqual({name: logged.get(name) for name in parts}, parts)

	def test_of_a_field_that_both_fill_either_value_can_be_chosen(self):
		plan = preview_merge("NGO", self.kept.name, self.merged.name)

		merge_records("NGO", self.kept.name, self.merged.name, choices=json.dumps(["phone"]))

		self.assertIn("phone", [row["fieldname"] for row in plan["differences"]])
		ngo = frappe.get_doc("NGO", self.kept.name)
		self.assertEqual((ngo.phone, ngo.email, ngo.short_name), (self.merged.phone, "a@merge.test", "TDK"))

	def test_the_log_tells_who_when_and_what_but_nothing_of_people(self):
		with as_user(make_user(MANAGER, "Hub Manager")):
			merge_records("NGO", self.kept.name, self.merged.name)

		log = get_log(self.kept.name)
		self.assertEqual((log.status, log.decided_by, log.merged), ("Merged", MANAGER, self.merged.name))
		self.assertEqual(log.merged_title, self.merged.ngo_name)
		former = json.loads(log.former_values)["record"]
		self.assertEqual((former["short_name"], former.get("phone")), ("TDK", None))

	def test_the_log_is_never_changed_by_hand_and_does_not_keep_a_record_from_being_deleted(self):
		merge_records("NGO", self.kept.name, self.merged.name)
		log = get_log(self.kept.name)

		with self.assertRefused("written down by the hub", frappe.PermissionError):
			log.save()
		frappe.delete_doc("NGO", self.kept.name)

		self.assertTrue(frappe.db.exists(LOG, log.name))


class TestProposals(HubTestCase):
	def setUp(self):
		super().setUp()
		self.kept, self.merged = make_ngo(stage="Verified"), make_ngo(stage="Verified")
		make_user(MANAGER, "Hub Manager")
		with as_user(make_user(OFFICER, "Hub Officer")):
			self.proposal = propose_merge("NGO", self.kept.name, self.merged.name, "Same chair")

	def test_an_officer_hands_a_pair_to_the_managers_once(self):
		with as_user(OFFICER):
			again = propose_merge("NGO", self.merged.name, self.kept.name)

		self.assertEqual(again, self.proposal)
		values = frappe.db.get_value(LOG, again, ["status", "proposed_by", "note"])
		self.assertEqual(values, ("Proposed", OFFICER, "Same chair"))

	def test_the_merge_that_follows_is_written_into_the_proposal(self):
		with as_user(MANAGER):
			merge_records("NGO", self.merged.name, self.kept.name)

		values = frappe.db.get_value(LOG, self.proposal, ["status", "decided_by", "kept", "proposed_by"])
		self.assertEqual(values, ("Merged", MANAGER, self.merged.name, OFFICER))
		self.assertEqual(frappe.db.count(LOG, {"record_type": "NGO", "kept": self.merged.name}), 1)

	def test_a_manager_declines_once(self):
		with as_user(MANAGER):
			decline_merge(self.proposal, "Two branches")
			with self.assertRefused("decided on already"):
				decline_merge(self.proposal)

		self.assertEqual(
			frappe.db.get_value(LOG, self.proposal, ["status", "reason"]), ("Declined", "Two branches")
		)

	def test_an_officer_neither_merges_nor_declines(self):
		with as_user(OFFICER):
			for call in (
				lambda: merge_records("NGO", self.kept.name, self.merged.name),
				lambda: decline_merge(self.proposal),
			):
				with self.assertRaises(frappe.PermissionError):
					call()


class TestRefusals(HubTestCase):
	def setUp(self):
		super().setUp()
		self.kept, self.merged = make_ngo(stage="Verified"), make_ngo(stage="Verified")

	def test_nothing_is_merged_into_a_rejected_one(self):
		self.kept.db_set("stage", "Rejected")
		for call in (preview_merge, merge_records, propose_merge):
			with self.subTest(call.__name__), self.assertRefused("was rejected"):
				call("NGO", self.kept.name, self.merged.name)

	def test_what_was_changed_since_the_preview_is_not_merged(self):
		plan = preview_merge("NGO", self.kept.name, self.merged.name)
		seen = {side["name"]: side["modified"] for side in (plan["kept"], plan["merged"])}
		self.merged.reload()
		self.merged.short_name = "Changed"
		self.merged.save()

		with self.assertRefused("was changed since you read the preview", frappe.TimestampMismatchError):
			merge_records("NGO", self.kept.name, self.merged.name, seen=seen)

		self.assertTrue(frappe.db.exists("NGO", self.merged.name))

	def test_one_that_was_merged_meanwhile_is_not_there_any_more(self):
		merge_records("NGO", self.kept.name, self.merged.name)

		for pair in ((self.kept.name, self.merged.name), (self.merged.name, self.kept.name)):
			with self.subTest(pair), self.assertRefused("is not there any more"):
				merge_records("NGO", *pair)

	def test_an_edit_that_was_open_is_not_saved_over_the_merge(self):
		opened = frappe.get_doc("NGO", self.kept.name)
		merge_records("NGO", self.kept.name, self.merged.name)

		opened.short_name = "From before"
		with self.assertRaises(frappe.TimestampMismatchError):
			opened.save()

	def test_a_merge_that_breaks_off_in_any_step_leaves_nothing_behind(self):
		network = make_network(members=[make_member(self.kept), make_member(self.merged)])
		for step in ("carry_out", "complete", "join_pointers", "rework_keys", "write_log"):
			with self.subTest(step), patch.object(course, step, side_effect=RuntimeError("killed")):
				with self.assertRaises(RuntimeError):
					merge_records("NGO", self.kept.name, self.merged.name)
			self.assertTrue(frappe.db.exists("NGO", self.merged.name))
			members = [row.member for row in frappe.get_doc("Local Network", network.name).members]
			self.assertEqual(members, [self.kept.name, self.merged.name])
			self.assertFalse(frappe.db.exists(LOG, {"kept": self.kept.name}))

	def test_records_of_other_kinds_are_refused(self):
		with self.assertRefused("can't be merged"):
			preview_merge("Training Workshop", "a", "b")


class TestManyRecords(HubTestCase):
	def count_queries(self, number: int) -> int:
		"""Return how many queries a merge takes when so many records hang on each of two NGOs."""
		kept, merged = make_ngo(stage="Verified"), make_ngo(stage="Verified")
		make_network(members=[make_member(kept), make_member(merged)])
		for ngo in (kept, merged):
			for _number in range(number):
				comment = {"doctype": "Proposal Comment", "ngo": ngo.name, "name": frappe.generate_hash()}
				frappe.get_doc(comment).db_insert()
		with patch.object(frappe.db, "sql", wraps=frappe.db.sql) as sql:
			merge_records("NGO", kept.name, merged.name)
		self.assertEqual(frappe.db.count("Proposal Comment", {"ngo": kept.name}), 2 * number)
		return sql.call_count

	def test_the_number_of_queries_does_not_grow_with_the_number_of_records(self):
		# what is cached on the first merge of a process is not counted
		self.count_queries(1)

		self.assertLessEqual(self.count_queries(200), self.count_queries(2) + 5)


class TestStakeholders(HubTestCase):
	def test_everything_that_hangs_on_a_stakeholder_moves_and_stands_once(self):
		kept = make_stakeholder(stakeholder_name="Občina Tolmin", stakeholder_type="Municipality")
		merged = make_stakeholder(
			stakeholder_name="Mestna hiša", stakeholder_type="Municipality", phone="05 111 22 33"
		)
		network = make_network(members=[make_member(kept), make_member(merged)])
		partner = make_partner("Municipality", budget_share=30)
		consortium = make_consortium(
			partners=[{**partner, "partner": kept.name}, {**partner, "partner": merged.name}, make_partner()]
		)

		merge_records("Stakeholder", kept.name, merged.name)

		self.assertEqual([row.member for row in network.reload().members], [kept.name])
		rows = [row for row in consortium.reload().partners if row.partner_type == "Stakeholder"]
		self.assertEqual(
			[(row.partner, row.partner_name, row.budget_share) for row in rows],
			[(kept.name, "Občina Tolmin", 60)],
		)
		self.assertEqual(frappe.db.get_value("Stakeholder", kept.name, "phone"), merged.phone)
		self.assertEqual(get_log(kept.name).merged_title, "Mestna hiša")
		network.save()
		consortium.save()


class TestMasters(HubTestCase):
	def test_an_ngo_that_had_both_fields_of_work_has_one_row_and_counts_once(self):
		alfa, beta = make_field("Alfa"), make_field("Beta")
		ngo = make_ngo(
			stage="Verified",
			members_count=10,
			fields_of_work=[{"field_of_work": beta}, {"field_of_work": alfa}],
		)
		other = make_ngo(stage="Verified", fields_of_work=[{"field_of_work": beta}])

		frappe.rename_doc("Field of Work", beta, alfa, merge=True)

		for name in (ngo.name, other.name):
			rows = [row.field_of_work for row in frappe.get_doc("NGO", name).fields_of_work]
			self.assertEqual(rows, ["Alfa"])
		rows = ngo_register_overview.execute({"group_by": "Field of Work"})[1]
		(row,) = (row for row in rows if "Alfa" in row.values())
		self.assertEqual((row["ngos"], row["members_count"]), (2, 10))

	def test_the_main_field_of_work_stays_the_first(self):
		alfa, beta, gamma = make_field("Alfa"), make_field("Beta"), make_field("Gamma")
		ngo = make_ngo(fields_of_work=[{"field_of_work": name} for name in (beta, gamma, alfa)])

		merge_records("Field of Work", alfa, beta)

		ngo.reload()
		self.assertEqual([row.field_of_work for row in ngo.fields_of_work], [alfa, gamma])
		self.assertEqual(ngo.primary_field_of_work, alfa)

	def test_unit_and_region_are_those_of_the_municipality_that_stayed(self):
		keep, gone = make_municipality(), make_municipality(administrative_unit=make_unit().name)
		ngo = make_ngo(municipality=gone.name)

		merge_records("Municipality", keep.name, gone.name)

		self.assertEqual(ngo.reload().administrative_unit, keep.administrative_unit)

	def test_the_action_of_the_hub_and_the_rename_of_the_framework_do_the_same(self):
		for merge in (
			lambda keep, merge: merge_records("Municipality", keep, merge),
			lambda keep, merge: frappe.rename_doc("Municipality", merge, keep, merge=True),
			lambda keep, merge: hub_update_document_title(
				doctype="Municipality", docname=merge, name=keep, merge=1, enqueue=True
			),
		):
			keep, gone = make_municipality().name, make_municipality().name
			ngo = make_ngo(area_of_operation=[{"municipality": gone}, {"municipality": keep}])

			merge(keep, gone)

			rows = [row.municipality for row in frappe.get_doc("NGO", ngo.name).area_of_operation]
			self.assertEqual(rows, [keep])
			self.assertFalse(frappe.db.exists("Municipality", gone))
			self.assertEqual(get_log(keep).merged, gone)

	def test_the_framework_answers_with_the_function_of_the_hub(self):
		overrides = frappe.get_hooks("override_whitelisted_methods")
		path = f"{update_document_title.__module__}.{update_document_title.__name__}"
		self.assertEqual(frappe.get_attr(overrides[path][-1]), hub_update_document_title)

	def test_officers_can_not_merge_masters_by_renaming(self):
		keep, gone = make_field("Alfa"), make_field("Beta")
		with as_user(make_user(OFFICER, "Hub Officer")), self.assertRaises(frappe.PermissionError):
			hub_update_document_title(doctype="Field of Work", docname=gone, name=keep, merge=1)

	def test_filters_of_indicators_name_the_master_that_stayed(self):
		keep, gone = make_field("Alfa"), make_field("Beta")
		row = frappe.get_doc(
			{
				"doctype": "Indicator Filter",
				"parent": "IND-X",
				"parenttype": "Project Indicator",
				"parentfield": "metric_filters",
				"filter_name": "field_of_work",
				"filter_value": gone,
			}
		)
		row.db_insert()

		merge_records("Field of Work", keep, gone)

		self.assertEqual(frappe.db.get_value("Indicator Filter", row.name, "filter_value"), keep)

	def test_every_kind_can_be_merged(self):
		makers = {
			"Capacity Area": lambda: make_capacity_area(),
			"Event Kind": lambda: self.make("Event Kind", "kind_name"),
			"Support Request Category": lambda: self.make(
				"Support Request Category", "category_name", kind="Counselling"
			),
			"Statistical Region": lambda: self.make("Statistical Region", "region_name", country="Slovenia"),
		}
		for doctype, make in makers.items():
			names = [name if isinstance(name, str) else name.name for name in (make(), make())]
			with self.subTest(doctype):
				self.assertEqual(merge_records(doctype, *names), names[0])
		self.assertEqual(set(makers) - set(get_kinds()), set())

	def make(self, doctype: str, fieldname: str, **values) -> str:
		name = frappe.generate_hash(length=8)
		return frappe.get_doc({"doctype": doctype, fieldname: name, **values}).insert().name


class TestElectionsAndCampaigns(HubTestCase):
	def test_two_candidates_become_one_and_the_open_election_can_be_saved(self):
		kept, merged = make_voter(), make_voter()
		candidates = [
			make_candidate("Bor Kos", ngo=merged.name),
			make_candidate("Ana Novak", ngo=kept.name),
			make_candidate("Cene Leban"),
		]
		election = make_election(stage="Call Open", candidates=candidates)

		plan = preview_merge("NGO", kept.name, merged.name)
		merge_records("NGO", kept.name, merged.name)

		election.reload()
		election.save()
		statuses = {row.candidate_name: (row.ngo, row.status) for row in election.candidates}
		self.assertEqual(statuses["Ana Novak"], (kept.name, "Confirmed"))
		self.assertEqual(statuses["Bor Kos"], (kept.name, "Withdrawn"))
		self.assertIn("Bor Kos, withdrawn by the merge", [row["merged"] for row in plan["differences"]])

	def test_the_same_person_who_stood_for_both_stands_once(self):
		kept, merged = make_voter(), make_voter()
		rows = [
			make_candidate("Ana Novak", ngo=ngo.name, email="ana@merge.test", status=status, has_agreed=1)
			for ngo, status in ((kept, "Confirmed"), (merged, "Withdrawn"))
		]
		rows[1]["candidate_name"] = "Ana  Novak (2)"
		election = make_election(stage="Call Open", candidates=[*rows, make_candidate()])
		frappe.db.set_value(
			"Election Candidate",
			election.candidates[1].name,
			{"candidate_name": "Ana Novak", "status": "Confirmed"},
		)

		merge_records("NGO", kept.name, merged.name)

		election.reload()
		election.save()
		self.assertEqual(len(election.candidates), 2)

	def test_an_organisation_that_supports_again_after_a_merge_is_known(self):
		kept, merged = make_ngo(stage="Verified"), make_ngo(stage="Verified")
		first = make_supporter(supporter_kind="Organisation", ngo=merged.name)

		merge_records("NGO", kept.name, merged.name)

		with self.assertRefused("supports the campaign already", frappe.UniqueValidationError):
			make_supporter(supporter_kind="Organisation", ngo=kept.name, campaign=first.campaign)
		count = frappe.db.get_value("Advocacy Campaign", first.campaign, "supporter_count")
		self.assertEqual(count, 1)


class TestDistinct(HubTestCase):
	def test_who_was_declared_to_be_another_than_the_merged_one_is_another_than_the_kept_one(self):
		kept, merged, third = (make_ngo(stage="Verified") for _number in range(3))
		third.db_set("distinct_from", merged.name)
		merged.db_set("distinct_from", third.name)

		merge_records("NGO", kept.name, merged.name)

		self.assertEqual(frappe.db.get_value("NGO", third.name, "distinct_from"), kept.name)
		self.assertEqual(frappe.db.get_value("NGO", kept.name, "distinct_from"), third.name)

	def test_an_inactive_one_can_be_kept_and_its_stage_is_shown(self):
		kept, merged = make_ngo(stage="Verified"), make_ngo(stage="Verified")
		take_step(kept, "Deactivate")

		labels = [row["label"] for row in preview_merge("NGO", kept.name, merged.name)["differences"]]

		self.assertIn("Stage", labels)
