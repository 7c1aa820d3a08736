# SPDX-License-Identifier: GPL-3.0-only
"""Nothing that names a record which can be merged, or is made of one, is forgotten by a declaration."""

import re

import frappe

from planota_hub.planota_hub.merging.declarations import (
	GivenOnce,
	Key,
	Rows,
	Unrelated,
	get_declarations,
	get_kinds,
)
from planota_hub.setup.own_doctypes import get_own_doctypes
from planota_hub.tests.compat import HubTestCase

STEPS = ("check", "differences", "join", "complete")
LOOKS_LIKE_A_KEY = re.compile(r"(_key|fingerprint|distinct_from)$")
# a name that is read-only beside a field which leads to the record
LOOKS_LIKE_A_COPY = re.compile(r"_names?$")


class TestDeclarations(HubTestCase):
	def setUp(self):
		super().setUp()
		self.held = [held for area in get_declarations() for held in area.held]

	def get_declared(self, *classes) -> set[tuple[str, str]]:
		return {
			(held.doctype, fieldname)
			for held in self.held
			if isinstance(held, classes) == bool(classes) or not classes
			for fieldname in held.fields
		}

	def get_naming_fields(self) -> set[tuple[str, str]]:
		"""Return every field of the hub that can name a record of which two can become one."""
		kinds = get_kinds()
		return {
			(doctype, df.fieldname)
			for doctype in get_own_doctypes()
			for df in frappe.get_meta(doctype).fields
			if (df.fieldtype == "Link" and df.options in kinds) or self.can_lead_to(doctype, df, kinds)
		}

	def can_lead_to(self, doctype, df, kinds) -> bool:
		"""Tell whether a Dynamic Link may lead to one of the kinds: what is chosen from a list says so itself."""
		if df.fieldtype != "Dynamic Link":
			return False
		choice = frappe.get_meta(doctype).get_field(df.options)
		return choice.fieldtype != "Select" or bool(set(choice.options.split("\n")) & set(kinds))

	def test_every_field_that_can_name_a_record_is_declared(self):
		self.assertEqual(
			self.get_naming_fields() - self.get_declared(), set(), "declare it in the hook hub_merging"
		)

	def test_every_table_of_choices_has_each_record_once(self):
		tables = {
			df.options
			for doctype in get_own_doctypes()
			for df in frappe.get_meta(doctype).fields
			if df.fieldtype == "Table MultiSelect"
		}
		naming = {(doctype, name) for doctype, name in self.get_naming_fields() if doctype in tables}
		joined = {(held.doctype, held.fieldname) for held in self.held if isinstance(held, Rows)}
		self.assertEqual(naming - joined, set())

	def test_every_key_and_copied_name_is_declared(self):
		stored = set()
		for doctype in get_own_doctypes():
			meta = frappe.get_meta(doctype)
			kinds = set(get_kinds())
			stored |= {
				(doctype, df.fieldname)
				for df in meta.fields
				if df.fieldtype not in ("Column Break", "Section Break")
				if LOOKS_LIKE_A_KEY.search(df.fieldname)
				or (
					df.read_only
					and df.fieldtype in ("Data", "Small Text")
					and LOOKS_LIKE_A_COPY.search(df.fieldname)
				)
				or (
					df.fieldtype != "Link"
					and df.fetch_from
					and meta.get_field(df.fetch_from.split(".")[0]).options in kinds
				)
			}
			named = re.findall(r"\{(\w+)\}", meta.autoname or "")
			naming = {name for table, name in self.get_naming_fields() if table == doctype}
			if naming & set(named):
				stored.add((doctype, "name"))
		self.assertEqual(
			stored - self.get_declared(Key, Unrelated), set(), "declare it in the hook hub_merging"
		)

	def test_what_can_be_renamed_can_be_merged_by_the_rules_of_the_hub(self):
		renamed = {name for name in get_own_doctypes() if frappe.get_meta(name).allow_rename}
		self.assertEqual(renamed - set(get_kinds()), set())

	def test_declarations_name_what_exists(self):
		for held in self.held:
			meta = frappe.get_meta(held.doctype)
			names = set(held.fields)
			if isinstance(held, Rows):
				names |= {*held.same, *held.summed}
			if isinstance(held, GivenOnce):
				names |= {held.given_to, *held.filters}
			with self.subTest(held.doctype, fields=held.fields):
				self.assertEqual(
					{name for name in names if name != "name" and not meta.has_field(name)}, set()
				)
				for path in (getattr(held, "rework", None), getattr(held, "only", None)):
					self.assertTrue(not path or callable(frappe.get_attr(path)))

	def test_no_field_is_declared_twice(self):
		declared = [(held.doctype, name) for held in self.held for name in held.fields]
		self.assertEqual(sorted({pair for pair in declared if declared.count(pair) > 1}), [])

	def test_functions_of_kinds_and_areas_exist(self):
		for area in get_declarations():
			paths = [*area.differences, *area.prepare, *area.follow]
			paths += [getattr(kind, step) for kind in area.kinds for step in STEPS if getattr(kind, step)]
			for path in paths:
				with self.subTest(path):
					self.assertTrue(callable(frappe.get_attr(path)))
