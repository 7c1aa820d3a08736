# SPDX-License-Identifier: GPL-3.0-only
"""A file with a table as people have it: opened whatever program wrote it, or refused with the reason.

What kind of file it is says its content, not its name: what the business register calls .xls may be a page of the web,
and a workbook may be called .csv.
"""

from frappe import _

from planota_hub.sheets.table import Misread, Sheet
from planota_hub.sheets.texts import CountKnown, read_text
from planota_hub.sheets.workbooks import read_old_workbook, read_workbook

WORKBOOK, OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHER_KINDS = {
	b"%PDF": "PDF",
	b"{\\rtf": "RTF",
	b"\x1f\x8b": "GZ",
	b"Rar!": "RAR",
	b"7z\xbc\xaf": "7Z",
	b"\x89PNG": "PNG",
	b"\xff\xd8\xff": "JPG",
}
# what a file without a table may consist of
NOTHING = b'\xef\xbb\xbf\xff\xfe\x00 \t\r\n;,"'


def read_sheet(content: bytes, delimiters: str = "", count_known: CountKnown = lambda rows: 0) -> Sheet:
	"""Return the table in a file.

	Args:
	        delimiters: by which columns may be parted, when somebody has said so.
	        count_known: tells how many names of columns some rows hold; by what parts most of them columns are parted.

	Raises:
	        Misread: with the reason, for what holds no table, is damaged or too big.
	"""
	if not content.strip(NOTHING):
		raise Misread(_("The file is empty."))
	for beginning, kind in OTHER_KINDS.items():
		if content.startswith(beginning):
			raise Misread(_("This is a file of the kind {0}. Save the table as XLSX or CSV.").format(kind))
	if content.startswith(WORKBOOK):
		sheet = read_workbook(content)
	elif content.startswith(OLD_WORKBOOK):
		sheet = read_old_workbook(content)
	else:
		sheet = read_text(content, delimiters, count_known)
	if not sheet.rows:
		raise Misread(_("The file is empty."))
	return sheet
