# SPDX-License-Identifier: GPL-3.0-only
from xml.etree import ElementTree

import frappe
from frappe.utils import add_days, today

from planota_hub.planota_hub.doctype.good_practice.test_good_practice import make_practice
from planota_hub.public_forms.test_website import PageTestCase
from planota_hub.tests.compat import as_user, make_user
from planota_hub.website.home import get_blocks
from planota_hub.website.search import find


def make_news(**overrides):
	"""Create a news item, published today unless something else is given."""
	values = {
		"doctype": "Hub News",
		"news_title": f"Čebele {frappe.generate_hash(length=8)}",
		"lead": "The hub has a new beehive.",
		"news_date": today(),
		"published": 1,
		**overrides,
	}
	return frappe.get_doc(values).insert()


class TestHubNews(PageTestCase):
	def test_published_news_stand_in_list_page_feed_search_home_page_and_sitemap(self):
		news = make_news(text="## Why\n\nBecause of **bees**: [more](https://example.org)")

		self.assertIn(news.news_title, self.read("news"))
		page = self.read(f"news/{news.name}")
		self.assertIn("<strong>bees</strong>", page)
		self.assertIn('"@type": "NewsArticle"', page)
		feed = ElementTree.fromstring(self.read("news.rss"))
		self.assertIn(news.news_title, [title.text for title in feed.iter("title")])
		self.assertIn(f"/news/{news.name}", self.read("sitemap.xml"))
		found = [item["url"] for group in find(news.news_title.upper()) for item in group["items"]]
		self.assertIn(f"/news/{news.name}", found)
		(block,) = [block for block in get_blocks() if block.title == "News"]
		self.assertEqual(block["items"][0]["title"], news.news_title)

	def test_drafts_and_news_of_a_later_day_are_nowhere(self):
		for news in (make_news(published=0), make_news(news_date=add_days(today(), 1))):
			self.assertEqual(self.open_page(f"news/{news.name}").status_code, 404)
			for path in ("news", "news.rss", "sitemap.xml"):
				self.assertNotIn(news.name, self.read(path), path)

	def test_no_script_of_a_text_reaches_the_page(self):
		news = make_news(text='<script>alert(1)</script><img src=x onerror="alert(1)"> [x](javascript:alert)')

		page = self.read(f"news/{news.name}")

		for part in ("<script>alert", "onerror", "javascript:"):
			self.assertNotIn(part, page)

	def test_a_picture_needs_words_for_those_who_cannot_see_it(self):
		with self.assertRaisesRegex(frappe.MandatoryError, "What the Picture Shows"):
			make_news(picture="/files/bees.png")
		news = make_news(picture="/files/bees.png", picture_text="A beehive")
		self.assertIn('alt="A beehive"', self.read(f"news/{news.name}"))

	def test_links_what_it_is_about_while_the_public_sees_that(self):
		practice = make_practice(stage="Published")
		news = make_news(about_doctype="Good Practice", about=practice.name)
		self.assertIn(f"/good-practices/{practice.name}", self.read(f"news/{news.name}"))

		practice.db_set("stage", "Withdrawn")

		self.assertNotIn(f"/good-practices/{practice.name}", self.read(f"news/{news.name}"))

	def test_is_not_about_records_without_a_public_page(self):
		user = make_user("ana@news.test")
		with self.assertRaisesRegex(frappe.ValidationError, "no page on the website"):
			make_news(about_doctype="User", about=user)

	def test_representatives_see_what_is_published_and_nothing_else(self):
		shown, draft = make_news(), make_news(published=0)
		make_user("rep@news.test", "NGO Representative")
		with as_user("rep@news.test"):
			names = frappe.get_list("Hub News", pluck="name", limit_page_length=0)
		self.assertIn(shown.name, names)
		self.assertNotIn(draft.name, names)
