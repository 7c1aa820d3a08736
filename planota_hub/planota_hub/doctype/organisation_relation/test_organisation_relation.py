# SPDX-License-Identifier: GPL-3.0-only
"""Relations between organisations: what may be said of two, who sees it, and how it follows what becomes of them."""

import frappe
from frappe.utils import add_days, getdate, today

from planota_hub.guards.lists import get_open_count
from planota_hub.planota_hub.doctype.municipality.test_municipality import make_municipality
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.organisation_relation_type.test_organisation_relation_type import (
	make_relation_type,
)
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.relations.form import SHOWN, add_relation, get_relations
from planota_hub.planota_hub.relations.names import LONGEST_TITLE
from planota_hub.planota_hub.relations.terms import update_statuses
from planota_hub.planota_hub.work_done.lines import get_lines
from planota_hub.tests.compat import HubTestCase, as_user, make_user

RELATION = "Organisation Relation"
OFFICER, MENTOR = "officer@relation.test", "mentor@relation.test"


def make_relation(**overrides):
	"""Create a membership of a verified NGO in another one, with any field overridden."""
	values = {
		"doctype": RELATION,
		"relation_type": "Membership",
		"organisation_doctype": "NGO",
		"related_doctype": "NGO",
		**overrides,
	}
	for kind, fieldname in (("organisation_doctype", "organisation"), ("related_doctype", "related")):
		if not values.get(fieldname):
			is_ngo = values[kind] == "NGO"
			values[fieldname] = (make_ngo(stage="Verified") if is_ngo else make_stakeholder()).name
	return frappe.get_doc(values).insert()


class TestRules(HubTestCase):
	def setUp(self):
		super().setUp()
		self.first, self.second, self.third = (make_ngo().name for _one in range(3))

	def relate(self, organisation, related, **values):
		return make_relation(organisation=organisation, related=related, **values)

	def test_both_organisations_and_the_kind_are_needed(self):
		for fieldname in ("relation_type", "organisation", "related"):
			relation = frappe.new_doc(RELATION)
			relation.update(
				{"relation_type": "Membership", "organisation": self.first, "related": self.second}
			)
			relation.set(fieldname, None)
			label = relation.meta.get_label(fieldname)
			with (
				self.subTest(fieldname),
				self.assertRefused(f"{label}: please choose", frappe.MandatoryError),
			):
				relation.insert()

	def test_nobody_is_related_to_itself(self):
		with self.assertRefused("can't be related to itself"):
			self.relate(self.first, self.first)

	def test_only_ngos_and_stakeholders_are_related(self):
		with self.assertRaises(frappe.ValidationError):
			self.relate("Administrator", self.second, organisation_doctype="User")

	def test_an_end_before_the_beginning_and_a_day_of_long_ago_are_refused(self):
		with self.assertRefused("Until: expected is a day not before"):
			self.relate(self.first, self.second, from_date="2020-05-05", to_date="2020-05-04")
		with self.assertRefused("From: expected is a day not before the year"):
			self.relate(self.first, self.second, from_date="0202-05-05")

	def test_what_happened_once_has_no_end_and_has_happened(self):
		with self.assertRefused("Until: Founding happened once"):
			self.relate(self.first, self.second, relation_type="Founding", to_date=today())
		with self.assertRefused("lies in the future"):
			self.relate(self.first, self.second, relation_type="Founding", from_date=add_days(today(), 1))
		self.assertEqual(self.relate(self.first, self.second, relation_type="Founding").status, "Current")

	def test_the_status_follows_from_the_days_and_from_each_new_day(self):
		days = {"Upcoming": (1, None), "Current": (-5, 5), "Ended": (-5, -1)}
		relations = {}
		for status, (first, last) in days.items():
			related = make_ngo().name
			from_date, to_date = (day and add_days(today(), day) for day in (first, last))
			relations[status] = self.relate(
				self.first, related, from_date=from_date, to_date=to_date, status="Ended"
			)
			self.assertEqual(relations[status].status, status)
		for relation in relations.values():
			relation.db_set("status", "Upcoming" if relation.status == "Current" else "Current")

		update_statuses()

		for status, relation in relations.items():
			self.assertEqual(relation.reload().status, status)

	def test_the_same_is_said_once_of_the_same_days(self):
		known = self.relate(self.first, self.second, from_date="2010-01-01", to_date="2015-12-31")

		with self.assertRefused(known.name):
			self.relate(self.first, self.second, from_date="2015-12-31")
		with self.assertRefused(known.name):
			self.relate(self.first, self.second)
		self.relate(self.first, self.second, from_date="2016-01-01")
		self.relate(self.first, self.second, relation_type="Branch")
		known.note = "Said otherwise"
		known.save()

	def test_what_is_mutual_is_not_said_from_both_sides(self):
		known = self.relate(self.first, self.second, relation_type="Cooperation")

		with self.assertRefused(known.name):
			self.relate(self.second, self.first, relation_type="Cooperation")

	def test_a_circle_is_refused_where_the_kind_is_none(self):
		self.relate(self.first, self.second)
		middle = self.relate(self.second, self.third)

		with self.assertRefused("this would be a circle"):
			self.relate(self.second, self.first)
		with self.assertRefused(middle.name):
			self.relate(self.third, self.first)
		self.relate(self.third, self.first, relation_type="Branch")
		for pair in ((self.first, self.second), (self.second, self.third), (self.third, self.first)):
			self.relate(*pair, relation_type="Cooperation")

	def test_relations_of_different_days_make_no_circle(self):
		self.relate(self.first, self.second, from_date="2000-01-01", to_date="2005-12-31")
		self.relate(self.second, self.third, from_date="2006-01-01")

		self.relate(self.third, self.first)
		with self.assertRefused("this would be a circle"):
			self.relate(self.second, self.first, from_date="2005-12-31")

	def test_a_relation_that_is_changed_comes_into_no_circle_either(self):
		self.relate(self.first, self.second)
		relation = self.relate(self.second, self.third)

		relation.related = self.first
		with self.assertRefused("this would be a circle"):
			relation.save()

	def test_a_disabled_kind_stays_where_it_is_and_is_chosen_no_more(self):
		kind = make_relation_type()
		relation = self.relate(self.first, self.second, relation_type=kind.name)
		kind.disabled = 1
		kind.save()

		relation.note = "Still"
		relation.save()
		with self.assertRefused("is disabled"):
			self.relate(self.first, self.third, relation_type=kind.name)

	def test_nothing_typed_is_markup(self):
		with self.assertRefused("please write plain text"):
			self.relate(self.first, self.second, note="<b>member</b>")


class TestNames(HubTestCase):
	def test_names_of_both_are_carried_and_follow(self):
		relation = make_relation(related_doctype="Stakeholder")
		ngo, body = (
			frappe.get_doc("NGO", relation.organisation),
			frappe.get_doc("Stakeholder", relation.related),
		)
		self.assertEqual(relation.relation_title, f"{ngo.ngo_name} → {body.stakeholder_name}")

		ngo.ngo_name, body.stakeholder_name = "Društvo Nova pot", "Občina Kolovrat"
		ngo.save()
		body.save()

		relation.reload()
		self.assertEqual(
			(relation.organisation_name, relation.related_name), (ngo.ngo_name, body.stakeholder_name)
		)
		self.assertEqual(relation.relation_title, "Društvo Nova pot → Občina Kolovrat")

	def test_two_long_names_fit_into_one_title(self):
		first, second = (make_ngo(ngo_name=f"{letter * 138}").name for letter in "ab")

		title = make_relation(organisation=first, related=second).relation_title

		self.assertLessEqual(len(title), LONGEST_TITLE)
		self.assertIn("… → b", title)


class TestForm(HubTestCase):
	def setUp(self):
		super().setUp()
		self.union = make_ngo(ngo_name="Zveza Veter", stage="Verified").name
		self.member = make_ngo(ngo_name="Društvo Burja", stage="Verified").name

	def titles(self, doctype, name) -> dict:
		groups = get_relations(doctype, name)["groups"]
		return {group["label"]: [line["title"] for line in group["lines"]] for group in groups}

	def test_a_relation_is_seen_from_both_sides_in_the_words_of_each(self):
		make_relation(organisation=self.member, related=self.union)
		body = make_stakeholder(stakeholder_name="Park").name
		make_relation(
			relation_type="Cooperation",
			organisation_doctype="Stakeholder",
			organisation=body,
			related=self.union,
		)

		self.assertEqual(
			self.titles("NGO", self.union),
			{"cooperates with": ["Park"], "has as a member": ["Društvo Burja"]},
		)
		self.assertEqual(self.titles("NGO", self.member), {"is a member of": ["Zveza Veter"]})
		self.assertEqual(self.titles("Stakeholder", body), {"cooperates with": ["Zveza Veter"]})

	def test_what_is_over_is_only_counted_and_many_are_cut(self):
		kind = make_relation_type().name
		for number in range(SHOWN + 2):
			make_relation(
				relation_type=kind, organisation=make_ngo(ngo_name=f"N {number:02}").name, related=self.union
			)
		over = make_relation(organisation=self.member, related=self.union, to_date=add_days(today(), -1))

		found = get_relations("NGO", self.union)

		(group,) = found["groups"]
		self.assertEqual((len(group["lines"]), group["more"], found["ended"]), (SHOWN, 2, [over.name]))
		self.assertEqual(
			len(frappe.get_list(RELATION, filters=group["filters"], limit_page_length=0)), SHOWN + 2
		)

	def test_an_officer_adds_one_from_either_side(self):
		with as_user(make_user(OFFICER, "Hub Officer")):
			name = add_relation(
				"NGO", self.union, "Membership (reverse)", "NGO", self.member, from_date="2020-01-01"
			)

		relation = frappe.get_doc(RELATION, name)
		self.assertEqual((relation.organisation, relation.related), (self.member, self.union))
		self.assertEqual(relation.from_date, getdate("2020-01-01"))

	def test_only_who_may_write_them_is_offered_to_add_one(self):
		make_user(MENTOR, "Hub Mentor")
		with as_user(MENTOR):
			self.assertEqual(get_relations("NGO", self.member)["kinds"], [])
			with self.assertRaises(frappe.PermissionError):
				add_relation("NGO", self.union, "Membership", "NGO", self.member)

	def test_an_unknown_kind_or_side_is_refused(self):
		with self.assertRefused("none of the kinds of relations"):
			add_relation("NGO", self.union, "Friendship", "NGO", self.member)
		with self.assertRefused("Expected is one of"):
			add_relation("NGO", self.union, "Membership", "User", "Administrator")
		with self.assertRefused("Expected is one of"):
			get_relations("User", "Administrator")

	def test_the_connections_of_both_forms_lead_to_it(self):
		relation = make_relation(organisation=self.member, related=self.union)

		for name in (self.member, self.union):
			found = get_open_count("NGO", name)["count"]["internal_links_found"]
			(entry,) = (entry for entry in found if entry["doctype"] == RELATION)
			self.assertEqual((entry["count"], entry["names"]), (1, [relation.name]))

	def test_the_timeline_of_both_tells_of_it(self):
		make_relation(organisation=self.member, related=self.union, from_date="2020-05-05")

		for name in (self.member, self.union):
			(line,) = get_lines("NGO", name, kind=RELATION)["lines"]
			self.assertEqual(line["title"], "Društvo Burja → Zveza Veter")


class TestWhoSees(HubTestCase):
	def setUp(self):
		super().setUp()
		self.verified = make_ngo(stage="Verified").name
		self.submitted = make_ngo().name
		self.seen = make_relation(organisation=self.verified)
		self.unseen = make_relation(organisation=self.verified, related=self.submitted)

	def see(self, user: str) -> list[str]:
		with as_user(user):
			names = (self.seen.name, self.unseen.name)
			listed = frappe.get_list(
				RELATION, filters={"name": ("in", names)}, pluck="name", order_by="name asc"
			)
			opened = [name for name in names if frappe.has_permission(RELATION, "read", name)]
		self.assertEqual(listed, sorted(opened))
		return listed

	def test_staff_and_auditors_see_all(self):
		for role in ("Hub Manager", "Hub Officer", "Hub Auditor"):
			user = make_user(f"{frappe.scrub(role)}@relation.test", role)
			with self.subTest(role):
				self.assertEqual(self.see(user), sorted((self.seen.name, self.unseen.name)))

	def test_mentors_see_those_of_which_they_see_both_sides(self):
		self.assertEqual(self.see(make_user(MENTOR, "Hub Mentor")), [self.seen.name])

	def test_coordinators_see_those_within_their_municipalities(self):
		place = make_municipality().name
		coordinator = make_user("coordinator@relation.test", "Network Coordinator")
		frappe.permissions.add_user_permission("Municipality", place, coordinator)
		self.assertEqual(self.see(coordinator), [])
		own = make_relation(
			organisation=make_ngo(stage="Verified", municipality=place).name,
			related_doctype="Stakeholder",
			related=make_stakeholder(municipality=place).name,
		)
		self.seen = own
		self.assertEqual(self.see(coordinator), [own.name])

	def test_representatives_see_none(self):
		user = make_user("representative@relation.test", "NGO Representative")
		with as_user(user):
			self.assertFalse(frappe.has_permission(RELATION, "read", self.seen.name))

	def test_who_may_not_see_an_organisation_relates_nothing_to_it(self):
		self.seen.related = self.submitted
		frappe.share.add(RELATION, self.seen.name, make_user(MENTOR, "Hub Mentor"), write=1)
		with as_user(MENTOR), self.assertRaises(frappe.PermissionError):
			self.seen.save()
