# SPDX-License-Identifier: GPL-3.0-only
import io
import os
import tempfile
import zipfile
from pathlib import Path

from planota_hub.planota_hub.register.sources import archives
from planota_hub.planota_hub.register.sources.records import read_records
from planota_hub.planota_hub.register.sources.xml_records import Bookmark
from planota_hub.sheets.table import Misread
from planota_hub.tests.compat import HubTestCase

COLUMNS = {"ma": "Registration Number", "popolnoime": "Name", "obcina": "Municipality", "po": "Postal Code"}
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def make_entity(number: str, name: str, municipality: str = "Tolmin") -> str:
	return (
		f'<PS ma="{number}000"><PopolnoIme>{name}</PopolnoIme>'
		f'<N po="5220"><Obcina>{municipality}</Obcina></N></PS>'
	)


def zip_of(content: bytes, name: str = "Prs.xml") -> bytes:
	packed = io.BytesIO()
	with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
		archive.writestr(name, content)
	return packed.getvalue()


class TestReading(HubTestCase):
	def setUp(self):
		super().setUp()
		folder = tempfile.TemporaryDirectory()
		self.addCleanup(folder.cleanup)
		self.folder = folder.name

	def write(self, content: bytes | str) -> str:
		path = os.path.join(self.folder, "file")
		Path(path).write_bytes(content.encode() if isinstance(content, str) else content)
		return path

	def read(self, content: bytes | str, element: str | None = "PS", after: Bookmark | None = None) -> list:
		return [*read_records(self.write(content), element, COLUMNS, after)]

	def test_zipped_xml_gives_each_record_with_the_cells_that_the_source_names(self):
		xml = f"{HEAD}<Prs>{make_entity('1234567', 'Društvo Ž')}\n{make_entity('7654321', 'Zavod')}</Prs>"

		records = self.read(zip_of(xml.encode()))

		self.assertEqual([record.number for record in records], [1, 2])
		self.assertEqual(
			records[0].cells,
			{
				"Registration Number": "1234567000",
				"Name": "Društvo Ž",
				"Municipality": "Tolmin",
				"Postal Code": "5220",
			},
		)
		self.assertEqual(records[1].line, 3)

	def test_missing_empty_and_reordered_elements_and_attributes_are_nothing_special(self):
		xml = (
			'<Prs><PS><N po=""><Obcina/></N><KratkoIme>K</KratkoIme><PopolnoIme> A  </PopolnoIme></PS>'
			'<x:PS xmlns:x="urn:x" po="5000" ma="1"><x:Obcina>Bovec</x:Obcina></x:PS><PS/></Prs>'
		)

		records = self.read(xml)

		self.assertEqual(records[0].cells, {"Name": "A"})
		self.assertEqual(
			records[1].cells, {"Postal Code": "5000", "Registration Number": "1", "Municipality": "Bovec"}
		)
		self.assertEqual(records[2].cells, {})

	def test_letters_of_the_declared_encoding_are_read(self):
		xml = f'<?xml version="1.0" encoding="windows-1250"?><Prs>{make_entity("1", "Čebelar š ž")}</Prs>'
		for encoding, content in (
			("windows-1250", xml.encode("cp1250")),
			(
				"UTF-8 with a mark",
				b"\xef\xbb\xbf" + f"{HEAD}<Prs>{make_entity('1', 'Čebelar š ž')}</Prs>".encode(),
			),
			("UTF-16", f"<Prs>{make_entity('1', 'Čebelar š ž')}</Prs>".encode("utf-16")),
		):
			with self.subTest(encoding):
				self.assertEqual(self.read(content)[0].cells["Name"], "Čebelar š ž")

	def test_reading_goes_on_after_any_record_as_if_it_had_never_stopped(self):
		entities = "\n".join(make_entity(f"{number:07}", f"Društvo {number} č") for number in range(1, 30))
		content = zip_of(f"{HEAD}<Prs stanje='1'>\n{entities}\n</Prs>".encode())
		whole = self.read(content)
		for place in (0, 7, 27):
			with self.subTest(place):
				rest = self.read(content, after=whole[place].bookmark)
				self.assertEqual(
					[(one.number, one.line, one.cells, one.bookmark) for one in rest],
					[(one.number, one.line, one.cells, one.bookmark) for one in whole[place + 1 :]],
				)

	def test_table_gives_rows_below_its_names_with_the_number_of_the_row(self):
		table = "Seznam;;\nMa;PopolnoIme;Obcina;Drugo\n1234567;Društvo;Tolmin;x\n;;;\n7654321;Zavod;;y\n"

		records = self.read(table.encode("cp1250"))

		self.assertEqual([record.number for record in records], [3, 5])
		self.assertEqual(
			records[0].cells, {"Registration Number": "1234567", "Name": "Društvo", "Municipality": "Tolmin"}
		)
		self.assertEqual([one.number for one in self.read(table, after=records[0].bookmark)], [5])

	def test_dangerous_and_damaged_files_are_refused_with_what_is_wrong(self):
		bomb = '<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><Prs><PS><PopolnoIme>&b;</PopolnoIme></PS></Prs>'
		external = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><Prs><PS><PopolnoIme>&a;</PopolnoIme></PS></Prs>'
		whole = f"{HEAD}<Prs>{make_entity('1', 'Društvo') * 2000}</Prs>".encode()
		deep = "<Prs>" + "<PS>" * 100 + "</PS>" * 100 + "</Prs>"
		packed = zip_of(whole)
		broken = bytearray(packed)
		broken[len(broken) // 2] ^= 255
		for what, content, expected in (
			("entities", bomb, "document type"),
			("an external entity", external, "document type"),
			("an entity nobody declared", "<Prs><PS><PopolnoIme>&a;</PopolnoIme></PS></Prs>", "damaged"),
			("a zip that was cut off", packed[: len(packed) // 2], "Download it once more"),
			("a zip with a wrong byte", bytes(broken), "damaged"),
			("an XML that was cut off", whole[:5000], "Line 2"),
			("an empty zip", zip_of(b"", "a/"), "The archive holds 0 files"),
			("elements without an end", deep, "nested deeper"),
			("other elements", "<a><b/></a>", "no element PS"),
			("no table", b"", "empty"),
			("a table of others", "a;b\n1;2\n", "None of the columns"),
		):
			with self.subTest(what):
				with self.assertRaises(Misread) as caught:
					self.read(content)
				self.assertIn(expected, str(caught.exception))

	def test_archive_that_unpacks_to_far_more_than_it_has_is_not_read_to_its_end(self):
		content = zip_of(b"<Prs>" + b" " * (archives.SMALL + 10 * archives.CHUNK) + b"</Prs>")

		with self.assertRaises(Misread) as caught:
			self.read(content)

		self.assertIn("far more than a register has", str(caught.exception))

	def test_locked_archive_and_one_with_several_files_are_refused(self):
		packed = bytearray(zip_of(b"<Prs><PS/></Prs>"))
		packed[6] |= 1
		packed[packed.index(b"PK\x01\x02") + 8] |= 1
		both = io.BytesIO(zip_of(b"<Prs/>", "a.xml"))
		with zipfile.ZipFile(both, "a") as archive:
			archive.writestr("b.xml", "<Prs/>")
		for content, expected in ((bytes(packed), "password"), (both.getvalue(), "holds 2 files")):
			with self.subTest(expected), self.assertRaises(Misread) as caught:
				self.read(content)
			self.assertIn(expected, str(caught.exception))

	def test_same_content_is_known_again_packed_or_not(self):
		xml = f"<Prs>{make_entity('1', 'Društvo')}</Prs>".encode()

		self.assertEqual(archives.get_hash(self.write(xml)), archives.get_hash(self.write(zip_of(xml))))
