# SPDX-License-Identifier: GPL-3.0-only
from frappe.query_builder import DocType

from planota_hub.public_forms.web_forms import options_of
from planota_hub.rules.name_order import Collated
from planota_hub.rules.sorting import sort_key, sort_rows
from planota_hub.tests.compat import HubTestCase

IN_ORDER = [
	"Ajdovščina",
	"Cerkno",
	"Cona",
	"Czerny",
	"čebelar",
	"Čedad",
	"Ćosić",
	"Dom",
	"Đorđe",
	"Éva",
	"Müller",
	"Nova Gorica",
	"Öko",
	"Suha",
	"Szeged",
	"Šempeter-Vrtojba",
	"šport",
	"Tolmin",
	"Zveza",
	"Žiri",
]


class TestSorting(HubTestCase):
	def test_letters_with_a_caron_stand_behind_those_without(self):
		self.assertEqual(sorted(reversed(IN_ORDER), key=sort_key), IN_ORDER)

	def test_capitals_and_the_way_of_writing_a_letter_do_not_matter(self):
		self.assertEqual(
			sorted(["zeleni", "Zarja", "ZELENI", "Z\u030carek", "žaba"], key=sort_key)[-1], "Z\u030carek"
		)
		self.assertEqual(sort_key("Č")[:2], sort_key("C\u030c")[:2])

	def test_only_the_same_text_has_the_same_key(self):
		self.assertEqual(sort_key("Čebela"), sort_key("Čebela"))
		self.assertLess(sort_key("Čebela"), sort_key("čebela"))
		self.assertLess(sort_key("Cona"), sort_key("Cona Čez"))

	def test_rows_are_sorted_by_their_texts_and_keep_their_order_among_the_same(self):
		rows = [
			{"name": name, "number": number}
			for number, name in enumerate(("Žan", None, "Čopič", "Žan", "Cena"))
		]
		self.assertEqual([row["number"] for row in sort_rows(rows, "name")], [1, 4, 2, 0, 3])

	def test_options_of_forms_are_in_this_order(self):
		self.assertEqual([option["value"] for option in options_of(IN_ORDER[::-1])], IN_ORDER)

	def test_a_query_on_mariadb_names_the_slovene_collation(self):
		sql = Collated(DocType("NGO").ngo_name, "utf8mb4_slovenian_ci").get_sql(quote_char="`")
		self.assertEqual(sql, "`ngo_name` COLLATE utf8mb4_slovenian_ci")
