# SPDX-License-Identifier: GPL-3.0-only
"""Tests of the demo region: loaded by the app's own rules, counted, and cleared without a trace."""

from collections import Counter

import frappe
from frappe.utils.password import check_password
from stdnum.si import ddv, maticna

from planota_hub import demo
from planota_hub.advocacy.campaigns.figures import get_figures
from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_past_workshop
from planota_hub.capacity_building.plans.progress import get_hours_of_plans
from planota_hub.capacity_building.support.ledger import check_ledger
from planota_hub.capacity_building.workshops.seats import check_seats
from planota_hub.demo.accountability import assign_demo_support
from planota_hub.demo.api import clear_demo_data, demo_data_state, load_demo_data
from planota_hub.demo.files import read
from planota_hub.demo.marking import DEMO_TAG, mark, marked_records
from planota_hub.digest.monthly import get_sections
from planota_hub.figures.explanations import run as run_report
from planota_hub.funding.calls.matching import count_matches
from planota_hub.funding.indicators.progress import get_progress
from planota_hub.local_networks.bodies.coverage import get_seats, summarise
from planota_hub.partnerships.programmes.inclusion import get_funnel
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo as make_verified_ngo
from planota_hub.planota_hub.register.merge import merge_ngos
from planota_hub.rules.titles import get_titles
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.test_reports import OF_ONE_PROJECT, get_all_time, get_reports

PASSWORD = "a password for the tests"
MANAGER = "demo-manager@hub.test"
CAPACITY_BUILDING = (
	"Programme Round",
	"Development Plan Template",
	"Development Plan",
	"Capacity Assessment",
	"Training Workshop",
	"Workshop Registration",
	"Workshop Feedback",
	"Mentoring Session",
	"NGO Support Request",
	"ToDo",
)
FUNDING = ("Funding Call", "Call Application", "Funding Call Alert")
ADVOCACY = (
	"Public Policy",
	"Policy Proposal",
	"Proposal Comment",
	"Advocacy Campaign",
	"Campaign Supporter",
	"Hub Meeting",
)
PARTNERSHIPS = (
	"Partnership Consortium",
	"Joint Action Plan",
	"Joint Action",
	"Promotion Activity",
	"Regional Programme",
	"Programme Proposal",
)
LOCAL_NETWORKS = ("Local Network", "Local Need", "Need Endorsement", "Network Join Request")
ELECTIONS = ("Representative Body", "Body Mandate", "Representative Election", "Election Ballot", "File")
OUTREACH = (
	"Stakeholder Briefing",
	"Audience Segment",
	"Good Practice",
	"Hub News",
	"Hub Exchange",
	"Interaction",
	"Hub Event",
	"Event Series",
	"Member Vote",
	"Survey",
	"Survey Participant",
	"Survey Answer",
	"Event Registration",
	"Event Feedback",
)
ACCOUNTABILITY = (
	"Funded Project",
	"Project Indicator",
	"Metric Definition",
	"Reporting Period",
	"Indicator Reading",
)
NETWORK = ("Hub Report", "Network Hub", "Received Hub Report")
COUNTED = (
	"NGO",
	"Stakeholder",
	"Contact",
	"Address",
	"User",
	"User Permission",
	"Tag Link",
	"Portal Access Request",
	"Sector Change",
	"Organisation Relation",
	"Record Merge",
	"Register Source",
	"Register Import",
	*CAPACITY_BUILDING,
	*ACCOUNTABILITY,
	*OUTREACH,
	*LOCAL_NETWORKS,
	*ELECTIONS,
	*FUNDING,
	*ADVOCACY,
	*PARTNERSHIPS,
	*NETWORK,
)


class TestDemoRegion(HubTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		demo.clear()
		make_user(MANAGER, "Hub Manager")
		cls.own_ngo = make_verified_ngo(stage="Verified").name
		cls.numbers_before = count_records()
		cls.hours_before = frappe.db.count("Support Entry")
		cls.emails_before = frappe.db.count("Email Queue")
		# not as Administrator: a hub manager may load it too
		with as_user(MANAGER):
			cls.loaded = demo.load(PASSWORD)
		# every test is rolled back to here
		frappe.db.commit()

	@classmethod
	def tearDownClass(cls):
		demo.clear()
		frappe.delete_doc("NGO", cls.own_ngo, force=True, delete_permanently=True)
		frappe.delete_doc("User", MANAGER, force=True)
		frappe.db.commit()
		super().tearDownClass()

	def test_every_record_of_the_data_files_is_loaded_and_wears_the_tag(self):
		self.assertEqual(self.loaded["records"]["NGO"], len(read("ngos.json")))
		self.assertEqual(self.loaded["records"]["Stakeholder"], len(read("stakeholders.json")))
		self.assertEqual(self.loaded["records"]["User"], len(read("users.json")))
		self.assertEqual(self.loaded["records"], self.loaded["created"])
		created = {dt: number - self.numbers_before[dt] for dt, number in count_records().items()}
		del created["Tag Link"]
		self.assertEqual({dt: n for dt, n in created.items() if n}, self.loaded["records"])

	def test_nine_of_the_thirteen_seats_of_the_council_were_filled_from_2016_to_2020_and_are_today(self):
		council = {"name": ("in", marked_records()["Representative Body"]), "body_type": "Council of NGOs"}
		body = frappe.db.get_value("Representative Body", council, "name", order_by="name asc")

		coverage = [summarise(get_seats([body], day)) for day in ("2018-05-05", None)]
		figures = [(row.required, row.filled, row.expiring, row.vacant) for row in coverage]
		self.assertEqual(figures, [(13, 9, 0, 4), (13, 9, 2, 4)])

	def test_the_election_of_ajdovscina_stands_as_it_was_and_others_are_under_way(self):
		stages = pluck_demo("Representative Election", "stage")
		elections = read("elections.json")["elections"]
		rounds = [*elections, *(values["second_round"] for values in elections if "second_round" in values)]
		self.assertEqual(sorted(stages), sorted(values["stage"] for values in rounds))
		decided = {"stage": "Decided", "name": ("in", marked_records()["Representative Election"])}
		case = frappe.get_doc("Representative Election", decided)

		self.assertEqual([row.votes for row in case.candidates], [16, 1, 12])
		figures = (case.electors_count, case.valid_count, case.invalid_count, case.late_count)
		self.assertEqual(figures, (31, 29, 0, 2))
		mandates = frappe.get_all(
			"Body Mandate", {"election": case.name}, pluck="person_name", order_by="name asc"
		)
		self.assertEqual(mandates, [case.candidates[0].candidate_name])

	def test_a_second_round_runs_between_the_two_first_where_nobody_had_a_majority(self):
		named = {"name": ("in", marked_records()["Representative Election"])}
		first = frappe.get_doc("Representative Election", {**named, "second_round": ("is", "set")})
		second = frappe.get_doc("Representative Election", first.second_round)

		self.assertEqual((first.stage, second.stage, second.first_round), ("Counted", "Voting", first.name))
		self.assertEqual([row.votes for row in first.candidates], [6, 5, 2])
		left = [row.candidate_name for row in first.candidates[:2]]
		self.assertEqual([row.candidate_name for row in second.candidates], left)
		ballots = {"election": second.name, "status": "Valid"}
		self.assertEqual(frappe.db.count("Election Ballot", ballots), 7)
		self.assertIn(second.name, marked_records()["Representative Election"])

	def test_briefings_have_a_log_and_figures_that_agree_with_it(self):
		filters = {"name": ("in", marked_records()["Stakeholder Briefing"])}
		fields = ["name", "status", "informed_count", "failed_count", "replied_count"]
		briefings = frappe.get_all("Stakeholder Briefing", filters, fields, order_by="name asc")

		self.assertEqual(Counter(briefing.status for briefing in briefings), {"Sent": 6, "Draft": 2})
		for briefing in briefings:
			log = {"briefing": briefing.name}
			delivered = frappe.db.count("Briefing Recipient", {**log, "status": "Delivered"})
			self.assertEqual(briefing.informed_count, delivered)
			self.assertEqual(delivered > 0, briefing.status == "Sent")

	def test_briefings_of_the_demo_region_make_no_mail(self):
		filters = {"reference_doctype": "Stakeholder Briefing"}
		self.assertFalse(frappe.db.exists("Email Queue", filters))

	def test_practices_come_from_this_hub_and_another_and_stand_in_every_stage(self):
		names = {"name": ("in", marked_records()["Good Practice"])}
		practices = frappe.get_all("Good Practice", names, ["stage", "origin_hub"], order_by="name asc")

		self.assertEqual(
			{practice.stage for practice in practices}, {"Submitted", "Under Review", "Published"}
		)
		self.assertEqual(sum(bool(practice.origin_hub) for practice in practices), 2)

	def test_exchanges_are_held_planned_and_waiting_for_their_outcome(self):
		names = {"name": ("in", marked_records()["Hub Exchange"])}
		statuses = frappe.get_all("Hub Exchange", names, pluck="status", order_by="name asc")

		self.assertEqual(Counter(statuses), {"Held": 4, "Outcome Missing": 1, "Planned": 1})

	def test_loading_again_changes_nothing(self):
		again = demo.load()

		self.assertEqual(again["created"], {})
		self.assertEqual(again["records"], self.loaded["records"])

	def test_loading_brings_back_what_is_missing(self):
		frappe.delete_doc("NGO", marked_records()["NGO"][0], force=True)

		again = demo.load()

		self.assertEqual(again["created"]["NGO"], 1)
		self.assertEqual(again["records"], self.loaded["records"])

	def test_organisations_stand_in_the_stages_that_the_data_say(self):
		stages = frappe.get_all(
			"NGO", {"name": ("in", marked_records()["NGO"])}, pluck="stage", order_by="name asc"
		)

		self.assertEqual(Counter(stages), Counter(ngo["stage"] for ngo in read("ngos.json")))
		self.assertEqual(set(stages), {"Listed", "Submitted", "Verified", "Inactive", "Rejected"})

	def test_organisations_cover_the_whole_region(self):
		ngos = frappe.get_all(
			"NGO",
			{"name": ("in", marked_records()["NGO"])},
			["municipality", "administrative_unit", "legal_form"],
			order_by="name asc",
		)

		self.assertGreaterEqual(len(ngos), 70)
		self.assertEqual(len({ngo.municipality for ngo in ngos}), 13)
		self.assertEqual(
			{ngo.administrative_unit for ngo in ngos}, {"Nova Gorica", "Tolmin", "Ajdovščina", "Idrija"}
		)
		forms = {"Association", "Private Institute", "Foundation", "Federation", "Other"}
		self.assertEqual({ngo.legal_form for ngo in ngos}, forms)

	def test_every_field_of_work_of_the_app_is_covered(self):
		used = {field for ngo in read("ngos.json") for field in ngo["fields_of_work"]}

		self.assertEqual(used, set(frappe.get_all("Field of Work", pluck="name", order_by="name asc")))

	def test_every_number_has_the_right_check_digit_and_is_there_once(self):
		for field, check in (("registration_number", maticna), ("tax_number", ddv)):
			numbers = [ngo[field] for ngo in read("ngos.json") if field in ngo]
			self.assertEqual([number for number in numbers if not check.is_valid(number)], [])
			self.assertEqual(len(numbers), len(set(numbers)))

	def test_every_loaded_record_can_be_saved_again_by_the_rules_of_the_app(self):
		records = marked_records()
		areas = (*LOCAL_NETWORKS, *CAPACITY_BUILDING, *ADVOCACY, *FUNDING, *PARTNERSHIPS)
		for doctype in ("NGO", "Stakeholder", *areas):
			for name in records[doctype][:100]:
				frappe.get_doc(doctype, name).save()

	def test_one_file_of_the_business_register_was_applied_and_the_next_one_waits(self):
		names = marked_records()["Register Import"]
		of_demo = ("in", names)
		imports = frappe.get_all(
			"Register Import",
			{"name": of_demo},
			["status", "applied_count", "left_count"],
			order_by="as_of asc",
		)
		self.assertEqual(
			[(one.status, one.applied_count, one.left_count) for one in imports],
			[("Applied", 2, 1), ("To Review", 0, 0)],
		)
		rows = frappe.get_all(
			"Register Import Row", {"register_import": of_demo}, ["kind", "result", "decision"]
		)
		self.assertEqual({row.kind for row in rows}, {"New", "Changed", "Gone", "In Doubt", "Refused"})
		self.assertEqual({row.result for row in rows if row.result}, {"Applied", "Not Applied"})
		self.assertEqual(Counter(row.decision for row in rows if not row.result)["Accept"], 2)

	def test_a_round_of_twelve_plans_shows_every_stage(self):
		stages = Counter(pluck_demo("Development Plan", "stage"))

		self.assertEqual(sum(stages.values()), 12)
		self.assertEqual(set(stages), set(get_options("Development Plan", "stage")))
		self.assertEqual(len(set(pluck_demo("Development Plan", "programme_round"))), 1)

	def test_twenty_two_workshops_show_every_stage_and_a_waiting_list(self):
		stages = Counter(pluck_demo("Training Workshop", "stage", **not_of_the_past()))

		self.assertEqual(sum(stages.values()), 22)
		self.assertEqual(set(stages), set(get_options("Training Workshop", "stage")))
		self.assertIn("Waiting List", pluck_demo("Workshop Registration", "status"))

	def test_mentoring_adds_up_to_the_figures_of_the_sister_hub(self):
		self.assertEqual(sum(pluck_demo("Mentoring Session", "hours", **not_of_the_past())), 746)
		self.assertEqual(len(set(pluck_demo("Mentoring Session", "ngo"))), 25)

	def test_the_project_of_2015_has_eight_indicators_over_eight_reported_half_years(self):
		project = frappe.get_doc("Funded Project", {"contract_number": "Ob-3339/15"})
		self.assertEqual(
			(str(project.starts_on), str(project.ends_on), project.value),
			("2015-11-01", "2019-09-30", 320000),
		)
		readings = frappe.get_all(
			"Indicator Reading",
			{"project": project.name, "frozen": 1, "status": "Computed"},
			["name", "value", "indicator"],
			order_by="name asc",
		)
		self.assertEqual(len(readings), 64)
		stages = Counter(pluck_demo("Reporting Period", "stage", project=project.name))
		self.assertEqual(stages, {"Locked": 7, "Submitted": 1})
		for reading in readings:
			counted = frappe.get_all(
				"Counted Record", {"parent": reading.name}, pluck="counted_value", order_by="idx asc"
			)
			self.assertEqual(reading.value, sum(counted))
		self.assertFalse([reading for reading in readings[-8:] if not reading.value])

	def test_a_session_that_was_entered_late_shows_as_drift(self):
		filters = {"drifted_records": (">", 0)}
		drifted = frappe.get_all(
			"Indicator Reading", filters, ["reading_title", "drift", "frozen"], order_by="name asc"
		)

		self.assertIn(3, [row.drift for row in drifted])
		self.assertTrue(all(row.frozen for row in drifted))

	def test_the_project_that_runs_has_a_first_report_and_a_period_with_some_figures_behind_plan(self):
		project = frappe.get_doc("Funded Project", {"contract_number": "C3130-RS"})
		self.assertEqual(project.status, "Running")
		self.assertEqual([row.status for row in project.claims], ["Submitted", "Open"])
		stages = Counter(pluck_demo("Reporting Period", "stage", project=project.name))
		self.assertEqual(stages, {"Locked": 1, "Open": 5})

		progress = get_progress([project.name])

		self.assertEqual(len(progress), 10)
		self.assertIn("Nastopi partnerstev v javnosti", [row.indicator_name for row in progress])
		states = Counter(row.state for row in progress)
		self.assertTrue(states["Behind Plan"] and states["On Plan"])
		waiting = pluck_demo("Indicator Reading", "status", project=project.name, frozen=0)
		self.assertIn("To Approve", waiting)

	def test_an_organisation_of_a_user_becomes_no_member_of_a_network(self):
		self.assertFalse(frappe.db.exists("Local Network Member", {"member": self.own_ngo}))

	def test_the_project_of_the_demo_takes_no_support_that_somebody_else_has_entered(self):
		project = frappe.db.get_value("Funded Project", {"contract_number": "C3130-RS"})
		of_demo, own = make_past_workshop(), make_past_workshop()
		mark(of_demo.doctype, of_demo.name)
		for workshop in (of_demo, own):
			workshop.db_set("funded_project", None)

		assign_demo_support(project)

		self.assertEqual(of_demo.reload().funded_project, project)
		self.assertIsNone(own.reload().funded_project)

	def test_support_requests_show_every_stage(self):
		stages = set(pluck_demo("NGO Support Request", "stage"))

		self.assertEqual(stages, set(get_options("NGO Support Request", "stage")))

	def test_thirty_calls_and_forty_applications_show_every_stage(self):
		for doctype, fieldname, number in (
			("Funding Call", "status", 30),
			("Call Application", "stage", 40),
		):
			values = Counter(pluck_demo(doctype, fieldname))
			self.assertEqual(sum(values.values()), number)
			self.assertEqual(set(values), set(get_options(doctype, fieldname)))

	def test_friendly_and_unfriendly_calls_match_some_organisations_and_others_not(self):
		scores = [score for score in pluck_demo("Funding Call", "friendliness_score") if score]
		self.assertLess(min(scores), 30)
		self.assertGreater(max(scores), 85)
		for states in count_matches(marked_records()["Funding Call"]).values():
			self.assertTrue(states["Matches"] + states["To Check"])

	def test_proposals_show_what_became_of_them_and_campaigns_how_their_targets_moved(self):
		self.assertEqual(
			Counter(pluck_demo("Policy Proposal", "result")),
			Counter({None: 3, "Adopted": 2, "Partly Adopted": 2}),
		)
		self.assertEqual(sorted(pluck_demo("Advocacy Campaign", "stage")), ["Active", "Closed"])
		figures = get_figures(marked_records()["Advocacy Campaign"])
		self.assertTrue(all(figure.shift > 0 and figure.supporters for figure in figures.values()))

	def test_every_municipality_has_a_network_with_members_and_needs(self):
		networks = marked_records()["Local Network"]
		places = frappe.get_all(
			"Local Network Municipality",
			{"parent": ("in", networks)},
			pluck="municipality",
			order_by="idx asc",
		)

		self.assertEqual((len(networks), len(set(places))), (13, 13))
		self.assertTrue(all(members > 1 for members in pluck_demo("Local Network", "current_members")))
		self.assertEqual(set(pluck_demo("Local Need", "municipality")), set(places))

	def test_eighty_needs_stand_where_the_data_say_by_what_answers_them(self):
		expected = {need["need_title"]: need["stage"] for need in read("local_networks.json")["needs"]}
		stages = dict(
			frappe.get_all(
				"Local Need",
				{"name": ("in", marked_records()["Local Need"])},
				["need_title", "stage"],
				as_list=True,
				order_by="name asc",
			)
		)

		self.assertEqual(len(expected), 80)
		self.assertEqual(stages, expected)
		self.assertEqual(set(stages.values()), set(get_options("Local Need", "stage")))

	def test_members_stand_behind_needs_and_the_needs_know_how_many(self):
		for need in marked_records()["Local Need"]:
			counted = frappe.db.count("Need Endorsement", {"need": need})
			self.assertEqual(frappe.db.get_value("Local Need", need, "endorsements"), counted)
		self.assertGreater(len(marked_records()["Need Endorsement"]), 50)
		stages = set(get_options("Network Join Request", "stage"))
		self.assertEqual(set(pluck_demo("Network Join Request", "stage")), stages)

	def test_requests_for_access_wait_and_were_declined(self):
		self.assertEqual(set(pluck_demo("Portal Access Request", "stage")), {"Received", "Declined"})

	def test_meetings_of_networks_are_past_and_to_come(self):
		stages = set(pluck_demo("Hub Meeting", "stage", meeting_of_doctype="Local Network"))

		self.assertEqual(stages, set(get_options("Hub Meeting", "stage")) - {"Cancelled"})
		self.assertIn(1, pluck_demo("Hub Meeting", "published"))

	def test_proposals_and_campaigns_answer_needs(self):
		for doctype in ("Policy Proposal", "Advocacy Campaign"):
			rows = {"parenttype": doctype, "parent": ("in", marked_records()[doctype])}
			self.assertGreater(frappe.db.count("Addressed Need", rows), 1)

	def test_the_ledger_the_seats_and_the_progress_of_the_plans_are_exact(self):
		self.assertEqual(check_ledger(), [])
		self.assertEqual(check_seats(), [])
		names = marked_records()["Development Plan"]
		hours = get_hours_of_plans(names)
		for name in names:
			stored = frappe.db.get_value("Development Plan", name, "hours_delivered")
			self.assertEqual(stored, sum(hours[name].values()))

	def test_partnerships_tell_the_cases_of_the_region(self):
		office = frappe.get_doc(
			"Partnership Consortium",
			{"consortium_name": "Skupna informacijska pisarna za socialo in zdravstvo"},
		)
		self.assertEqual((office.stage, office.partners_count, office.has_all_sectors), ("Active", 25, 0))
		self.assertEqual(len(office.overrides), 1)
		regional = [row for row in read("partnerships.json")["programmes"][:2]]
		funnels = [
			[row.reached for row in get_funnel([programme["programme_name"]])] for programme in regional
		]
		self.assertEqual(funnels, [[3, 3, 3, 2, 0], [8, 8, 8, 0, 0]])
		plans = frappe.get_all(
			"Joint Action Plan",
			{"name": ("in", marked_records()["Joint Action Plan"]), "plan_of_type": "Municipality"},
			pluck="plan_of",
			order_by="name asc",
		)
		self.assertEqual(set(plans), {"Nova Gorica", "Tolmin", "Ajdovščina"})

	def test_partnerships_show_every_stage_and_something_overdue(self):
		for doctype in ("Partnership Consortium", "Programme Proposal"):
			wanted = set(get_options(doctype, "stage")) - {"Agreement Signed"}
			self.assertEqual(set(pluck_demo(doctype, "stage")), wanted)
		self.assertEqual(
			set(pluck_demo("Joint Action", "status")), set(get_options("Joint Action", "status"))
		)
		self.assertIn(1, pluck_demo("Joint Action", "is_overdue"))

	def test_four_hubs_have_reported_three_half_years_and_the_demo_hub_a_period_of_its_own(self):
		reports = Counter(pluck_demo("Received Hub Report", "network_hub", status="Current"))

		self.assertEqual(sorted(reports.values()), [3, 3, 3, 3])
		self.assertEqual(pluck_demo("Hub Report", "status"), ["Published"])
		self.assertTrue(frappe.db.get_single_value("Hub Settings", "is_network"))

	def test_the_digest_of_the_managers_has_something_to_tell(self):
		titles = [section["title"] for section in get_sections()]

		self.assertIn("Overdue steps", titles)
		self.assertIn("Calls that close soon", titles)

	def test_pairs_of_likely_duplicates_are_found(self):
		marked = {"name": ("in", marked_records()["NGO"]), "has_likely_duplicates": 1}
		names = frappe.get_all("NGO", marked, pluck="ngo_name", order_by="name asc")

		self.assertIn("Turistično društvo Otliška zarja", names)
		self.assertIn("Turistično društvo Otliska zarja", names)

	def test_pairs_were_merged_by_mistake_too_and_one_waits_for_a_manager(self):
		names = {"name": ("in", marked_records()["Record Merge"])}
		logs = frappe.get_all("Record Merge", names, ["status", "merged", "kept"], order_by="name asc")

		self.assertEqual(Counter(log.status for log in logs), {"Proposed": 1, "Merged": 1, "Undone": 1})
		for log in logs:
			self.assertEqual(bool(frappe.db.exists("NGO", log.merged)), log.status != "Merged", log.status)

	def test_a_report_names_what_it_links_to_and_names_come_first(self):
		for report in get_reports():
			if report == OF_ONE_PROJECT:
				continue
			frappe.local.response.pop("_link_titles", None)
			answer = run_report(report, filters=get_all_time())
			titles = frappe.local.response.get("_link_titles", {})
			columns = answer["columns"]
			rows = [row for row in answer["result"] if isinstance(row, dict)][:20]
			for position, column in enumerate(columns):
				doctype, fieldname = column.get("options"), column["fieldname"]
				if column.get("fieldtype") != "Link" or not frappe.get_meta(doctype).show_title_field_in_link:
					continue
				for row in [row for row in rows if row.get(fieldname)]:
					title = get_titles(doctype, [row[fieldname]])[row[fieldname]]
					before = [row.get(other["fieldname"]) for other in columns[:position]]
					with self.subTest(f"{report}: {fieldname}"):
						self.assertTrue(
							title in before or titles.get(f"{doctype}::{row[fieldname]}") == title
						)

	def test_somebody_without_a_log_in_answers_for_a_decision(self):
		row = {"responsible_email": ("is", "set"), "status": "Open"}
		[decision] = frappe.get_all("Meeting Decision", row, ["responsible", "carried_out_by"])
		self.assertTrue(decision.carried_out_by)
		self.assertFalse(decision.responsible)

	def test_nobody_is_written_to(self):
		self.assertEqual(frappe.db.count("Email Queue"), self.emails_before)

	def test_one_demo_user_for_each_role_can_log_in(self):
		roles = {
			"Hub Manager",
			"Hub Officer",
			"Hub Mentor",
			"Network Coordinator",
			"Hub Auditor",
			"NGO Representative",
		}
		logins = demo.logins(PASSWORD)

		self.assertEqual({login["role"] for login in logins}, roles)
		for login in logins:
			self.assertEqual(check_password(login["user"], login["password"]), login["user"])
			self.assertIn(login["role"], frappe.get_roles(login["user"]))

	def test_without_a_password_nobody_can_log_in(self):
		frappe.delete_doc("User", "auditor@example.org")

		self.assertEqual(demo.load()["created"], {"User": 1})

		with self.assertRaises(frappe.AuthenticationError):
			check_password("auditor@example.org", PASSWORD)

	def test_the_representative_sees_one_organisation(self):
		frappe.set_user("representative@example.org")

		self.assertEqual(
			frappe.get_list("NGO", pluck="ngo_name", order_by="name asc"),
			["Društvo za medgeneracijsko sožitje Skupna miza"],
		)

	def test_an_account_that_is_not_a_demo_one_keeps_its_password(self):
		email = "auditor@example.org"
		frappe.delete_doc("User", email)
		frappe.get_doc(
			{"doctype": "User", "email": email, "first_name": "Own", "send_welcome_email": 0}
		).insert()

		demo.load(PASSWORD)

		with self.assertRaises(frappe.AuthenticationError):
			check_password(email, PASSWORD)
		self.assertNotIn(email, marked_records()["User"])

	def test_clearing_removes_exactly_what_loading_made_and_who_the_demo_hub_is(self):
		self.assertEqual(frappe.get_doc("Hub Settings").hub_name, "Stičišče NVO severne Primorske")
		frappe.db.set_single_value("Hub Settings", "phone", "05 111 22 33")
		own = make_ngo()

		answer = demo.clear()

		self.assertEqual(answer["kept"], [])
		self.assertEqual(answer["removed"], self.loaded["records"])
		self.assertFalse(answer["loaded"])
		self.assertEqual(demo.state(), {"loaded": False, "total": 0, "records": {}})
		self.assertTrue(frappe.db.exists("NGO", own.name))
		self.assertEqual(count_records(), {**self.numbers_before, "NGO": self.numbers_before["NGO"] + 1})
		self.assertFalse(frappe.db.exists("Tag", DEMO_TAG))
		self.assertEqual(frappe.db.count("Support Entry"), self.hours_before)
		settings = frappe.get_doc("Hub Settings")
		self.assertFalse(settings.hub_name)
		self.assertEqual(settings.phone, "05 111 22 33")

	def test_clearing_keeps_the_account_that_asks_and_what_something_of_a_user_depends_on_and_says_so(self):
		untagged, with_contact, with_task, with_comment, changed = marked_records()["NGO"][:5]
		frappe.get_doc("NGO", untagged).remove_tag(DEMO_TAG)
		contact = frappe.get_doc(
			{
				"doctype": "Contact",
				"first_name": "Own",
				"links": [{"link_doctype": "NGO", "link_name": with_contact}],
			}
		).insert()
		frappe.get_doc(
			{"doctype": "ToDo", "description": "Call", "reference_type": "NGO", "reference_name": with_task}
		).insert()
		plan = marked_records()["Development Plan"][0]
		task = {"doctype": "ToDo", "description": "Call", "reference_type": "Development Plan"}
		frappe.get_doc({**task, "reference_name": plan}).insert()
		frappe.get_doc("NGO", with_comment).add_comment("Comment", "Visited")
		frappe.get_doc("NGO", changed).update({"short_name": "Changed"}).save()
		ministry = frappe.db.get_value("Stakeholder", {"stakeholder_name": "Ministrstvo za kulturo"})
		own = make_ngo(public_interest_statuses=[{"ministry": ministry}])

		frappe.set_user("manager@example.org")
		answer = clear_demo_data()
		frappe.set_user("Administrator")

		kept_accounts = [row["name"] for row in answer["kept"] if row["doctype"] == "User"]
		self.assertEqual(kept_accounts, ["manager@example.org"])
		reasons = {(row["doctype"], row["name"]): row["reason"] for row in answer["kept"]}
		expected = {
			("NGO", with_contact): contact.name,
			("NGO", with_task): "ToDo",
			("NGO", with_comment): "Comment",
			("Stakeholder", ministry): own.name,
			("Development Plan", plan): "ToDo",
		}
		for record, part_of_reason in expected.items():
			self.assertIn(part_of_reason, reasons[record])
			self.assertTrue(frappe.db.exists(*record))
		for record in (("NGO", untagged), ("NGO", own.name), ("Contact", contact.name)):
			self.assertTrue(frappe.db.exists(*record))
		self.assertFalse(frappe.db.exists("NGO", changed))
		self.assertEqual(answer["total"], len(answer["kept"]))

	def test_merging_a_demo_organisation_with_another_makes_it_no_demo_data(self):
		demo_ngo, absorbed, second = marked_records()["NGO"][:3]
		own = make_ngo()

		merge_ngos(own.name, absorbed)
		merge_ngos(demo_ngo, make_ngo(ngo_name="Another Own NGO").name)

		marked = marked_records()["NGO"]
		self.assertNotIn(own.name, marked)
		self.assertNotIn(demo_ngo, marked)
		self.assertIn(second, marked)
		self.assertFalse(frappe.db.get_value("NGO", own.name, "_user_tags"))

	def test_a_hub_manager_may_load_and_an_officer_may_not(self):
		frappe.set_user("manager@example.org")
		self.assertEqual(load_demo_data()["created"], {})
		self.assertTrue(demo_data_state()["loaded"])

		frappe.set_user("officer@example.org")
		for call in (load_demo_data, clear_demo_data, demo_data_state):
			with self.assertRaises(frappe.PermissionError):
				call()


def pluck_demo(doctype: str, fieldname: str, **filters) -> list:
	names = marked_records()[doctype]
	return frappe.get_all(doctype, {"name": ("in", names), **filters}, pluck=fieldname, order_by="name asc")


def not_of_the_past() -> dict:
	"""Return the filter for what does not belong to the project of 2015."""
	past = frappe.db.get_value("Funded Project", {"contract_number": "Ob-3339/15"})
	return {"funded_project": ("!=", past)}


def get_options(doctype: str, fieldname: str) -> list[str]:
	return frappe.get_meta(doctype).get_field(fieldname).options.split("\n")


def count_records() -> dict[str, int]:
	return {doctype: frappe.db.count(doctype) for doctype in COUNTED}


def make_ngo(**overrides):
	ngo = frappe.new_doc("NGO")
	ngo.update({"ngo_name": "Own NGO", "legal_form": "Association", "municipality": "Bovec", **overrides})
	return ngo.insert()
