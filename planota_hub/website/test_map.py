# SPDX-License-Identifier: GPL-3.0-only
from xml.etree import ElementTree

import frappe

from planota_hub.tests.compat import HubTestCase
from planota_hub.website.map import (
	Cluster,
	Place,
	draw_map,
	find_label_spot,
	get_landmarks,
	read_box,
	read_places,
	within,
)


class TestMap(HubTestCase):
	def place(self, longitude: float, latitude: float, title: str = "A") -> Place:
		return Place(longitude, latitude, title, f"/ngos/{title}", "Tolmin")

	def links(self, drawing: str) -> list[str]:
		return [link.get("href") for link in ElementTree.fromstring(drawing).iter("a")]

	def test_what_lies_close_together_is_one_circle_with_its_number(self):
		drawing = draw_map(
			[self.place(13.7, 46.2), self.place(13.7, 46.2, "B"), self.place(14.9, 46.2, "C")], "/ngos", {}
		)
		numbers = [text.text for text in ElementTree.fromstring(drawing).iter("text")]
		self.assertEqual(sorted(filter(str.isdigit, numbers)), ["1", "2"])

	def test_a_circle_of_one_leads_to_its_page_and_one_of_several_to_its_part_of_the_list(self):
		places = [self.place(13.7, 46.2), self.place(13.7001, 46.2, "B"), self.place(14.9, 46.2, "C")]
		several, one = self.links(draw_map(places, "/ngos", {"q": "bee & co", "field": ""}))
		self.assertEqual(one, "/ngos/C")
		self.assertTrue(several.startswith("/ngos?q=bee+%26+co&box="))
		box = read_box(several.partition("box=")[2].replace("%2C", ","))
		self.assertEqual([place.title for place in within(places, box)], ["A", "B"])

	def test_a_circle_is_named_by_what_it_shows_and_not_by_its_number(self):
		places = [self.place(13.7, 46.2), self.place(13.7, 46.2, "B"), self.place(14.9, 46.2, "C")]
		unplaced = [Place(16, 46, title, f"/ngos/{title}") for title in "DE"]
		links = ElementTree.fromstring(draw_map([*places, *unplaced], "/ngos", {})).iter("a")
		names = {link.findtext("title") for link in links}
		self.assertEqual(names, {"Tolmin: 2", "C", "D, E: 2"})

	def test_a_label_without_room_above_and_below_stands_beside_its_circle(self):
		cluster = Cluster(300, 200, [self.place(13.7, 46.2)])
		below, above = (200, 225, 400, 260), (200, 140, 400, 175)
		taken = [cluster.area, below, above]

		x, line = find_label_spot(cluster, taken)

		self.assertGreater(x, cluster.area[2])
		self.assertTrue(cluster.area[1] < line < cluster.area[3])
		self.assertIsNone(find_label_spot(Cluster(300, 200, cluster.places), [*taken, (0, 0, 640, 480)]))

	def test_looking_closer_tells_neighbours_apart(self):
		places = [self.place(13.7, 46.2), self.place(13.75, 46.2, "B"), self.place(14.9, 46.2, "C")]
		self.assertEqual(len(self.links(draw_map(places, "/ngos", {}))), 2)
		near = within(places, (13.6, 46.1, 13.8, 46.3))
		self.assertEqual(len(self.links(draw_map(near, "/ngos", {}, (13.69, 46.19, 13.76, 46.21)))), 2)

	def test_the_region_stands_in_the_background_and_covers_nothing(self):
		landmarks = [Place(13.0, 46.0, "X", "", "Bovec"), Place(14.9, 46.2, "Y", "", "Tolmin")]

		drawing = ElementTree.fromstring(draw_map([self.place(14.9, 46.2)], "/ngos", {}, None, landmarks))

		background = drawing.find("g")
		self.assertEqual([text.text for text in background.iter("text")], ["Bovec"])
		self.assertEqual(background.get("aria-hidden"), "true")
		self.assertEqual(len(list(drawing.iter("a"))), 1)

	def test_the_municipalities_of_the_hub_are_its_landmarks(self):
		frappe.db.set_value("Municipality", "Bovec", "is_own", 0)

		landmarks = {landmark.label for landmark in get_landmarks()}

		self.assertIn("Tolmin", landmarks)
		self.assertNotIn("Bovec", landmarks)

	def test_names_are_text(self):
		drawing = draw_map([Place(13, 46, '<script>"x"', "/ngos/1", "<b>")], "/ngos", {})
		self.assertNotIn("<script>", drawing)
		self.assertNotIn("<b>", drawing)
		ElementTree.fromstring(drawing)

	def test_an_address_that_makes_no_sense_asks_for_the_whole_map(self):
		for text in ("", "1,2,3", "x,y,z,w", "14,46,13,47", "0,0,999,1", "nan,nan,nan,nan", "1,2,3,4,5"):
			self.assertIsNone(read_box(text), text)

	def test_records_without_a_drawable_location_are_left_out(self):
		for location in (
			None,
			"",
			"{}",
			'{"features": []}',
			'{"features": [{"geometry": {"coordinates": []}}]}',
		):
			row = {"name": "1", "ngo_name": "A", "municipality": None, "location": location}
			self.assertEqual(read_places([row], "ngos", "ngo_name"), [])

	def test_nothing_draws_nothing(self):
		self.assertEqual(draw_map([], "/ngos", {}), "")
