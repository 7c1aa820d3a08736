# SPDX-License-Identifier: GPL-3.0-only
"""Cards and metrics: the records that are counted, by whom they may be seen, and in which period."""

from frappe.utils import add_days, getdate, today

from planota_hub.partnerships import metrics
from planota_hub.partnerships.cards import get_actions_due_soon, get_reach_this_year
from planota_hub.partnerships.doctype.joint_action_plan.test_joint_action_plan import (
	agree,
	make_action,
	make_municipal_plan,
)
from planota_hub.partnerships.doctype.partnership_consortium.test_partnership_consortium import (
	make_consortium,
	make_partner,
	sign,
)
from planota_hub.partnerships.doctype.programme_proposal.test_programme_proposal import (
	make_proposal,
	step,
)
from planota_hub.partnerships.doctype.promotion_activity.test_promotion_activity import make_promotion
from planota_hub.tests.compat import HubTestCase, as_user
from planota_hub.tests.counting import read_counted
from planota_hub.tests.test_permissions import user_with

DAY = "2019-03-04"
PERIOD = (getdate("2019-03-01"), getdate("2019-03-31"))
NO_PERIOD = (getdate("2019-04-01"), getdate("2019-04-30"))


def names(rows: list[dict]) -> list[str]:
	return [row["name"] for row in rows]


class TestMetrics(HubTestCase):
	def make_signed(self, *kinds: str):
		partners = [make_partner(kind, signed_on=DAY) for kind in kinds]
		return sign(make_consortium(partners=partners, starts_on=DAY, municipality="Brda"))

	def test_consortia_of_all_three_sectors_are_counted_on_the_day_of_the_signature(self):
		whole = self.make_signed("NGO", "Company", "Municipality")
		self.make_signed("NGO", "Municipality")

		rows = read_counted(metrics.get_consortia_of_all_sectors(*PERIOD))

		self.assertEqual(
			rows,
			[
				{
					"doctype": "Partnership Consortium",
					"name": whole.name,
					"date": getdate(DAY),
					"value": 1,
					"ngo": None,
					"municipality": "Brda",
					"administrative_unit": None,
					"field_of_work": "Social Services",
					"legal_form": None,
				}
			],
		)
		self.assertEqual(len(read_counted(metrics.get_signed_consortia(*PERIOD))), 2)
		self.assertEqual(read_counted(metrics.get_consortia_of_all_sectors(*NO_PERIOD)), [])

	def test_filters_keep_the_rows_with_that_value(self):
		self.make_signed("NGO", "Company", "Municipality")

		self.assertEqual(
			len(read_counted(metrics.get_signed_consortia(*PERIOD, {"municipality": "Brda"}))), 1
		)
		self.assertEqual(read_counted(metrics.get_signed_consortia(*PERIOD, {"municipality": "Bovec"})), [])

	def test_a_partner_who_left_later_was_there_at_the_signature(self):
		consortium = self.make_signed("NGO", "Company", "Municipality")
		consortium.partners[1].update({"to_date": "2020-01-01", "leaving_reason": "Moved away"})
		consortium.save()

		self.assertEqual(
			names(read_counted(metrics.get_consortia_of_all_sectors(*PERIOD))), [consortium.name]
		)

	def test_plans_and_done_actions_are_counted_with_their_partner(self):
		plan = make_municipal_plan(year=2019, agreed_on=DAY, field_of_work="Youth")
		ngo = plan.parties[1].partner
		action = make_action(
			plan,
			partner_type="NGO",
			partner=ngo,
			starts_on="2019-01-01",
			due_on="2019-12-31",
			status="Done",
			done_on=DAY,
			evidence="Minutes",
		)
		self.assertEqual(read_counted(metrics.get_agreed_plans(*PERIOD)), [])
		agree(plan)

		self.assertEqual(names(read_counted(metrics.get_agreed_plans(*PERIOD))), [plan.name])
		(row,) = read_counted(metrics.get_done_actions(*PERIOD, {"ngo": ngo, "field_of_work": "Youth"}))
		self.assertEqual(
			(row["name"], row["date"], row["municipality"]), (action.name, getdate(DAY), "Tolmin")
		)

	def test_reach_is_the_number_of_people(self):
		activity = make_promotion(activity_date=DAY, reach=250)
		make_promotion(activity_date=DAY, reach=0)
		make_promotion(activity_date=DAY, reach=0, status="Called Off")

		(row,) = read_counted(metrics.get_people_reached(*PERIOD))

		self.assertEqual((row["name"], row["value"]), (activity.name, 250))

	def test_a_proposal_is_included_once_on_the_day_of_the_first_decision(self):
		proposal = make_proposal(next_decided_on="2019-01-01")
		proposal = step(proposal, "Submit Proposal", next_decided_on="2019-02-01")
		decision = {"next_decision_reference": "7/2019", "next_decided_on": DAY}
		proposal = step(proposal, "Include", **decision)
		proposal = step(proposal, "Set Back", next_reason="Missing papers", next_decided_on="2019-03-20")
		step(proposal, "Include", next_decision_reference="9/2019", next_decided_on="2019-04-10")

		(row,) = read_counted(metrics.get_included_proposals(*PERIOD))

		self.assertEqual((row["name"], row["date"], row["ngo"]), (proposal.name, getdate(DAY), proposal.lead))
		self.assertEqual(read_counted(metrics.get_included_proposals(*NO_PERIOD)), [])
		self.assertEqual(read_counted(metrics.get_priority_proposals(*PERIOD)), [])


class TestCards(HubTestCase):
	def test_actions_due_within_30_days_are_counted(self):
		day = getdate(add_days(today(), 5))
		before = get_actions_due_soon()["value"]
		plan = make_municipal_plan(year=day.year)
		make_action(plan, starts_on=f"{day.year}-01-01", due_on=day)
		make_action(plan, starts_on=f"{day.year}-01-01", due_on=day, status="Done", evidence="List")

		card = get_actions_due_soon()

		self.assertEqual(card["value"], before + 1)
		self.assertEqual(card["route"], ["List", "Joint Action"])
		with as_user(user_with("Network Coordinator")):
			self.assertEqual(get_actions_due_soon()["value"], 0)

	def test_people_reached_this_year_are_added_up(self):
		before = get_reach_this_year()["value"]
		make_promotion(activity_date=today(), reach=70)
		make_promotion(activity_date="2019-03-04", reach=1000)

		self.assertEqual(get_reach_this_year()["value"], before + 70)
