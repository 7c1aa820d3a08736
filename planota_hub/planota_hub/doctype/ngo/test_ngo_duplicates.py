# SPDX-License-Identifier: GPL-3.0-only
from unittest.mock import patch

import frappe
from frappe.desk.doctype.tag.tag import add_tags
from frappe.utils import today

from planota_hub.operation.portions import begin_anew
from planota_hub.patches import weigh_names
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo.test_ngo import (
	OFFICER,
	make_ngo,
	make_registration_number,
	make_tax_number,
	new_ngo,
)
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import (
	ANA,
	make_representative,
)
from planota_hub.planota_hub.register import duplicates
from planota_hub.planota_hub.register.duplicates import (
	find_likely_duplicates,
	get_likely_duplicates,
	mark_distinct,
	refresh_all_marks,
	refresh_marks,
)
from planota_hub.planota_hub.register.merge import merge_ngos
from planota_hub.planota_hub.register.names import get_name_key
from planota_hub.planota_hub.register.portal_access import PORTAL_ROLE
from planota_hub.tests.compat import HubTestCase, as_user, make_user

MANAGER = "manager@hub.test"


class TestLikelyDuplicates(HubTestCase):
	def test_name_key_keeps_what_tells_ngos_apart(self):
		for name, key in {
			"Turistično društvo Žabče": "turisticno zabce",
			"TD Žabče": "turisticno zabce",
			"ZAVOD za razvoj, so. p.": "za razvoj",
			"Društvo": "drustvo",
			"Đurđevo društvo": "durdevo",
			None: "",
		}.items():
			with self.subTest(name):
				self.assertEqual(get_name_key(name), key)

	def test_similar_name_in_the_same_municipality_is_likely(self):
		known = make_ngo(ngo_name="Turistično društvo Kolovrat Livek")

		(found,) = find_likely_duplicates(new_ngo(ngo_name="TD Livek Kolovrat"))

		self.assertEqual((found.name, found.reason), (known.name, "name"))
		self.assertEqual(found.score, 100)

	def test_similar_name_elsewhere_is_not_but_the_same_name_is(self):
		make_ngo(ngo_name="Turistično društvo Kolovrat Livek")

		self.assertFalse(find_likely_duplicates(new_ngo(ngo_name="TD Livek Kolovrat", municipality="Bovec")))
		self.assertTrue(
			find_likely_duplicates(
				new_ngo(ngo_name="Turistično društvo Kolovrat Livek", municipality="Bovec")
			)
		)

	def test_two_fire_brigades_of_one_municipality_are_not(self):
		make_ngo(ngo_name="Prostovoljno gasilsko društvo Zatolmin")
		make_ngo(ngo_name="Območno združenje Rdečega križa Kolovrat")

		for name in ("PGD Volče", "PGD Spodnji Zatolmin", "Krajevna organizacija Rdečega križa Livek"):
			with self.subTest(name):
				self.assertFalse(find_likely_duplicates(new_ngo(ngo_name=name)))

	def test_a_name_of_common_words_alone_is_not_the_same_elsewhere(self):
		make_ngo(ngo_name="Društvo upokojencev")

		self.assertFalse(find_likely_duplicates(new_ngo(ngo_name="DU", municipality="Bovec")))
		self.assertTrue(find_likely_duplicates(new_ngo(ngo_name="DU")))

	def test_names_in_every_script_are_found(self):
		for name, other in {
			"Друштво Соча": "Društvo Soča",
			"جمعية الأمل": "جمعية الأمل",
			"さくら会": "さくら会",
			"Društvo ljubi\u00adteljev Kolovrata": "Društvo ljubiteljev Kolovrata",
			"Straße der Künste": "Strasse der Kunste",
		}.items():
			with self.subTest(name):
				known = make_ngo(ngo_name=name)
				(found,) = find_likely_duplicates(new_ngo(ngo_name=other))
				self.assertEqual(found.name, known.name)

	def test_short_and_former_names_are_found_in_the_same_municipality(self):
		known = make_ngo(ngo_name="Društvo za razvoj Kolovrata", short_name="DRK", stage="Verified")
		known.ngo_name = "Kolovraška zadruga znanja"
		known.save()

		for name, reason in {"DRK": "short_name", "Društvo za razvoj Kolovrata": "former_name"}.items():
			with self.subTest(name):
				(found,) = find_likely_duplicates(new_ngo(ngo_name=name))
				self.assertEqual((found.name, found.reason), (known.name, reason))
				self.assertFalse(find_likely_duplicates(new_ngo(ngo_name=name, municipality="Bovec")))

	def test_keys_and_marks_of_a_site_are_worked_out_anew(self):
		first = make_ngo(ngo_name="PGD Zatolmin")
		second = make_ngo(ngo_name="PGD Volče")
		names = {"name": ("in", (first.name, second.name))}
		frappe.db.set_value("NGO", names, {"name_key": "", "has_likely_duplicates": 1})

		for _time in range(2):
			weigh_names.execute()
			self.assertEqual(
				frappe.get_all("NGO", names, ["name_key", "has_likely_duplicates"], order_by="name asc"),
				[
					{"name_key": "prostovoljno gasilsko zatolmin", "has_likely_duplicates": 0},
					{"name_key": "prostovoljno gasilsko volce", "has_likely_duplicates": 0},
				],
			)

	def test_different_names_in_the_same_municipality_are_not(self):
		make_ngo(ngo_name="Turistično društvo Most na Soči")

		self.assertFalse(find_likely_duplicates(new_ngo(ngo_name="Kulturno društvo Most na Soči")))

	def test_threshold_comes_from_the_settings(self):
		make_ngo(ngo_name="Turistično društvo Most na Soči")
		change_settings(duplicate_similarity_percent=60)

		self.assertTrue(find_likely_duplicates(new_ngo(ngo_name="Kulturno društvo Most na Soči")))

	def test_same_number_address_or_website_is_likely_whatever_the_name(self):
		number = make_registration_number()
		known = make_ngo(registration_number=number, email="info@kolovrat.test", website="kolovrat.test")

		for values, score in (
			({"registration_number": number}, 100),
			({"email": "info@kolovrat.test"}, 95),
			({"website": "https://kolovrat.test"}, 90),
		):
			with self.subTest(values):
				(found,) = find_likely_duplicates(new_ngo(municipality="Vipava", **values))
				self.assertEqual((found.name, found.score), (known.name, score))

	def test_saving_marks_both_and_tells_staff(self):
		first = make_ngo(ngo_name="Turistično društvo Kolovrat Livek")
		frappe.clear_messages()

		second = make_ngo(ngo_name="TD Kolovrat Livek")

		self.assertIn(first.name, str(frappe.get_message_log()))
		for ngo in (first, second):
			self.assertEqual(frappe.db.get_value("NGO", ngo.name, "has_likely_duplicates"), 1)

	def test_a_guest_is_told_nothing_about_similar_ngos(self):
		known = make_ngo(ngo_name="Turistično društvo Kolovrat Livek")
		frappe.clear_messages()

		with as_user("Guest"):
			new_ngo(ngo_name="TD Kolovrat Livek").insert(ignore_permissions=True)

		self.assertNotIn(known.name, str(frappe.get_message_log()))

	def test_distinct_ngos_stop_pointing_at_each_other(self):
		first = make_ngo(ngo_name="Turistično društvo Kolovrat Livek")
		second = make_ngo(ngo_name="TD Kolovrat Livek")
		officer = make_user(OFFICER, "Hub Officer")

		with as_user(officer):
			mark_distinct(first.name, second.name)

		for ngo in (first, second):
			ngo.reload()
			self.assertEqual((find_likely_duplicates(ngo), ngo.has_likely_duplicates), ([], 0))
			ngo.save()
			self.assertTrue(ngo.distinct_from)

	def test_the_mark_goes_when_the_other_one_is_renamed(self):
		first = make_ngo(ngo_name="Turistično društvo Kolovrat Livek")
		second = make_ngo(ngo_name="TD Kolovrat Livek")
		third = make_ngo(ngo_name="Turistično društvo Kolovrat Livek II", municipality="Bovec")
		self.assertEqual(frappe.db.get_value("NGO", first.name, "has_likely_duplicates"), 1)

		second.reload().update({"ngo_name": "Čebelarsko društvo Vogrsko"}).save()

		marks = {
			ngo.name: frappe.db.get_value("NGO", ngo.name, "has_likely_duplicates")
			for ngo in (first, second, third)
		}
		self.assertEqual(marks, {first.name: 0, second.name: 0, third.name: third.has_likely_duplicates})

	def test_a_portion_of_the_marks_is_looked_at_in_a_run_and_each_mark_once_a_day(self):
		wrong = sorted(make_ngo().name for _number in range(3))
		frappe.db.set_value("NGO", {"name": ("in", wrong)}, "has_likely_duplicates", 1)
		begin_anew("marks_of_ngo")
		all_marked = frappe.db.count("NGO", {"has_likely_duplicates": 1})

		with patch.object(duplicates, "MARKS_AT_ONCE", 2):
			for _run in range(all_marked // 2 + 1):
				refresh_marks()

		self.assertEqual(frappe.db.count("NGO", {"name": ("in", wrong), "has_likely_duplicates": 1}), 0)
		refresh_all_marks()
		left = frappe.get_all("NGO", {"has_likely_duplicates": 1}, pluck="name")
		for name in left:
			self.assertTrue(find_likely_duplicates(frappe.get_doc("NGO", name)), name)

	def test_the_job_takes_the_mark_when_the_other_is_gone(self):
		first = make_ngo(ngo_name="Turistično društvo Kolovrat Livek")
		second = make_ngo(ngo_name="TD Kolovrat Livek")
		frappe.db.delete("NGO", {"name": second.name})
		begin_anew("marks_of_ngo")

		refresh_marks()

		self.assertEqual(frappe.db.get_value("NGO", first.name, "has_likely_duplicates"), 0)

	def test_only_staff_see_likely_duplicates(self):
		ngo = make_ngo()
		for role in ("Hub Auditor", "Hub Mentor"):
			user = make_user(f"{role.split()[1].lower()}@hub.test", role)
			with self.subTest(role), as_user(user), self.assertRaises(frappe.PermissionError):
				get_likely_duplicates(ngo.name)


class TestMerge(HubTestCase):
	def setUp(self):
		super().setUp()
		self.kept = make_ngo(
			stage="Verified",
			ngo_name="Turistično društvo Kolovrat",
			email="info@kolovrat.test",
			representatives=[make_representative()],
			yearly_figures=[{"year": 2020, "income": 100}],
			fields_of_work=[{"field_of_work": "Tourism"}],
		)
		self.merged = make_ngo(
			stage="Verified",
			ngo_name="TD Kolovrat",
			email="old@kolovrat.test",
			phone="05 111 22 33",
			registration_number=make_registration_number(),
			tax_number=make_tax_number(),
			representatives=[
				make_representative(),
				make_representative(full_name="Bor Kos", email="bor@ngo.test"),
			],
			yearly_figures=[{"year": 2020, "income": 999}, {"year": 2021, "income": 200}],
			fields_of_work=[{"field_of_work": "Tourism"}, {"field_of_work": "Heritage"}],
		)

	def merge(self):
		frappe.db.delete("Error Log")
		merge_ngos(self.kept.name, self.merged.name)
		return frappe.get_doc("NGO", self.kept.name)

	def test_empty_fields_are_filled_and_full_ones_stay(self):
		ngo = self.merge()

		self.assertEqual((ngo.ngo_name, ngo.email), ("Turistično društvo Kolovrat", "info@kolovrat.test"))
		self.assertEqual(
			(ngo.phone, ngo.registration_number, ngo.tax_number),
			("05 111 22 33", self.merged.registration_number, self.merged.tax_number),
		)
		self.assertFalse(frappe.db.exists("NGO", self.merged.name))

	def test_rows_are_taken_over_once(self):
		ngo = self.merge()

		self.assertEqual([row.full_name for row in ngo.representatives], ["Ana Novak", "Bor Kos"])
		self.assertEqual([(row.year, row.income) for row in ngo.yearly_figures], [(2020, 100), (2021, 200)])
		self.assertEqual([row.field_of_work for row in ngo.fields_of_work], ["Tourism", "Heritage"])

	def test_everything_that_points_at_the_merged_ngo_moves(self):
		merged = self.merged
		contact = frappe.get_doc(
			{
				"doctype": "Contact",
				"first_name": "Cene",
				"links": [
					{"link_doctype": "NGO", "link_name": merged.name},
					{"link_doctype": "NGO", "link_name": self.kept.name},
				],
			}
		).insert()
		comment = merged.add_comment("Comment", "Called them")
		file = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": "statute.txt",
				"content": "statute",
				"attached_to_doctype": "NGO",
				"attached_to_name": merged.name,
			}
		).insert()
		todo = frappe.get_doc(
			{"doctype": "ToDo", "description": "x", "reference_type": "NGO", "reference_name": merged.name}
		).insert()
		mail = frappe.get_doc(
			{
				"doctype": "Communication",
				"subject": "x",
				"reference_doctype": "NGO",
				"reference_name": merged.name,
			}
		).insert()
		event = frappe.get_doc(
			{
				"doctype": "Event",
				"subject": "Visit",
				"starts_on": today(),
				"event_participants": [{"reference_doctype": "NGO", "reference_docname": merged.name}],
			}
		).insert()
		add_tags(["Old tag"], "NGO", [merged.name])
		add_tags(["Both"], "NGO", [merged.name, self.kept.name])

		ngo = self.merge()

		self.assertEqual([link.link_name for link in contact.reload().links], [ngo.name])
		self.assertEqual(comment.reload().reference_name, ngo.name)
		self.assertEqual(file.reload().attached_to_name, ngo.name)
		self.assertEqual(todo.reload().reference_name, ngo.name)
		self.assertEqual(mail.reload().reference_name, ngo.name)
		self.assertEqual(event.reload().event_participants[0].reference_docname, ngo.name)
		self.assertEqual({tag for tag in ngo.get("_user_tags").split(",") if tag}, {"Both", "Old tag"})
		tags = frappe.get_all("Tag Link", {"document_name": ngo.name}, pluck="tag", order_by="tag asc")
		self.assertEqual(tags, ["Both", "Old tag"])

	def test_the_merge_stands_in_the_history(self):
		ngo = self.merge()

		comments = frappe.get_all(
			"Comment", {"reference_name": ngo.name, "comment_type": "Info"}, pluck="content"
		)
		(text,) = (comment for comment in comments if self.merged.name in comment)
		self.assertIn(self.merged.registration_number, text)

	def test_portal_access_of_the_merged_ngo_goes_over(self):
		self.merged.reload()
		self.merged.representatives[1].user = make_user("bor@ngo.test")
		self.merged.save()

		ngo = self.merge()

		self.assertEqual(ngo.representatives[1].user, "bor@ngo.test")
		self.assertIn(PORTAL_ROLE, frappe.get_roles("bor@ngo.test"))

	def test_contacts_of_representatives_are_not_doubled(self):
		ngo = self.merge()

		contacts = frappe.get_all("Contact", {"email_id": ANA}, pluck="name")
		self.assertEqual(contacts, [ngo.representatives[0].contact])
		self.assertTrue(frappe.db.exists("Contact", ngo.representatives[1].contact))

	def test_whoever_registered_the_merged_ngo_still_finds_it(self):
		self.merged.db_set("tracking_code", "ABCDEFGH23")

		self.assertEqual(self.merge().tracking_code, "ABCDEFGH23")

	def test_only_a_manager_merges(self):
		officer = make_user(OFFICER, "Hub Officer")
		with as_user(officer), self.assertRaises(frappe.PermissionError):
			merge_ngos(self.kept.name, self.merged.name)
		with as_user(make_user(MANAGER, "Hub Manager")):
			merge_ngos(self.kept.name, self.merged.name)

	def test_merging_with_itself_is_refused(self):
		with self.assertRefused("two different records"):
			merge_ngos(self.kept.name, self.kept.name)

	def test_a_merge_that_breaks_a_rule_changes_nothing(self):
		frappe.db.set_value("NGO", self.merged.name, {"website": "nonsense", "short_name": "TDK"})
		comment = self.merged.add_comment("Comment", "Called them")

		with self.assertRefused("Website: nonsense is not a web address"):
			merge_ngos(self.kept.name, self.merged.name)

		self.assertTrue(frappe.db.exists("NGO", self.merged.name))
		self.assertEqual(comment.reload().reference_name, self.merged.name)
		self.assertIsNone(frappe.db.get_value("NGO", self.kept.name, "short_name"))
