# SPDX-License-Identifier: GPL-3.0-only
"""What a hub's own tables mean, column by column and cell by cell, without importing them."""

from unittest.mock import patch

import frappe

from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.rules.names import fold_name
from planota_hub.sheets import numbers
from planota_hub.sheets.columns import Fields, list_targets
from planota_hub.sheets.import_file import UPDATE, HubImportFile, Refused
from planota_hub.sheets.names import HOOK
from planota_hub.sheets.table import Misread
from planota_hub.sheets.test_reading import make_workbook
from planota_hub.tests.compat import HubTestCase

INSERT = "Insert New Records"
NEEDED = "Ime društva;Oblika;Občina"
# column of a hub -> field
NAMES = {
	"Ime društva": "ngo_name",
	"NAZIV ORGANIZACIJE": "ngo_name",
	"Name": "ngo_name",
	"Pravna oblika": "legal_form",
	"MŠ": "registration_number",
	"Matična št.:": "registration_number",
	"Davčna": "tax_number",
	"Davčna številka *": "tax_number",
	"Kraj": "seat_town",
	"Občina sedeža": "municipality",
	"E-mail": "email",
	"e-pošta": "email",
	"Tel.": "phone",
	"Št. članov": "members_count",
	"Datum ustanovitve (dd.mm.llll)": "founded_on",
	"Področja delovanja": "fields_of_work.field_of_work",
	"Fields of Work": "fields_of_work.field_of_work",
	"Ime in priimek (Predstavniki)": "representatives.full_name",
	"Full Name (Representatives)": "representatives.full_name",
	"representatives.full_name": "representatives.full_name",
	"Predsednica": "representatives.full_name",
	"Funkcija": "representatives.function",
	"Skupni prihodki (EUR)": "yearly_figures.income",
	"Leto": "yearly_figures.year",
	"ID": "name",
	"Barva vrat": None,
	"": None,
}
# what is written -> what it means, or None where the row is refused
VALUES = {
	"Oblika": {
		"društvo": "Association",
		"DRUŠTVO": "Association",
		"Zasebni zavod": "Private Institute",
		"Foundation": "Foundation",
		"zveza društev": "Federation",
		"klub": None,
	},
	"Občina": {
		"Tolmin": "Tolmin",
		"občina tolmin": "Tolmin",
		"MO Nova Gorica": "Nova Gorica",
		"Sempeter-Vrtojba": "Šempeter-Vrtojba",
		"Atlantida": None,
	},
	"Članov": {"1.200": 1200, "1 200": 1200, "12,5": None, "približno 20": None},
	"Ustanovljeno": {"1. 3. 2024": "2024-03-01", "01.03.24": "2024-03-01", "1/3/2024": None, "2024": None},
	"Javni interes": {"da": 1, "x": 1, "ne": 0, "morda": None},
	"Opis": {"- prva točka": "- prva točka", "=1+1": "=1+1"},
}


def read(text: str, import_type=INSERT, **options) -> HubImportFile:
	return HubImportFile("NGO", text.encode(), import_type, **options)


def get_documents(file: HubImportFile) -> list[frappe._dict]:
	return [payload.doc for payload in file.get_payloads_for_import()]


class TestColumns(HubTestCase):
	def test_columns_are_known_as_hubs_name_them(self):
		for title, field in NAMES.items():
			with self.subTest(title):
				target = Fields("NGO").match([title])[0].target
				self.assertEqual(target and target.key, field)

	def test_a_chosen_field_counts_more_than_the_name(self):
		columns = Fields("NGO").match(
			["Kraj", "Opombe", "Telefon"],
			{"0": "municipality", "1": "description", "2": "Don't Import"},
		)
		self.assertEqual(
			[column.target and column.target.key for column in columns], ["municipality", "description", None]
		)

	def test_a_second_column_for_a_field_is_left_out_and_says_so(self):
		first, second = Fields("NGO").match(["Telefon", "GSM"])
		self.assertEqual((first.target.key, second.target), ("phone", None))
		self.assertIn("Telefon", second.note)

	def test_other_kinds_of_records_know_their_labels_and_slovene_names(self):
		for doctype, title, field in (
			("Stakeholder", "Name", "stakeholder_name"),
			("Stakeholder", "Vrsta", "stakeholder_type"),
			("Municipality", "ID", "municipality_name"),
			("Municipality", "name", "municipality_name"),
			("Municipality", "Šifra občine", "official_code"),
			("Training Workshop", "Title", "workshop_title"),
			("Training Workshop", "Naslov", "workshop_title"),
		):
			with self.subTest(doctype, title=title):
				target = Fields(doctype).match([title])[0].target
				self.assertEqual(target and target.key, field)

	def test_what_areas_say_of_names_is_of_fields_and_options_that_there_are(self):
		for path in frappe.get_hooks(HOOK):
			for doctype, said in frappe.get_attr(path).items():
				targets = list_targets(doctype)
				self.assertLessEqual(set(said.get("fields", {})), set(targets), doctype)
				names = [
					fold_name(name)
					for names in said.get("fields", {}).values()
					for name in {*map(fold_name, names)}
				]
				self.assertEqual(sorted(names), sorted(set(names)), doctype)
				for field, options in said.get("options", {}).items():
					self.assertLessEqual(set(options), set(targets[field].df.options.split("\n")))


class TestImportFile(HubTestCase):
	def setUp(self):
		super().setUp()
		marks = patch.object(numbers, "get_marks", return_value=(",", "."))
		marks.start()
		self.addCleanup(marks.stop)

	def test_values_are_understood_or_their_rows_refused(self):
		for title, cells in VALUES.items():
			for cell, expected in cells.items():
				row = {"Ime društva": "Prvo", "Oblika": "društvo", "Občina": "Tolmin", title: cell}
				file = read(";".join(row) + "\n" + ";".join(f'"{value}"' for value in row.values()))
				field = next(column for column in file.columns if column.title == title).target.df.fieldname
				document = get_documents(file)[0]
				with self.subTest(title, cell=cell):
					if expected is None:
						self.assertIsInstance(document, Refused)
						self.assertIn("Row 2", document.reasons[0])
						self.assertIn(title, document.reasons[0])
					else:
						self.assertEqual(str(document[field]), str(expected))

	def test_amounts_are_right_or_refused_never_others(self):
		for cells, expected in (
			(
				("24.500,75", "1234,5", "24 500", "24.500 €", "24.500"),
				[24500.75, 1234.5, 24500, 24500, 24500],
			),
			(("24500.75", "24.5", "24.500"), [24500.75, 24.5, 24.5]),
			(("7,25", "7.25", "24.500"), [7.25, 7.25, None]),
		):
			lines = "".join(f'\nPrvo;društvo;Tolmin;2024;"{cell}"' for cell in cells)
			documents = get_documents(read(f"{NEEDED};Leto;Prihodki{lines}"))
			found = [None if isinstance(one, Refused) else one.yearly_figures[0].income for one in documents]
			self.assertEqual(found, expected)

	def test_several_values_in_one_cell_become_rows(self):
		file = read(
			f"{NEEDED};Področja;Območje delovanja;Predstavniki\n"
			'Prvo;društvo;Tolmin;"Mladi, Kultura in umetnost";"Občina Kobarid; Bovec";"Ana Novak; Bor Kos"\n'
		)
		document = get_documents(file)[0]
		fields = [row["field_of_work"] for row in document.fields_of_work]
		self.assertEqual(fields, ["Youth", "Culture and Arts"])
		self.assertEqual([row["municipality"] for row in document.area_of_operation], ["Kobarid", "Bovec"])
		self.assertEqual([row["full_name"] for row in document.representatives], ["Ana Novak", "Bor Kos"])

	def test_one_unknown_value_of_several_refuses_the_row(self):
		document = get_documents(read(f'{NEEDED};Področja\nPrvo;društvo;Tolmin;"Mladi; Vesolje"\n'))[0]
		self.assertIn("Vesolje", document.reasons[0])

	def test_rows_below_that_fill_only_tables_belong_to_the_record_above(self):
		file = read(
			f"Naš seznam 2024;;;\n\n{NEEDED};Predsednik;Funkcija\n"
			"Prvo;društvo;Tolmin;Ana Novak;Predsednica\n;;;Bor Kos;Blagajnik\n;;;;\nDrugo;zavod;Bovec;;\n"
		)
		first, second = file.get_payloads_for_import()
		self.assertEqual([row.row_number for row in first.rows], [4, 5])
		self.assertEqual([row["full_name"] for row in first.doc.representatives], ["Ana Novak", "Bor Kos"])
		self.assertEqual((second.rows[0].row_number, second.doc.ngo_name), (7, "Drugo"))

	def test_a_row_with_more_cells_than_columns_is_refused(self):
		document = get_documents(read(f"{NEEDED}\nPrvo;društvo;Tolmin;Bovec\n"))[0]
		self.assertIsInstance(document, Refused)

	def test_a_place_is_found_by_the_names_that_it_had_before(self):
		frappe.db.set_value("Municipality", "Tolmin", "also_called", "Tmin\nTolmein")
		document = get_documents(read(f"{NEEDED}\nPrvo;društvo;Občina Tolmein\n"))[0]
		self.assertEqual(document.municipality, "Tolmin")

	def test_a_name_of_two_records_is_refused_and_a_number_tells_them_apart(self):
		one, _other = (make_ngo(ngo_name="Dvojno društvo za uvoz") for _time in range(2))
		for cell, refused in (("Dvojno društvo za uvoz", True), (one.name, False)):
			content = f"Naslov,NVO\nPomoč,{cell}\n".encode()
			file = HubImportFile("NGO Support Request", content, INSERT, {"1": "ngo"})
			self.assertEqual(isinstance(get_documents(file)[0], Refused), refused)

	def test_a_record_of_several_kinds_is_found_by_the_kind_of_its_row(self):
		ngo = make_ngo(ngo_name="Društvo Za uvoz stika")
		for name, found in ((ngo.ngo_name, ngo.name), (ngo.name, ngo.name), ("Nikogar ni", None)):
			content = f"organisation_doctype,organisation,topic\nNVO,{name},Klic\n".encode()
			(document,) = get_documents(HubImportFile("Interaction", content, INSERT))
			self.assertEqual(document.get("organisation"), found)

	def test_what_stops_an_import_is_said_at_once(self):
		for text, import_type, part in (
			("Barva;Vrata\nmodra;2\n", INSERT, "No column"),
			("Občina;Telefon\nTolmin;05 123 45 67\n", INSERT, "Name"),
			("Ime društva;Telefon\nPrvo;05 123 45 67\n", UPDATE, "ID"),
		):
			with self.subTest(text):
				stopping = [
					one["message"] for one in read(text, import_type).get_warnings() if one["type"] != "info"
				]
				self.assertIn(part, " ".join(stopping))

	def test_a_file_with_names_alone_is_refused(self):
		with self.assertRaises(Misread):
			read(NEEDED)

	def test_the_preview_says_how_each_column_and_cell_was_understood(self):
		file = read(
			f"{NEEDED};<b>Barva</b>;Članov\nPrvo;društvo;MO Nova Gorica;modra;1.200\nDrugo;klub;Bovec;;\n"
		)
		preview = file.get_data_for_import_preview()
		titles = [column["header_title"] for column in preview.columns]
		self.assertEqual(titles[1], "Ime društva → Name")
		self.assertEqual(titles[4], "&lt;b&gt;Barva&lt;/b&gt;")
		self.assertEqual(preview.data[0], [2, "Prvo", "Association", "Nova Gorica", "modra", 1200])
		self.assertEqual(preview.data[1][:3], [3, "Drugo", "klub"])
		messages = " ".join(warning["message"] for warning in preview.warnings)
		for part in ("Ime društva → Name", "No field is called", "Column <strong>Oblika</strong>"):
			self.assertIn(part, messages)
		self.assertEqual({warning["type"] for warning in preview.warnings}, {"info"})

	def test_the_preview_calls_records_as_its_reader_does(self):
		row = 'Prvo;društvo;Tolmin;Slovenia;"Youth; Culture and Arts"'
		file = read(f"{NEEDED};Država;Področja\n{row}\n")
		frappe.local.lang = "sl"
		self.addCleanup(setattr, frappe.local, "lang", "en")

		shown = file.get_data_for_import_preview().data[0]

		self.assertEqual(shown[4:], ["Slovenija", "Mladi, Kultura in umetnost"])

	def test_cells_of_a_workbook_keep_their_kind(self):
		content = make_workbook(
			[*NEEDED.split(";"), "MŠ", "Pošta št.", "Ustanovljeno", "Članov"],
			["Prvo", "društvo", "Tolmin", 9980016, 5220, "1. 3. 2024", 120.0],
		)
		document = get_documents(HubImportFile("NGO", content, INSERT))[0]
		self.assertEqual(
			(document.registration_number, document.seat_postal_code, document.members_count),
			("9980016", "5220", 120),
		)
