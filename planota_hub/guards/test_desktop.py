# SPDX-License-Identifier: GPL-3.0-only
"""The desktop of all is arranged by who manages it, and no icon leads into a script."""

import frappe

from planota_hub.guards.desktop import refuse_unsafe_icon
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.test_permissions import user_with


def make_icon(link: str = "/app/ngo"):
	icon = {"doctype": "Desktop Icon", "label": frappe.generate_hash(length=8), "link": link, "standard": 0}
	return frappe.get_doc(
		{**icon, "icon_type": "Link", "link_type": "External", "module_name": icon["label"]}
	)


class TestDesktop(HubTestCase):
	def test_nobody_changes_or_deletes_what_all_find_but_who_manages_it(self):
		icon = make_icon().insert()
		manager = make_user("arranges@hub.test", "Workspace Manager")
		for user, allowed in (
			(user_with("Hub Auditor"), False),
			(user_with("Hub Officer"), False),
			(manager, True),
		):
			for action in ("write", "delete"):
				with self.subTest(f"{user}: {action}"), as_user(user):
					hooks = frappe.get_hooks("has_permission")[icon.doctype]
					answers = [frappe.call(hook, doc=icon, ptype=action, user=user) for hook in hooks]
					self.assertEqual(all(answers), allowed)
					self.assertTrue(
						all(frappe.call(hook, doc=icon, ptype="read", user=user) for hook in hooks)
					)

	def test_everybody_arranges_the_own_icon(self):
		officer = user_with("Hub Officer")
		icon = make_icon().insert()
		icon.db_set("owner", officer)
		for hook in frappe.get_hooks("has_permission")[icon.doctype]:
			self.assertTrue(frappe.call(hook, doc=icon, ptype="write", user=officer))
			self.assertTrue(frappe.call(hook, doc=make_icon(), ptype="create", user=officer))

	def test_an_icon_leads_into_no_script(self):
		with as_user(user_with("Hub Officer")):
			for link in ("javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x"):
				with self.subTest(link), self.assertRefused("is not a web address"):
					refuse_unsafe_icon(make_icon(link))
			for link in ("", "/app/ngo", "https://www.example.org"):
				refuse_unsafe_icon(make_icon(link))
