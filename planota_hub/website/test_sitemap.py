# SPDX-License-Identifier: GPL-3.0-only
from xml.etree import ElementTree

import frappe

from planota_hub.advocacy.doctype.advocacy_campaign.test_advocacy_campaign import make_campaign
from planota_hub.public_forms.test_website import PageTestCase

NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


class TestSitemap(PageTestCase):
	def get_links(self) -> dict[str, str]:
		urls = ElementTree.fromstring(self.read("sitemap.xml").strip()).findall("s:url", NAMESPACE)
		return {url.find("s:loc", NAMESPACE).text: url.findtext("s:lastmod", None, NAMESPACE) for url in urls}

	def test_lists_public_records_with_the_day_of_their_last_change(self):
		campaign = make_campaign(is_public=1)
		frappe.db.set_value("Advocacy Campaign", campaign.name, "stage", "Active")
		frappe.db.set_value(
			"Advocacy Campaign", campaign.name, "modified", "2024-03-05 10:00:00", update_modified=False
		)

		for other in frappe.get_all(
			"Advocacy Campaign", {"name": ("!=", campaign.name)}, pluck="name", order_by="name asc"
		):
			frappe.db.set_value("Advocacy Campaign", other, "is_public", 0)

		links = self.get_links()

		address = frappe.utils.get_url(f"/campaigns/{campaign.name}")
		self.assertEqual(links[address], "2024-03-05")
		self.assertEqual(links[frappe.utils.get_url("/campaigns")], "2024-03-05")
		self.assertIsNone(links[frappe.utils.get_url("/calendar")])
		self.assertIn(frappe.utils.get_url("/ngos"), links)
		self.assertIn(frappe.utils.get_url("/consultations"), links)

	def test_a_text_that_staff_take_off_is_gone_at_once(self):
		address = frappe.utils.get_url("/o-sticiscu")
		self.assertIn(address, self.get_links())

		frappe.db.set_value("Web Page", {"route": "o-sticiscu"}, "published", 0)

		self.assertNotIn(address, self.get_links())

	def test_what_is_not_public_any_more_is_gone_at_once(self):
		campaign = make_campaign(is_public=1)
		frappe.db.set_value("Advocacy Campaign", campaign.name, {"stage": "Active", "is_public": 0})

		self.assertNotIn(frappe.utils.get_url(f"/campaigns/{campaign.name}"), self.get_links())

	def test_robots_are_told_where_it_is_after_what_staff_tell_them(self):
		address = f"Sitemap: {frappe.utils.get_url('/sitemap.xml')}"
		self.assertEqual(self.read("robots.txt").split("\n"), ["User-agent: *", "Allow: /", "", address])

		frappe.db.set_single_value("Website Settings", "robots_txt", "User-agent: *\nDisallow: /find")
		self.assertEqual(
			self.read("robots.txt").split("\n"), ["User-agent: *", "Disallow: /find", "", address]
		)

	def test_the_home_page_has_one_address(self):
		links = self.get_links()
		self.assertIn(frappe.utils.get_url("/"), links)
		self.assertNotIn(frappe.utils.get_url("/home"), links)
		self.assertIn(f'<link rel="canonical" href="{frappe.utils.get_url("/")}">', self.read("home"))

	def test_pages_of_one_person_are_not_in_it(self):
		for path in ("/my-ngos", "/vote", "/confirm", "/find", "/about", "/contact"):
			self.assertNotIn(frappe.utils.get_url(path), self.get_links())
