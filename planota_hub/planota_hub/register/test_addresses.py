# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.planota_hub.register.addresses import (
	Address,
	get_seat,
	join_address,
	join_seat,
	make_address,
	split_address,
	split_seat,
)
from planota_hub.tests.compat import HubTestCase

# line -> street, number, settlement, number of the post office, its name
EXAMPLES = {
	"Grgarske Ravne 30, 5251 Grgar": (None, "30", "Grgarske Ravne", "5251", "Grgar"),
	"Kidričeva ulica 9a, 5000 Nova Gorica": ("Kidričeva ulica", "9a", "Nova Gorica", "5000", "Nova Gorica"),
	"Delpinova ulica 18b, Nova Gorica": ("Delpinova ulica", "18b", "Nova Gorica", None, None),
	"Ulica padlih borcev 2, 5261 Šempas": ("Ulica padlih borcev", "2", "Šempas", "5261", "Šempas"),
	"Vipavska cesta 11, Rožna Dolina, 5000 Nova Gorica": (
		"Vipavska cesta",
		"11",
		"Rožna Dolina",
		"5000",
		"Nova Gorica",
	),
	"Ulica 15. maja 19, 6000 Koper": ("Ulica 15. maja", "19", "Koper", "6000", "Koper"),
	"Trg 1. maja 2/I, 5230 Bovec": ("Trg 1. maja", "2/I", "Bovec", "5230", "Bovec"),
	"Na klancu 19, 5250 Solkan": ("Na klancu", "19", "Solkan", "5250", "Solkan"),
	"Erjavčeva 4, 5000 Nova Gorica": ("Erjavčeva", "4", "Nova Gorica", "5000", "Nova Gorica"),
	"Slovenska 12, 1000 Ljubljana": ("Slovenska", "12", "Ljubljana", "1000", "Ljubljana"),
	"Dolga Poljana 27a, 5271 Vipava": (None, "27a", "Dolga Poljana", "5271", "Vipava"),
	"Spodnja Idrija b.š., 5281 Spodnja Idrija": (None, "b.š.", "Spodnja Idrija", "5281", "Spodnja Idrija"),
	"Prešernova ul. 3-5, 5280 Idrija": ("Prešernova ul.", "3-5", "Idrija", "5280", "Idrija"),
	"Bevkov trg, 5000 Nova Gorica": ("Bevkov trg", None, "Nova Gorica", "5000", "Nova Gorica"),
	"Via Roma 5, 34170 Gorizia": ("Via Roma", "5", "Gorizia", "34170", "Gorizia"),
	"Lokovec 12": (None, "12", "Lokovec", None, None),
	"Nova Gorica": (None, None, "Nova Gorica", None, None),
	"5251 Grgar": (None, None, "Grgar", "5251", "Grgar"),
	"": (None, None, None, None, None),
}
# written otherwise -> as the register writes it
VARIANTS = {
	"Delpinova ulica 18 b, Nova Gorica": "Delpinova ulica 18b, Nova Gorica",
	"Ulica padlih borcev 2, Šempas, 5261 Šempas": "Ulica padlih borcev 2, 5261 Šempas",
	"  Kidričeva ulica   9a ;SI-5000  Nova Gorica": "Kidričeva ulica 9a, 5000 Nova Gorica",
	"Grgarske Ravne 30, Grgarske Ravne, 5251 Grgar": "Grgarske Ravne 30, 5251 Grgar",
	"Grgarske Ravne 30\n5251 Grgar": "Grgarske Ravne 30, 5251 Grgar",
}


class TestAddresses(HubTestCase):
	def test_an_address_is_taken_apart_and_put_together_as_it_was(self):
		for line, parts in EXAMPLES.items():
			with self.subTest(line):
				self.assertEqual(split_address(line), Address(*parts))
				self.assertEqual(join_address(split_address(line)), line)

	def test_what_is_written_otherwise_becomes_the_line_of_the_register(self):
		for line, written in VARIANTS.items():
			with self.subTest(line):
				self.assertEqual(join_address(split_address(line)), written)

	def test_the_seat_of_an_organisation_says_the_same_line(self):
		for line in EXAMPLES:
			with self.subTest(line):
				self.assertEqual(join_seat(frappe._dict(get_seat(split_address(line)))), line)

	def test_parts_of_a_register_become_an_address_without_a_street_that_is_the_settlement(self):
		address = make_address("GRGARSKE RAVNE", 30, "a", "Grgarske Ravne", "5251", "Grgar")

		self.assertEqual(address, Address(None, "30a", "Grgarske Ravne", "5251", "Grgar"))
		self.assertEqual(make_address(), Address())

	def test_a_whole_address_in_the_field_of_the_street_is_taken_apart(self):
		seat = frappe._dict(seat_street="Kidričeva ulica 9a, 5000 Nova Gorica")
		split_seat(seat)

		self.assertEqual(
			(seat.seat_street, seat.seat_postal_code, seat.seat_town),
			("Kidričeva ulica 9a", "5000", "Nova Gorica"),
		)

	def test_a_street_beside_a_town_of_its_own_stays_as_it_was_written(self):
		for seat in (
			{"seat_street": "Ulica 5, 5000 Nova Gorica", "seat_town": "Solkan"},
			{"seat_street": "Kidričeva ulica 9a"},
			{"seat_street": "Cesta, vhod 2000"},
			{"seat_street": None},
		):
			with self.subTest(seat):
				doc = frappe._dict(seat)
				split_seat(doc)
				self.assertEqual(doc, seat)
