# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.relations.kinds import get_kinds
from planota_hub.setup.masters import RELATION_TYPES, create_relation_types
from planota_hub.tests.compat import HubTestCase, as_user, make_user


def make_relation_type(**overrides):
	"""Create a kind of relation that lasts and is no circle, with any field overridden."""
	values = {
		"doctype": "Organisation Relation Type",
		"type_name": f"Kind {frappe.generate_hash(length=8)}",
		"forward_label": "is a part of",
		"reverse_label": "has as a part",
		**overrides,
	}
	return frappe.get_doc(values).insert()


class TestOrganisationRelationType(HubTestCase):
	def test_the_kinds_of_a_new_site_are_there_and_are_made_once(self):
		frappe.db.set_value("Organisation Relation Type", "Membership", "forward_label", "belongs to")

		create_relation_types()

		known = frappe.get_all("Organisation Relation Type", pluck="name", order_by="name asc")
		self.assertLessEqual(set(RELATION_TYPES), set(known))
		label = frappe.db.get_value("Organisation Relation Type", "Membership", "forward_label")
		self.assertEqual(label, "belongs to")

	def test_a_kind_is_offered_from_both_sides_and_a_mutual_one_once(self):
		one_way, mutual = make_relation_type(), make_relation_type(reverse_label="IS A PART OF")

		kinds = [(kind.relation_type, kind.is_reverse, kind.label) for kind in get_kinds().values()]

		of_one_way = [kind[1:] for kind in kinds if kind[0] == one_way.name]
		self.assertCountEqual(of_one_way, [(False, "is a part of"), (True, "has as a part")])
		self.assertEqual([kind[1:] for kind in kinds if kind[0] == mutual.name], [(False, "is a part of")])

	def test_what_says_the_same_of_both_may_be_a_circle(self):
		self.assertEqual(make_relation_type(reverse_label="is a part of").allows_circle, 1)
		self.assertEqual(make_relation_type().allows_circle, 0)

	def test_a_kind_that_is_disabled_is_no_longer_offered(self):
		kind = make_relation_type(disabled=1)

		self.assertIn(kind.name, get_kinds())
		self.assertNotIn(kind.name, get_kinds(with_disabled=False))

	def test_a_kind_in_use_keeps_whether_it_lasts_and_comes_into_no_circle(self):
		from planota_hub.planota_hub.doctype.organisation_relation.test_organisation_relation import (
			make_relation,
		)

		kind = make_relation_type(allows_circle=1)
		first, second = make_ngo().name, make_ngo().name
		make_relation(relation_type=kind.name, organisation=first, related=second)
		make_relation(relation_type=kind.name, organisation=second, related=first)

		kind.allows_circle = 0
		with self.assertRefused("there is a circle already"):
			kind.save()
		kind.reload().is_lasting = 0
		with self.assertRefused("Please make a new kind"):
			kind.save()

	def test_only_managers_change_the_kinds(self):
		kind = make_relation_type()
		for role, may_write in {"Hub Manager": True, "Hub Officer": False, "Hub Mentor": False}.items():
			with self.subTest(role), as_user(make_user(f"{frappe.scrub(role)}@relation.test", role)):
				self.assertEqual(kind.has_permission("write"), may_write)

	def test_words_are_plain_text(self):
		with self.assertRefused("please write plain text"):
			make_relation_type(forward_label="<b>leads</b>")
