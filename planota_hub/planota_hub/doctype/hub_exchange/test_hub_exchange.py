# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import add_days, getdate, today

from planota_hub.planota_hub.doctype.good_practice.test_good_practice import make_practice
from planota_hub.planota_hub.doctype.hub_exchange.hub_exchange import update_statuses
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.outreach.metrics import get_hub_exchanges
from planota_hub.tests.compat import HubTestCase
from planota_hub.tests.counting import read_counted


def make_exchange(**overrides):
	"""Create a held exchange with another hub that took place yesterday."""
	values = {
		"doctype": "Hub Exchange",
		"exchange_title": "Visit of a sister hub",
		"exchange_kind": "Study Visit",
		"exchange_date": add_days(today(), -1),
		"partners": [{"stakeholder": make_stakeholder(stakeholder_type="Regional Hub").name}],
		"topics": "How they lead mentoring",
		"outcome": "We take over their form",
		**overrides,
	}
	return frappe.get_doc(values).insert()


class TestHubExchange(HubTestCase):
	def test_status_follows_from_the_day_and_the_outcome(self):
		tomorrow = add_days(today(), 1)
		self.assertEqual(make_exchange().status, "Held")
		self.assertEqual(make_exchange(outcome=None).status, "Outcome Missing")
		self.assertEqual(make_exchange(outcome=None, exchange_date=tomorrow, status="Held").status, "Planned")

	def test_a_planned_exchange_waits_for_its_outcome_when_the_day_has_come(self):
		exchange = make_exchange(outcome=None, exchange_date=add_days(today(), 1))
		frappe.db.set_value("Hub Exchange", exchange.name, "exchange_date", today())

		update_statuses()

		self.assertEqual(frappe.db.get_value("Hub Exchange", exchange.name, "status"), "Outcome Missing")

	def test_the_sign_in_sheet_names_the_people_of_the_partners_and_of_the_hub(self):
		partner = make_stakeholder(stakeholder_type="Regional Hub")
		exchange = make_exchange(partners=[{"stakeholder": partner.name, "person": "Ana Kos"}])

		html = frappe.get_print("Hub Exchange", exchange.name, "Exchange Sign-in Sheet")

		for text in (exchange.exchange_title, "Ana Kos", partner.stakeholder_name, "Administrator"):
			self.assertIn(text, html)

	def test_an_outcome_in_the_future_is_refused(self):
		with self.assertRefused("Outcome: the exchange is on"):
			make_exchange(exchange_date=add_days(today(), 1))

	def test_only_hubs_and_networks_and_each_once(self):
		hub = make_stakeholder(stakeholder_type="National Network").name
		with self.assertRefused("stands in the table twice"):
			make_exchange(partners=[{"stakeholder": hub}, {"stakeholder": hub}])
		with self.assertRefused("expected is a regional hub, a national or a thematic network"):
			make_exchange(partners=[{"stakeholder": make_stakeholder(stakeholder_type="Chamber").name}])

	def test_practices_are_counted_by_direction_and_stand_there_once(self):
		practice = make_practice().name
		rows = [{"practice": practice, "direction": direction} for direction in ("Given", "Taken")]
		exchange = make_exchange(practices=rows)

		self.assertEqual((exchange.given_count, exchange.taken_count), (1, 1))
		with self.assertRefused("stands in the table twice"):
			make_exchange(practices=[rows[0], rows[0]])

	def test_metric_counts_held_exchanges_of_the_period(self):
		held = make_exchange(exchange_date="2019-03-31", field_of_work="Youth", municipality="Brda")
		make_exchange(exchange_date="2019-03-31", outcome=None)
		make_exchange(exchange_date="2019-04-01")
		march = (getdate("2019-03-01"), getdate("2019-03-31"))

		self.assertEqual(
			read_counted(get_hub_exchanges(*march)),
			[
				{
					"doctype": "Hub Exchange",
					"name": held.name,
					"date": getdate("2019-03-31"),
					"value": 1.0,
					"ngo": None,
					"municipality": "Brda",
					"administrative_unit": None,
					"field_of_work": "Youth",
					"legal_form": None,
				}
			],
		)
		self.assertEqual(read_counted(get_hub_exchanges(*march, {"field_of_work": "Health"})), [])
