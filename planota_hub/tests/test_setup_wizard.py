# SPDX-License-Identifier: GPL-3.0-only
"""What the set-up wizard takes over, and what it refuses."""

import frappe

from planota_hub.planota_hub.register.test_place_files import COUNTRY, FILE, make_country, upload
from planota_hub.public_forms.web_forms import get_municipalities
from planota_hub.setup import wizard
from planota_hub.tests.compat import HubTestCase, as_user, make_user

SAID = {
	"country": "Slovenia",
	"hub_name": "Stičišče Posavja",
	"operator_organisation": "Zavod Primer",
	"hub_address": "Glavni trg 1, 8250 Brežice",
	"hub_phone": "07/300 00 01",
	"hub_email": "Info@posavje.test",
	"email": "prva@posavje.test",
	"default_sender_name": "Stičišče",
	"default_sender_email": "info@posavje.test",
	"regions": ["Posavska"],
	"create_bodies": 1,
	"publicity_statement": "Sofinancira EU",
	"funder_1": "Ministrstvo",
	"funder_logo_1": "/files/ministrstvo.png",
}


def say(**values) -> dict:
	return frappe._dict(SAID, **values)


class TestSetupWizard(HubTestCase):
	def setUp(self):
		super().setUp()
		# the framework's own slides come first
		for field, value in {"language": "en", "time_zone": "Europe/Ljubljana"}.items():
			frappe.db.set_single_value("System Settings", field, value)
		frappe.clear_document_cache("System Settings", "System Settings")

	def test_what_was_said_becomes_the_settings_of_the_hub(self):
		wizard.complete(say())

		settings = frappe.get_doc("Hub Settings")
		self.assertEqual(
			(
				settings.hub_name,
				settings.operator_organisation,
				settings.address,
				settings.email,
				settings.phone,
			),
			("Stičišče Posavja", "Zavod Primer", SAID["hub_address"], "info@posavje.test", "07 300 00 01"),
		)
		self.assertEqual([row.statistical_region for row in settings.regions], ["Posavska"])
		self.assertEqual([row.funder_name for row in settings.funder_logos], ["Ministrstvo"])
		self.assertIn("Radeče", get_municipalities())
		self.assertNotIn("Laško", get_municipalities())

	def test_the_region_has_its_bodies_once(self):
		for _time in range(2):
			wizard.complete(say())

		bodies = frappe.get_all(
			"Representative Body",
			{"statistical_region": "Posavska"},
			["name", "body_type"],
			order_by="body_type asc",
		)
		self.assertEqual(
			[body.body_type for body in bodies], ["Council of NGOs", "Regional Development Council"]
		)
		seats = frappe.get_doc("Representative Body", bodies[0].name).seats
		units = ["Brežice", "Krško", "Laško", "Sevnica", "Šmarje pri Jelšah"]
		self.assertEqual(sorted(row.administrative_unit for row in seats), sorted(units))

	def test_numbers_and_days_are_written_as_in_slovenia(self):
		frappe.db.set_single_value(
			"System Settings", {"number_format": "#,###.##", "date_format": "mm-dd-yyyy"}
		)

		wizard.complete(say())

		settings = frappe.get_doc("System Settings")
		self.assertEqual((settings.number_format, settings.date_format), ("#.###,##", "dd.mm.yyyy"))

	def test_the_onboarding_goes_on_after_the_first_step(self):
		frappe.db.set_value("Onboarding Step", "Name Your Hub", "is_complete", 0)

		wizard.complete(say())

		self.assertTrue(frappe.db.get_value("Onboarding Step", "Name Your Hub", "is_complete"))

	def test_the_first_user_does_not_count_as_a_representative(self):
		user = make_user(SAID["email"], "System Manager", "Hub Manager", "NGO Representative")

		wizard.complete(say())

		roles = frappe.get_all("Has Role", {"parent": user}, pluck="role", order_by="role asc")
		self.assertEqual(roles, ["Hub Manager", "System Manager"])

	def test_a_hub_of_another_country_brings_its_places(self):
		make_country()
		file = frappe.db.get_value("File", upload(FILE), "file_url")

		wizard.complete(say(country=COUNTRY, regions=[], places_file=file))

		self.assertEqual(get_municipalities(), ["Fjellby", "Myrdal", "Sandnes"])
		self.assertEqual(wizard.get_regions(COUNTRY), ["Indreland", "Vestland"])
		types = frappe.get_all(
			"Representative Body", {"statistical_region": "Vestland"}, pluck="body_type", order_by="name asc"
		)
		self.assertEqual(types, ["Council of NGOs"])

	def test_file_of_places_that_was_refused_has_to_be_chosen_once_more(self):
		make_country()

		with self.assertRefused("Places of the Country: please choose the file once more."):
			wizard.complete(say(country=COUNTRY, regions=[], places_file="/private/files/refused.csv"))

	def test_nothing_is_touched_when_the_hub_was_not_asked_for(self):
		before = frappe.get_doc("Hub Settings").as_dict()

		wizard.complete(frappe._dict(country="Slovenia", email=SAID["email"]))

		self.assertEqual(frappe.get_doc("Hub Settings").as_dict(), before)

	def test_what_cannot_be_meant_is_refused_by_its_name(self):
		for values, message in (
			({"regions": ["Nikjer"]}, "Regions: Nikjer is not a region that the hub knows."),
			({"funder_2": "EU"}, "Funder 2: name and logo go together."),
			({"hub_email": "info"}, "Email: info is not an e-mail address."),
			({"hub_name": "<b>x</b>"}, "Hub Name"),
		):
			with self.subTest(message), self.assertRefused(message):
				wizard.complete(say(**values))

	def test_regions_are_told_to_system_managers_alone(self):
		self.assertEqual(len(wizard.get_regions("Slovenia")), 12)
		with (
			as_user(make_user("wizard-officer@example.org", "Hub Officer")),
			self.assertRaises(frappe.PermissionError),
		):
			wizard.get_regions("Slovenia")
