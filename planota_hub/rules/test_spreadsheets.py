# SPDX-License-Identifier: GPL-3.0-only
import io
from unittest.mock import patch

from openpyxl import Workbook, load_workbook

from planota_hub.rules import spreadsheets
from planota_hub.rules.spreadsheets import as_cell, make_safe, without_mark, write_csv
from planota_hub.sheets.reading import read_sheet
from planota_hub.tests.compat import HubTestCase

DANGEROUS = (
	"=1+1",
	"+cmd|' /C calc'!A0",
	"-2+3",
	"@SUM(A1)",
	"\t=1",
	"\r=1",
	"- prva točka",
	"+386 5 123 45 67",
)
HARMLESS = ("Društvo", "-5", "-5,50", "+12.5", "2024-03-01", "a=b", "'Sonce'", "")


def make_workbook(*texts: str) -> bytes:
	book = Workbook()
	for text in texts:
		book.active.append([text])
	content = io.BytesIO()
	book.save(content)
	return content.getvalue()


class TestSpreadsheets(HubTestCase):
	def setUp(self):
		super().setUp()
		marks = patch.object(spreadsheets, "get_marks", return_value=(",", "."))
		marks.start()
		self.addCleanup(marks.stop)

	def test_what_a_spreadsheet_would_run_gets_a_mark_and_is_itself_again_without_it(self):
		for text in DANGEROUS:
			self.assertEqual(as_cell(text), f"'{text}")
			self.assertEqual(without_mark(as_cell(text)), text)
		for text in HARMLESS:
			self.assertEqual(as_cell(text), text)
			self.assertEqual(without_mark(text), text)

	def test_a_table_opens_by_a_double_click_in_slovene_excel(self):
		written = write_csv([["Ime", "Znesek"], ["Čebelar; Žiri", 24500.75], [None, 3]])
		self.assertEqual(written, '\ufeffIme;Znesek\r\n"Čebelar; Žiri";24500,75\r\n;3\r\n')
		self.assertEqual(read_sheet(written.encode()).rows[1], ["Čebelar; Žiri", "24500,75"])

	def test_where_a_point_stands_before_decimals_commas_part_columns(self):
		with patch.object(spreadsheets, "get_marks", return_value=(".", ",")):
			self.assertEqual(write_csv([["Name", 24500.75]]), "\ufeffName,24500.75\r\n")

	def test_what_the_framework_has_written_becomes_such_a_table(self):
		made = b'"Ime","Znesek","Od"\r\n"=1+1",24500.75,"2024-03-01"\r\n"-2+3",-5.0,""\r\n'
		self.assertEqual(
			make_safe(made, "a.csv").decode(),
			"\ufeffIme;Znesek;Od\r\n'=1+1;24500,75;2024-03-01\r\n'-2+3;-5;\r\n",
		)

	def test_separators_that_somebody_has_chosen_stay(self):
		for made, safe in (
			(b"Ime|Od\r\n@x|1\r\n", "\ufeffIme|Od\r\n'@x|1\r\n"),
			(b"Ime;Od\r\n-a;1,5\r\n", "\ufeffIme;Od\r\n'-a;1,5\r\n"),
		):
			self.assertEqual(make_safe(made, "A.CSV").decode(), safe)

	def test_formulas_of_a_workbook_become_the_texts_that_were_written(self):
		texts = ("Ime", '=HYPERLINK("http://evil.test")', "- prva točka", "+386 5 123 45 67")
		safe = load_workbook(io.BytesIO(make_safe(make_workbook(*texts), "a.xlsx"))).active
		self.assertEqual([cell.value for (cell,) in safe.iter_rows()], list(texts))
		self.assertEqual({cell.data_type for (cell,) in safe.iter_rows()}, {"s"})

	def test_a_workbook_without_formulas_and_other_files_stay_as_they_are(self):
		workbook = make_workbook("Ime", "-5")
		self.assertIs(make_safe(workbook, "a.xlsx"), workbook)
		self.assertEqual(make_safe(b"=1+1", "a.pdf"), b"=1+1")
