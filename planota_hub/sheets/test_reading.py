# SPDX-License-Identifier: GPL-3.0-only
"""Small files in the forms in which Excel, LibreOffice, Google Sheets and the business register write them."""

import codecs
from datetime import datetime
from io import BytesIO
from unittest.mock import patch
from zipfile import ZipFile

import openpyxl

from planota_hub.sheets import table
from planota_hub.sheets.reading import read_sheet
from planota_hub.sheets.table import Misread
from planota_hub.tests.compat import HubTestCase

LINES = (
	"Ime društva;Občina;Prihodki",
	"Čebelarsko društvo Žiri;Šempeter-Vrtojba;24.500,75",
	"Đorđe & ćevapi;Koper;1.200",
)
ROWS = [line.split(";") for line in LINES]
SEMICOLONS = "\r\n".join(LINES) + "\r\n"
COMMAS = "\n".join(f'"{name}",{place},"{income}"' for name, place, income in ROWS)
TABS = SEMICOLONS.replace(";", "\t")


def make_workbook(*rows, title="List1", others=(), formats=None) -> bytes:
	book = openpyxl.Workbook()
	book.active.title = title
	for row in rows:
		book.active.append(row)
	for cell, number_format in (formats or {}).items():
		book.active[cell].number_format = number_format
	for other in others:
		book.create_sheet(other)
	content = BytesIO()
	book.save(content)
	return content.getvalue()


# what wrote it -> the file; each holds the same table
FILES = {
	"Excel in Slovene, CSV": SEMICOLONS.encode("cp1250"),
	"Excel in Slovene, CSV UTF-8": codecs.BOM_UTF8 + SEMICOLONS.encode(),
	"Excel in Slovene, Unicode text": TABS.encode("utf-16"),
	"Excel in Slovene, text with tabs": TABS.encode("cp1250"),
	"Excel on a Mac, CSV": SEMICOLONS.replace("\r\n", "\r").encode("cp1250"),
	"Excel in English, CSV UTF-8": codecs.BOM_UTF8 + COMMAS.encode(),
	"Excel that was told the separator": ("sep=;\r\n" + SEMICOLONS).encode("cp1250"),
	"LibreOffice, CSV": COMMAS.encode(),
	"LibreOffice, CSV with semicolons": SEMICOLONS.replace("\r\n", "\n").encode(),
	"LibreOffice, every text in quotation marks": "\n".join(
		";".join(f'"{cell}"' for cell in row) for row in ROWS
	).encode(),
	"LibreOffice, ISO 8859-2": SEMICOLONS.encode("iso8859_2"),
	"LibreOffice, UTF-16": b"\xff\xfe" + SEMICOLONS.encode("utf-16-le"),
	"Google Sheets, CSV": COMMAS.replace("\n", "\r\n").encode(),
	"Google Sheets, TSV": TABS.replace("\r\n", "\n").encode(),
	"Google Sheets without a last line end": COMMAS.strip().encode(),
	"Register, parted by strokes": SEMICOLONS.replace(";", "|").encode("cp1250"),
	"XLSX": make_workbook(*ROWS),
	"XLSX with empty columns and rows behind": make_workbook(
		*[[*row, *[None] * 47] for row in ROWS], [None] * 50, [""]
	),
	"XLSX that is called .csv": make_workbook(*ROWS),
	"CSV with empty columns behind": SEMICOLONS.replace("\r\n", ";;;;\r\n").encode("cp1250"),
	"CSV with blanks around": SEMICOLONS.replace(";", " ; ").encode(),
	"CSV with empty lines below": (SEMICOLONS + ";;\r\n\r\n;;\r\n").encode(),
}
EMPTY = (b"", b"   \r\n", codecs.BOM_UTF8, b";;;\r\n;;;\r\n", make_workbook(), make_workbook([None] * 50))


def cut_archive(content: bytes, kept: float) -> bytes:
	return content[: int(len(content) * kept)]


class TestFilesOfPrograms(HubTestCase):
	def test_the_same_table_is_read_whatever_program_wrote_it(self):
		for program, content in FILES.items():
			with self.subTest(program):
				rows = [row for row in read_sheet(content).rows if row]
				self.assertEqual(rows, ROWS)

	def test_rows_are_counted_as_spreadsheets_count_them(self):
		told = read_sheet(FILES["Excel that was told the separator"])
		titled = read_sheet(("Seznam 2024;;\r\n;;\r\n" + SEMICOLONS).encode())
		self.assertEqual(told.rows[1], ROWS[0])
		self.assertEqual((titled.rows[0], titled.rows[1], titled.rows[2]), (["Seznam 2024"], [], ROWS[0]))

	def test_a_separator_inside_a_text_parts_nothing(self):
		for content in (
			'Ime,Kraj\n"Novak, Ana",Tolmin\n',
			'Ime;Kraj\n"Novak; Ana";Tolmin\n',
			"Ime, Kraj;Občina\nNovak, Ana;Tolmin\n",
		):
			with self.subTest(content):
				rows = read_sheet(content.encode()).rows
				self.assertEqual([len(row) for row in rows], [2, 2])
				self.assertIn("Ana", rows[1][0])

	def test_a_text_of_several_lines_is_one_cell(self):
		rows = read_sheet(b'Ime;Opis\nPrvo;"Prva vrstica\nDruga; vrstica"\nDrugo;x\n').rows
		self.assertEqual(rows[1], ["Prvo", "Prva vrstica\nDruga; vrstica"])
		self.assertEqual(rows[2], ["Drugo", "x"])

	def test_quotation_marks_of_a_name_stay(self):
		self.assertEqual(
			read_sheet('Ime;Kraj\nDruštvo "Sonce";Tolmin\n'.encode()).rows[1][0], 'Društvo "Sonce"'
		)

	def test_values_of_a_workbook_keep_their_kind(self):
		content = make_workbook(
			["Ime", "Od", "Prihodki", "Član", "Delež"],
			["Prvo", datetime(2024, 3, 1), 24500.75, True, 0.125],
			[5000, None, 1200.0, False, 1],
			formats={"E2": "0.0%", "E3": "0%"},
		)
		rows = read_sheet(content).rows
		self.assertEqual(rows[1], ["Prvo", datetime(2024, 3, 1), 24500.75, True, "12,5 %"])
		self.assertEqual(rows[2], [5000, None, 1200, False, "100 %"])

	def test_a_formula_without_its_result_is_no_empty_cell(self):
		rows = read_sheet(make_workbook(["Ime", "Vsota"], ["Prvo", "=1+1"])).rows
		self.assertIsInstance(rows[1][1], Misread)

	def test_of_several_sheets_the_open_one_is_read_and_the_others_are_told_of(self):
		sheet = read_sheet(make_workbook(*ROWS, title="Društva <b>", others=("Stari",)))
		self.assertEqual(sheet.rows, ROWS)
		self.assertIn("Društva &lt;b&gt;", sheet.notes[0])


class TestBadFiles(HubTestCase):
	def test_empty_files_are_refused(self):
		for content in EMPTY:
			with self.subTest(content[:20]), self.assertRaisesRegex(Misread, "empty"):
				read_sheet(content)

	def test_a_workbook_that_is_cut_off_or_spoilt_is_refused(self):
		whole = make_workbook(*ROWS)
		spoilt = whole.replace(b"PK\x01\x02", b"PK\x09\x09", 1)
		for content in (*(cut_archive(whole, part) for part in (0.1, 0.5, 0.9, 0.99)), spoilt, whole[:4]):
			with self.subTest(len(content)), self.assertRaises(Misread):
				read_sheet(content)

	def test_archives_of_other_kinds_are_refused(self):
		for names in (["a.txt"], ["mimetype", "content.xml"], ["word/document.xml"]):
			content = BytesIO()
			with ZipFile(content, "w") as archive:
				for name in names:
					archive.writestr(name, "x")
			with self.subTest(names), self.assertRaisesRegex(Misread, "XLSX"):
				read_sheet(content.getvalue())

	def test_an_archive_that_would_fill_the_memory_is_refused(self):
		with patch("planota_hub.sheets.workbooks.MOST_BYTES", 100), self.assertRaisesRegex(Misread, "rows"):
			read_sheet(make_workbook(*ROWS))

	def test_pages_pictures_and_damaged_texts_are_refused(self):
		for content in (
			b"<!DOCTYPE html><table><tr><td>Ime</td></tr></table>",
			b"  <html>",
			b"%PDF-1.7",
			b"\x89PNG\r\n",
			b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 not a workbook",
			codecs.BOM_UTF8 + b"Ime\nDru\xb9tvo",
			"Ime;Kraj\nPrvo;Tolmin".encode("utf-16-le"),
			b"Ime\x81\x83;\x90",
		):
			with self.subTest(content[:12]), self.assertRaises(Misread):
				read_sheet(content)

	def test_a_quotation_mark_that_is_not_closed_is_named_with_its_row(self):
		with self.assertRaisesRegex(Misread, "Row 2"):
			read_sheet(b'Ime;Kraj\n"Prvo;Tolmin\nDrugo;Tolmin\n')

	def test_more_rows_or_columns_than_one_file_may_bring_are_refused(self):
		with patch.object(table, "MOST_ROWS", 1), self.assertRaisesRegex(Misread, "more than 1 rows"):
			read_sheet(SEMICOLONS.encode())
		with self.assertRaisesRegex(Misread, "columns"):
			read_sheet(b";".join([b"x"] * 501))
