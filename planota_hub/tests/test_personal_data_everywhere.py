# SPDX-License-Identifier: GPL-3.0-only
"""A person stands in every personal field of every record, and in all that is written around it; then they are gone."""

import gzip
import json
import os
import re
from pathlib import Path

import frappe
from frappe.utils import add_months, now_datetime

import planota_hub
from planota_hub import hooks
from planota_hub.mail.wording import speaking
from planota_hub.personal_data import enquiries
from planota_hub.personal_data.declarations import PersonalData, get_activities, get_declarations
from planota_hub.personal_data.documentation import get_table
from planota_hub.personal_data.record_of_processing import get_record
from planota_hub.personal_data.retention import remove_expired
from planota_hub.personal_data.terms import THEIRS
from planota_hub.personal_data.words import digest_address
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.notification.test_notifications import make_outgoing_account
from planota_hub.setup.own_doctypes import get_own_doctypes
from planota_hub.tests.compat import HubTestCase

EMAIL = "ziva.brezovscak@person.test"
# not longer than a tracking code: MariaDB refuses what does not fit
NAME = "Živa Šček-Koša"
PHONE = "05 397 12 84"
ENQUIRY = "Personal Data Enquiry"
# a name, an address, a number, a key made of them, or a file
LOOKS_PERSONAL = re.compile(
	r"(_name|^name|person|email|phone|contact|reporter|submitter|applicant|trainer|deputy|signatory|commenter|expert"
	r"|participants|chaired|minutes_by|presented_by|carried_out_by|given_by|reported_by|cast_by|registered_by"
	r"|_key|fingerprint|tracking_code|digest|birth|commission)$"
)
LOOKING_TYPES = ("Data", "Small Text", "Text", "Date", "Long Text")
FILE_TYPES = ("Attach", "Attach Image", "Signature")


def looks_personal(field) -> bool:
	"""Tell whether a field holds a person by the look of it.

	Links to users are the users' own business, and what names a record of master data names no person.
	"""
	if frappe.get_meta(field.parent).autoname == f"field:{field.fieldname}":
		return False
	if field.fieldtype in FILE_TYPES or field.options in ("Email", "Phone", "Contact", "Address"):
		return True
	return field.fieldtype in LOOKING_TYPES and bool(LOOKS_PERSONAL.search(field.fieldname))


class TestDeclarations(HubTestCase):
	def test_every_field_that_looks_personal_is_declared_or_said_not_to_be(self):
		declarations = get_declarations()
		for doctype in get_own_doctypes():
			declaration = declarations.get(doctype) or PersonalData(doctype, "")
			looking = {field.fieldname for field in frappe.get_meta(doctype).fields if looks_personal(field)}
			with self.subTest(doctype):
				self.assertEqual(looking - {*declaration.fields, *declaration.not_personal}, set())

	def test_declarations_name_what_exists(self):
		activities = {activity.key for activity in get_activities()}
		for doctype, declaration in get_declarations().items():
			meta = frappe.get_meta(doctype)
			named = {*declaration.fields, *declaration.not_personal, *declaration.expiring}
			named |= {field for kept in declaration.kept for field in kept.fields}
			with self.subTest(doctype):
				self.assertIn(declaration.activity, activities)
				self.assertEqual({name for name in named if not meta.has_field(name)}, set())
				self.assertFalse(set(declaration.fields) & set(declaration.not_personal))
				for kept in declaration.kept:
					self.assertTrue(str(kept.reason))
					self.assertTrue(not kept.records or callable(frappe.get_attr(kept.records)))
				periods = (declaration.period, *declaration.more_periods) if declaration.period else ()
				for period in periods:
					document = frappe.get_meta(period.parent or doctype)
					for name in (period.since, *period.filters):
						self.assertTrue(document.has_field(name) or name in ("creation", "modified"), name)
					self.assertTrue(meta.has_field(period.stamp) if period.stamp else True)
					self.assertTrue(frappe.get_meta("Hub Settings").has_field(period.setting))

	def test_the_table_in_the_docs_is_up_to_date(self):
		page = (Path(planota_hub.__file__).parents[1] / "docs" / "personal-data.md").read_text(
			encoding="utf-8"
		)
		table = page.split("documentation.get_table` -->")[1].split("<!-- end of declarations -->")[0]
		self.assertEqual(table.strip(), get_table())

	def test_the_record_of_processing_tells_every_activity_in_slovene_too(self):
		english = get_record()
		with speaking("sl"):
			slovene = get_record()
		for one, other in zip(english, slovene, strict=True):
			with self.subTest(one["activity"]):
				self.assertTrue(all(one.values()))
				for key in ("activity", "purpose", "legal_basis", "people", "recipients", "retention"):
					self.assertNotEqual(one[key], other[key])

	def test_the_frameworks_requests_ask_for_every_address(self):
		asked = {(row["doctype"], row["filter_by"]) for row in hooks.user_data_fields}
		declared = {
			(doctype, person.email)
			for doctype, declaration in get_declarations().items()
			for person in declaration.people
			if person.email
		}
		self.assertEqual(asked, declared)


def fill(doc, declaration: PersonalData) -> None:
	"""Put the person into every personal field of a document or row."""
	meta = frappe.get_meta(doc.doctype)
	for person in declaration.people:
		for name in person.all_fields:
			field = meta.get_field(name)
			if field.fieldtype == "Date":
				doc.set(name, "1980-05-04")
			elif field.fieldtype == "Link":
				doc.set(name, None)
			elif name == person.email:
				doc.set(name, EMAIL)
			elif field.options == "Phone":
				doc.set(name, PHONE)
			elif name.endswith("digest"):
				doc.set(name, digest_address(EMAIL))
			elif name in person.keys and not field.length:
				doc.set(name, f"{doc.name}:{EMAIL}")
			else:
				doc.set(name, NAME)


def insert_person(declaration: PersonalData) -> tuple[str, str]:
	"""Store a record, or a document with a row, that holds the person; return the document."""
	meta = frappe.get_meta(declaration.doctype)
	if not meta.istable:
		doc = new_document(declaration.doctype)
		fill(doc, declaration)
		doc.db_insert()
		return doc.doctype, doc.name
	parent = new_document(find_parent(declaration.doctype))
	parent.db_insert()
	table = next(field for field in parent.meta.get_table_fields() if field.options == declaration.doctype)
	row = parent.append(table.fieldname, {})
	row.name = frappe.generate_hash(length=10)
	fill(row, declaration)
	row.db_insert()
	return parent.doctype, parent.name


def find_parent(doctype: str) -> str:
	"""Return the DocType whose documents have such rows."""
	return frappe.get_all(
		"DocField", {"options": doctype, "fieldtype": "Table"}, pluck="parent", order_by="parent asc"
	)[0]


def new_document(doctype: str):
	doc = frappe.new_doc(doctype)
	doc.name = f"PRIVACY-{frappe.generate_hash(length=8)}"
	doc.owner = doc.modified_by = "Administrator"
	doc.creation = doc.modified = now_datetime()
	return doc


def get_known(declaration: PersonalData) -> str:
	"""Return what a record knows of the person: address, name, number."""
	people, meta = declaration.people, frappe.get_meta(declaration.doctype)
	has_phone = any(meta.get_field(name).options == "Phone" for name in declaration.fields)
	known = {
		NAME: any(person.names for person in people),
		EMAIL: any(person.email for person in people),
		PHONE: has_phone,
	}
	return " ".join(word for word, is_known in known.items() if is_known)


def write_around(doctype: str, name: str, words: str) -> None:
	"""Let the framework keep the person around a document in all the ways that it has."""
	about = {"reference_doctype": doctype, "reference_name": name}
	records = [
		{"doctype": "Comment", "comment_type": "Comment", "content": words, "comment_by": words, **about},
		{"doctype": "ToDo", "description": words, "reference_type": doctype, "reference_name": name},
		{
			"doctype": "Communication",
			"subject": words,
			"content": words,
			"sender": words,
			"sender_full_name": words,
			"recipients": "hub@hub.test",
			**about,
		},
		{
			"doctype": "Communication",
			"subject": words,
			"content": words,
			"sender": "hub@hub.test",
			"recipients": f"{words}, bor@other.test",
			**about,
		},
		{"doctype": "Version", "ref_doctype": doctype, "docname": name, "data": json.dumps(make_version())},
		{"doctype": "View Log", "viewed_by": words, **about},
		{"doctype": "Activity Log", "subject": words, "full_name": NAME, **about},
		{"doctype": "Access Log", "filters": words, "export_from": doctype, "reference_document": name},
		{
			"doctype": "Notification Log",
			"subject": words,
			"for_user": "Administrator",
			"document_type": doctype,
			"document_name": name,
		},
		{
			"doctype": "Deleted Document",
			"deleted_doctype": doctype,
			"deleted_name": f"{name}-1",
			"creation": add_months(now_datetime(), -14),
			"data": json.dumps({"name": NAME, "email": EMAIL, "phone": PHONE}),
		},
	]
	for values in records:
		doc = frappe.get_doc(values)
		doc.name = frappe.generate_hash(length=10)
		doc.db_insert()
	insert_mail(about)
	frappe.db.multisql(
		{
			"mariadb": "INSERT INTO `__global_search` (doctype, name, content, title, published, route) VALUES (%s, %s, %s, %s, 0, '')",
			"sqlite": "INSERT INTO `__global_search` (doctype, name, content, title, published, route) VALUES (%s, %s, %s, %s, 0, '')",
		},
		(doctype, name, f"Email : {words}", NAME),
	)


def make_version() -> dict:
	"""Return a change as the framework writes it down; JSON escapes what is not ASCII."""
	row = {"doctype": "NGO Representative", "name": "gone", "full_name": NAME, "email": EMAIL, "phone": PHONE}
	return {
		"changed": [["email", None, EMAIL], ["anything", NAME, f"{NAME}, {PHONE}"]],
		"added": [["representatives", row]],
		"removed": [],
		"row_changed": [["representatives", 0, "other", [["full_name", "x", NAME]]]],
	}


def insert_mail(about: dict) -> None:
	queue = frappe.get_doc(
		{
			"doctype": "Email Queue",
			"sender": "hub@hub.test",
			"message": f"To: {EMAIL}",
			"status": "Sent",
			**about,
		}
	)
	queue.name = frappe.generate_hash(length=10)
	queue.db_insert()
	recipient = frappe.get_doc({"doctype": "Email Queue Recipient", "recipient": EMAIL, "status": "Sent"})
	recipient.update(
		{"name": frappe.generate_hash(length=10), "parent": queue.name, "parenttype": "Email Queue"}
	)
	recipient.parentfield = "recipients"
	recipient.db_insert()


def attach(doctype: str, name: str, file_name: str, content: bytes):
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": file_name,
			"attached_to_doctype": doctype,
			"attached_to_name": name,
			"is_private": 1,
			"content": content,
		}
	)
	return file.insert(ignore_permissions=True)


# --- an own search, which knows nothing of the code that it checks


def list_columns() -> list[tuple[str, str]]:
	if frappe.db.db_type == "sqlite":
		tables = frappe.db.sql("SELECT name FROM sqlite_master WHERE type = 'table'", pluck=True)
		return [
			(table, row[1])
			for table in tables
			for row in frappe.db.sql(f"PRAGMA table_info(`{table}`)")
			if row[1]
		]
	return list(
		frappe.db.sql(
			"SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = DATABASE()"
		)
	)


def search_database(words: tuple[str, ...]) -> set[tuple[str, str, str]]:
	"""Return table, column and word of everything that is found; however JSON or the case of letters writes it."""
	spellings = {word: {word, json.dumps(word)[1:-1], word.upper()} for word in words}
	columns: dict[str, list[str]] = {}
	for table, column in list_columns():
		columns.setdefault(table, []).append(column)
	found = set()
	for table, names in columns.items():
		for row in frappe.db.sql(f"SELECT * FROM `{table}`", as_dict=True):
			text = json.dumps(list(row.values()), default=str, ensure_ascii=False)
			if not any(spelling in text for forms in spellings.values() for spelling in forms):
				continue
			for column in names:
				value = str(row.get(column))
				found |= {
					(table, column, word)
					for word, forms in spellings.items()
					if any(form in value for form in forms)
				}
	return found


def search_files(words: tuple[str, ...]) -> set[str]:
	"""Return the files of the site that hold one of the words."""
	found = set()
	for folder in (frappe.get_site_path("private", "files"), frappe.get_site_path("public", "files")):
		for path, _folders, names in os.walk(folder):
			for name in names:
				with open(os.path.join(path, name), "rb") as file:
					content = file.read()
				content = gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
				if any(word.encode() in content for word in words):
					found.add(name)
	return found


class PersonTestCase(HubTestCase):
	def setUp(self):
		super().setUp()
		make_outgoing_account()
		frappe.local.cache = {}

	def search(self) -> set[tuple[str, str, str]]:
		return {place for place in search_database((EMAIL, NAME, PHONE)) if place[0] != "tabSessions"}


class TestRequest(PersonTestCase):
	"""A request by letter: everything is found, decided to be theirs, and removed."""

	def setUp(self):
		super().setUp()
		self.documents = []
		for declaration in get_declarations().values():
			if declaration.people and declaration.doctype != ENQUIRY:
				document = insert_person(declaration)
				write_around(*document, get_known(declaration))
				self.documents.append(document)
		self.file = attach("NGO", self.documents[0][1], "letter.txt", f"Dear {NAME}, {EMAIL}".encode())
		attach("NGO", self.documents[0][1], "list.json.gz", gzip.compress(f"x {EMAIL}".encode()))
		self.stranger = attach("NGO", self.documents[0][1], "other.txt", b"bor@other.test")

	def make_enquiry(self, kind: str):
		doc = frappe.get_doc(
			{"doctype": ENQUIRY, "kind": kind, "email": EMAIL, "full_name": NAME, "phone": PHONE}
		)
		doc.insert()
		enquiries.search(doc.name)
		doc.reload()
		return doc

	def decide_all(self, doc) -> None:
		for row in doc.findings:
			row.decision = THEIRS
		doc.identity_check = "Signature compared"
		doc.save()

	def test_a_deletion_leaves_the_person_nowhere(self):
		self.assertTrue(self.search())
		doc = self.make_enquiry("Deletion")
		found = {(row.record_type, row.record_name) for row in doc.findings}
		self.assertEqual({document[0] for document in set(self.documents) - found}, NOT_TO_BE_DECIDED)
		self.decide_all(doc)
		enquiries.approve(doc.name)

		enquiries.carry_out(doc.name)

		doc.reload()
		self.assertEqual((doc.status, doc.failure, doc.email, doc.full_name), ("Done", None, None, None))
		self.assertGreater(doc.removed_count, len(self.documents))
		# the last message to the person leaves, and is forgotten within the hour
		frappe.db.set_value("Email Queue", {"reference_doctype": ENQUIRY}, "status", "Sent")
		enquiries.forget_answers()
		self.assertEqual(self.search(), KEPT_ON_REQUEST)
		self.assertEqual(search_files((EMAIL, NAME, PHONE)), set())
		self.assertTrue(frappe.db.exists("File", self.stranger.name))

	def test_a_copy_holds_every_field_and_nobody_else(self):
		ngo = self.documents[0][1]
		other = frappe.get_doc("NGO", ngo).append(
			"representatives", {"full_name": "Bor Rutar", "email": "bor@x.test"}
		)
		other.name = frappe.generate_hash(length=10)
		other.db_insert()
		doc = self.make_enquiry("Access")

		copy = json.dumps(enquiries.get_copy_of(doc.name), ensure_ascii=False, default=str)

		for doctype, name in self.documents:
			self.assertIn(name, copy, doctype)
		self.assertNotIn("Bor Rutar", copy)


# a consortium whose signed agreement alone names the person: that stays
NOT_TO_BE_DECIDED = {"Partnership Consortium"}
# where the name stays, each with its reason in the declaration
KEPT_ON_REQUEST = {
	("tabBody Mandate", "person_name", NAME),
	("tabConsortium Agreement", "content", NAME),
	("tabElection Candidate", "candidate_name", NAME),
	("tabElection Commission Member", "member_name", NAME),
	("tabMember Vote Voter", "person_name", NAME),
	("tabMember Vote Voter", "stands_in_for", NAME),
}


class TestRetention(PersonTestCase):
	def test_when_the_period_is_over_the_person_is_nowhere(self):
		change_settings(retention_months=12)
		for declaration in get_declarations().values():
			if declaration.period:
				self.insert_expired(declaration)
		self.assertTrue(self.search())

		remove_expired()

		left = {(table, column) for table, column, _word in self.search()}
		self.assertEqual(left, KEPT_AFTER_RETENTION)

	def insert_expired(self, declaration: PersonalData) -> None:
		document = insert_person(declaration)
		period = declaration.period
		values = {name: expected(rule) for name, rule in period.filters.items()}
		ended = document
		if frappe.get_meta(declaration.doctype).istable and not period.parent:
			# the row has a term of its own
			row = frappe.db.get_value(
				declaration.doctype, {"parent": document[1]}, "name", order_by="idx asc"
			)
			ended = declaration.doctype, row
		frappe.db.set_value(
			*ended, {**values, period.since: add_months(now_datetime(), -14)}, update_modified=False
		)
		write_around(*document, get_known(declaration))


def expected(rule):
	"""Return a value that fulfils a filter."""
	if not isinstance(rule, tuple):
		return rule
	return rule[1][0] if rule[0] == "in" else "Other"


# what the retention leaves, each with its reason in the activity ("kept_longer")
KEPT_AFTER_RETENTION = {
	("tabBody Mandate", "person_name"),
	("tabElection Candidate", "candidate_name"),
	("tabElection Commission Member", "member_name"),
	# who voted stands in the record of the vote
	("tabMember Vote Voter", "person_name"),
	("tabMember Vote Voter", "stands_in_for"),
	# who carries out a decision stands in the minutes
	("tabMeeting Decision", "carried_out_by"),
	("tabMeeting Participant", "person_name"),
	("tabProposal Comment", "organisation"),
	("tabCampaign Supporter", "organisation"),
}
