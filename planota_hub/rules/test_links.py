# SPDX-License-Identifier: GPL-3.0-only
"""Links of the hub's records lead to the web or to a file of the site, whatever field they stand in."""

from types import SimpleNamespace

import frappe

from planota_hub.patches import remove_script_links
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.rules.links import (
	FILE_TYPES,
	RICH_TYPES,
	find_unsafe_link,
	is_safe_link,
	refuse_unsafe_links,
)
from planota_hub.tests.compat import HubTestCase

SAFE = (
	"https://www.example.org",
	"HTTP://example.org:8080/a?b=c&d=e#f",
	"https://društvo.si/č",
	"/files/Letni načrt (1).pdf",
	"/private/files/a.pdf",
)
UNSAFE = (
	"javascript:alert(1)",
	"JavaScript:alert(1)",
	" javascript:alert(1)",
	"java\tscript:alert(1)",
	"java\nscript:alert(1)",
	"\x01javascript:alert(1)",
	"&#106;avascript:alert(1)",
	"javascript&colon;alert(1)",
	"javascript://example.org/%0aalert(1)",
	"vbscript:msgbox(1)",
	"data:text/html,<script>alert(1)</script>",
	"data:text/html;base64,PHNjcmlwdD4=",
	"//example.org/x",
	"/\\example.org",
	"https:///x",
	'https://example.org/"onmouseover="alert(1)',
	"file:///etc/passwd",
)


def get_link_fields() -> list[tuple[str, object]]:
	"""Return every field of the hub's DocTypes that holds a link or a text with links."""
	doctypes = frappe.get_all(
		"DocType",
		{"module": ("in", frappe.get_module_list("planota_hub"))},
		pluck="name",
		order_by="name asc",
	)
	return [
		(doctype, df)
		for doctype in doctypes
		for df in frappe.get_meta(doctype).fields
		if df.fieldtype in FILE_TYPES | RICH_TYPES or df.options == "URL"
	]


class TestLinks(HubTestCase):
	def test_only_the_web_and_the_site_are_safe(self):
		for link in SAFE:
			with self.subTest(link):
				self.assertTrue(is_safe_link(link))
		for link in UNSAFE:
			with self.subTest(link):
				self.assertFalse(is_safe_link(link.strip()))

	def test_every_link_field_of_every_doctype_refuses_a_script(self):
		fields = get_link_fields()
		self.assertGreater(len(fields), 25)
		for doctype, df in fields:
			with self.subTest(f"{doctype}.{df.fieldname}"):
				doc = frappe.new_doc(doctype)
				rich = df.fieldtype in RICH_TYPES
				doc.set(
					df.fieldname, '<a href="javascript:alert(1)">x</a>' if rich else "javascript:alert(1)"
				)
				with self.assertRefused("javascript:alert(1) is not a web address"):
					refuse_unsafe_links(doc)

	def test_the_rows_of_a_document_are_read_too_and_the_field_is_named(self):
		consortium = frappe.new_doc("Partnership Consortium")
		consortium.append("partners", {"letter_of_intent": "data:text/html,x"})

		with self.assertRefused("Partners, row 1, Letter of Intent: data:text/html,x"):
			refuse_unsafe_links(consortium)

	def test_a_rich_text_keeps_its_links_and_pictures(self):
		rich = SimpleNamespace(fieldtype="Text Editor", options=None)
		text = (
			'<p><a href="https://example.org">a</a> <a href="mailto:a@example.org">b</a> <a href="#c">c</a>'
			'<img src="/files/a.png"><img src="data:image/png;base64,iVBORw0KGgo="></p>'
		)

		self.assertIsNone(find_unsafe_link(rich, text))

	def test_no_spelling_of_a_script_gets_into_a_rich_text(self):
		rich = SimpleNamespace(fieldtype="Text Editor", options=None)
		for link in UNSAFE:
			for element in (
				'<a href="{}">x</a>',
				"<a HREF='{}'>x</a>",
				'<img src="{}">',
				'<form action="{}">',
			):
				text = element.format(link.replace('"', "&quot;").replace("'", "&#39;"))
				with self.subTest(text):
					self.assertIsNotNone(find_unsafe_link(rich, text))

	def test_a_record_with_a_script_is_not_saved(self):
		ngo = make_ngo()
		ngo.website = "javascript:alert(1)"

		with self.assertRefused("Website: javascript:alert(1) is not a web address"):
			ngo.save()
		self.assertFalse(frappe.db.get_value("NGO", ngo.name, "website"))

	def test_other_apps_are_left_alone(self):
		note = frappe.new_doc("Note")
		note.title = "x"
		note.content = '<a href="javascript:alert(1)">x</a>'

		note.insert()

		self.assertTrue(frappe.db.exists("Note", note.name))

	def test_links_into_a_script_from_before_are_emptied_and_all_others_stay(self):
		ngos = {
			link: make_ngo().name
			for link in (" JavaScript:alert(1)", "java\tscript:x", "data:text/html,x", *SAFE)
		}
		for link, name in ngos.items():
			frappe.db.set_value("NGO", name, "website", link)

		remove_script_links.execute()

		kept = {link for link, name in ngos.items() if frappe.db.get_value("NGO", name, "website")}
		self.assertEqual(kept, set(SAFE))
