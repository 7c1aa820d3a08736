# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.planota_hub.register.map_frame import extend_boot, get_map_frame
from planota_hub.planota_hub.register.places import point
from planota_hub.tests.compat import HubTestCase


class TestMapFrame(HubTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.set_value("Municipality", {"name": ("is", "set")}, {"is_own": 0, "location": None})
		self.first, self.second, self.third = frappe.get_all(
			"Municipality", limit=3, pluck="name", order_by="name asc"
		)

	def put(self, municipality: str, latitude: float, longitude: float, is_own: int = 1) -> None:
		location = point(latitude, longitude)
		frappe.db.set_value("Municipality", municipality, {"is_own": is_own, "location": location})

	def test_maps_open_at_the_municipalities_of_the_hub(self):
		self.put(self.first, 46.0, 13.6)
		self.put(self.second, 46.3, 13.5)
		self.put(self.third, 50.0, 20.0, is_own=0)

		self.assertEqual(get_map_frame(), [[46.0, 13.5], [46.3, 13.6]])

	def test_they_open_at_all_of_them_while_the_hub_has_none_of_its_own(self):
		self.put(self.first, 46.0, 13.6, is_own=0)
		self.put(self.second, 50.0, 20.0, is_own=0)

		self.assertEqual(get_map_frame(), [[46.0, 13.6], [50.0, 20.0]])

	def test_without_any_place_they_open_where_the_framework_says(self):
		self.assertIsNone(get_map_frame())

	def test_who_may_not_read_places_is_told_none(self):
		boot = frappe._dict()
		with self.set_user("Guest"):
			extend_boot(boot)
		self.assertEqual(boot, {})
