# SPDX-License-Identifier: GPL-3.0-only
"""A merge takes as many queries for thousands of linked records as for a few.

`HUB_LINKED_RECORDS=5000 ./hub test planota_hub/planota_hub/merging/test_many_records.py -s` lets that many records of
each kind hang on the NGO that goes, and prints time and queries.
"""

import os
import sys
import time
from unittest import skipUnless
from unittest.mock import patch

import frappe
from frappe.model.dynamic_links import get_dynamic_link_map

from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.merging.records import merge_records
from planota_hub.tests.compat import HubTestCase

LINKED_RECORDS = int(os.environ.get("HUB_LINKED_RECORDS", 0))
# DocType -> field with the NGO, field that tells its records apart (None: their names do)
NAMED_AFTER = {"Need Endorsement": ("member", "need"), "Funding Call Alert": ("ngo", "funding_call")}
KINDS = {
	**NAMED_AFTER,
	"Briefing Recipient": ("recipient", None),
	"Capacity Assessment": ("ngo", None),
	"Meeting Participant": ("ngo", "parent"),
	"Mentoring Session": ("ngo", None),
	"Proposal Comment": ("ngo", None),
	"Support Entry": ("ngo", None),
	"Workshop Registration": ("ngo", None),
	"Communication": ("reference_name", None),
	"Version": ("docname", None),
}
TYPE_FIELDS = {
	"Briefing Recipient": "recipient_doctype",
	"Need Endorsement": "member_type",
	"Communication": "reference_doctype",
	"Version": "ref_doctype",
}
MOST_QUERIES_OF_A_KIND = 20


class TestManyRecords(HubTestCase):
	def fill(self, ngo: str, number: int, kinds: dict) -> None:
		"""Let so many records of each kind hang on an NGO."""
		for doctype, (fieldname, told_apart) in kinds.items():
			fields = ["name", fieldname, *filter(None, (told_apart, TYPE_FIELDS.get(doctype)))]
			rows = []
			for index in range(number):
				other = f"{ngo}/{index}"
				name = f"{other}-{ngo}" if doctype in NAMED_AFTER else f"{other}/row"
				values = {"name": name, fieldname: ngo, told_apart: other, TYPE_FIELDS.get(doctype): "NGO"}
				rows.append(tuple(values[field] for field in fields))
			frappe.db.bulk_insert(doctype, fields, rows)

	def merge(self, number: int, kinds: dict) -> tuple[list[str], float]:
		"""Merge an NGO on which so many records of each kind hang; return the queries and the seconds."""
		kept, merged = (make_ngo(stage="Verified").name for _side in range(2))
		self.fill(merged, number, kinds)
		queries = []
		run = frappe.db.sql

		def count(query, *args, **kwargs):
			queries.append(str(query))
			return run(query, *args, **kwargs)

		began = time.monotonic()
		with patch.object(frappe.db, "sql", side_effect=count):
			merge_records("NGO", kept, merged)
		seconds = time.monotonic() - began
		for doctype, (fieldname, told_apart) in kinds.items():
			self.assertEqual(frappe.db.count(doctype, {fieldname: kept}), number, doctype)
			self.assertEqual(frappe.db.count(doctype, {fieldname: merged}), 0, doctype)
			if doctype in NAMED_AFTER:
				row = frappe.db.get_value(doctype, {fieldname: kept}, ["name", told_apart], as_dict=True)
				self.assertEqual(row.name, f"{row[told_apart]}-{kept}")
		return queries, seconds

	def test_records_named_after_an_ngo_are_renamed_in_the_same_number_of_queries(self):
		# what is cached on the first merge of a process is not counted
		self.merge(1, NAMED_AFTER)

		few, many = (len(self.merge(number, NAMED_AFTER)[0]) for number in (2, 100))

		self.assertLessEqual(many, few + 2)

	def test_what_leads_to_a_renamed_record_leads_there_afterwards(self):
		kept, merged = (make_ngo(stage="Verified").name for _side in range(2))
		self.fill(merged, 2, NAMED_AFTER)
		for doctype in NAMED_AFTER:
			name = f"{merged}/1-{merged}"
			frappe.get_doc(doctype=doctype, name=name).add_comment("Comment", "Seen")
			version = frappe.get_doc(doctype="Version", ref_doctype=doctype, docname=name, data="{}")
			version.db_insert()

		merge_records("NGO", kept, merged)

		for doctype in NAMED_AFTER:
			name = f"{merged}/1-{kept}"
			comment = {"reference_doctype": doctype, "reference_name": name, "comment_type": "Comment"}
			self.assertTrue(frappe.db.exists("Comment", comment))
			self.assertTrue(frappe.db.exists("Version", {"ref_doctype": doctype, "docname": name}))

	def test_rows_written_many_at_once_follow_though_the_framework_has_not_seen_their_kind_there(self):
		get_dynamic_link_map()

		self.merge(2, {"Briefing Recipient": KINDS["Briefing Recipient"]})

	@skipUnless(LINKED_RECORDS, "HUB_LINKED_RECORDS says how many")
	def test_thousands_of_records_of_each_kind_are_merged_in_few_queries(self):
		self.merge(1, KINDS)
		few = len(self.merge(1, KINDS)[0])

		queries, seconds = self.merge(LINKED_RECORDS, KINDS)

		sys.stdout.write(
			f"\n{len(KINDS)} x {LINKED_RECORDS} records: {seconds:.1f} s, {len(queries)} queries (1: {few})\n"
		)
		self.assertLessEqual(len(queries) - few, MOST_QUERIES_OF_A_KIND * len(KINDS))
