# SPDX-License-Identifier: GPL-3.0-only
"""Files: nothing outside the two folders is reached, and nobody comes to a private file of others."""

import io
import json
import os
import zipfile
from pathlib import Path
from unittest.mock import patch

import frappe
from frappe.core.api.file import create_new_folder, move_file, unzip_file
from frappe.core.doctype.communication.email import make
from frappe.core.doctype.file.utils import find_file_by_url
from frappe.handler import download_file, run_doc_method, upload_file
from frappe.utils import get_files_path, get_url

from planota_hub.files.access import add_attachments, bracket_framework_condition, zip_files
from planota_hub.files.attachments import drop_embedded_files
from planota_hub.files.paths import is_inside_folders, is_possible_address, refuse_strange_path
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.tests.compat import HubTestCase, as_user, make_user

REPRESENTATIVE, STRANGER, OFFICER, AUDITOR, MENTOR = (
	f"{name}@files.test" for name in ("representative", "stranger", "officer", "auditor", "mentor")
)
SECRET = "site_config.json"
# each leads to the configuration of the site, if anybody followed it
SPELLINGS = (
	"/private/files/../../site_config.json",
	"/files/../../site_config.json",
	"/private/files/%2e%2e/%2e%2e/site_config.json",
	"/private/files/%252e%252e/%252e%252e/site_config.json",
	"/private/files/..%2f..%2fsite_config.json",
	"/private/files/..%252f..%252fsite_config.json",
	"/private/files/x/../../../site_config.json",
	"/private/files//../../site_config.json",
	"/private/files/./../../site_config.json",
	"/private/files/..\\..\\site_config.json",
	"\\private\\files\\..\\..\\site_config.json",
	"/private/files/../../site_config.json\x00.pdf",
	"/private/files/\x00../../site_config.json",
	"/private/files/.. /../site_config.json",
	"/private/files/../backups/hub.tar.gz",
	"/private/site_config.json",
	"/site_config.json",
	"site_config.json/../site_config.json",
	"../site_config.json",
	"private/files/../../site_config.json",
	"//private/files/../../site_config.json",
	"/etc/passwd",
	"file:///etc/passwd",
	"FILE:///etc/passwd",
	"ftp://example.org/x.pdf",
	"javascript:alert(1)",
	"data:text/html,x",
	"/private/files/",
	"/files/..",
	"/private/files/\ud800.pdf",
)


def site_path() -> str:
	return os.path.abspath(frappe.get_site_path(SECRET))


def get_spellings() -> tuple[str, ...]:
	site = os.path.basename(os.path.abspath(frappe.get_site_path()))
	own = get_url()
	return (
		*SPELLINGS,
		site_path(),
		f"file://{site_path()}",
		f"{site}/{SECRET}",
		f"./{site}/{SECRET}",
		f"{own}/private/files/../../{SECRET}",
		f"{own}/files/%2e%2e/%2e%2e/{SECRET}",
		f"{own}.evil.test/files/../../{SECRET}",
	)


def make_file(**overrides):
	"""Upload a file of a few words, each time other ones."""
	name = f"{frappe.generate_hash(length=8)}.txt"
	values = {"file_name": name, "content": f"Words of {name}", "is_private": 1, **overrides}
	return frappe.get_doc({"doctype": "File", **values}).insert()


def requested(path: str):
	"""Be within a request of a path."""
	return patch.object(
		frappe.local, "request", frappe._dict(path=path, files={}, method="POST"), create=True
	)


def upload(**values):
	"""Call the framework's upload as a request does."""
	with (
		patch.object(frappe.local, "form_dict", frappe._dict(values)),
		requested("/api/method/upload_file"),
	):
		return upload_file()


class FileTestCase(HubTestCase):
	def setUp(self):
		super().setUp()
		make_user(REPRESENTATIVE, "NGO Representative")
		make_user(STRANGER)
		make_user(OFFICER, "Hub Officer")
		make_user(AUDITOR, "Hub Auditor")
		make_user(MENTOR, "Hub Mentor")
		self.before = self.list_files()

	def list_files(self) -> set[str]:
		return {name for private in (0, 1) for name in os.listdir(get_files_path(is_private=private))}

	def tearDown(self):
		super().tearDown()
		for private in (0, 1):
			folder = Path(get_files_path(is_private=private))
			for name in set(os.listdir(folder)) - self.before:
				(folder / name).unlink()


class TestAddresses(FileTestCase):
	def test_no_spelling_leaves_the_folders(self):
		for address in get_spellings():
			with self.subTest(ascii(address)):
				self.assertFalse(is_possible_address(address))

	def test_files_and_addresses_on_the_web_are_possible(self):
		for address in (
			"/files/logo.png",
			"/private/files/zapisnik 3. seje.pdf",
			"/private/files/a..b.pdf",
			"/private/files/..hidden.pdf",
			"/private/files/čšž%20x.pdf",
			"https://example.org/a/../b",
			f"{get_url()}/files/logo.png",
			"/api/method/drive.download?id=1",
		):
			with self.subTest(ascii(address)):
				self.assertTrue(is_possible_address(address))

	def test_nobody_makes_a_file_of_what_lies_outside(self):
		for user in (STRANGER, REPRESENTATIVE, OFFICER, "Administrator"):
			for address in get_spellings():
				for with_permissions in (True, False):
					file = frappe.get_doc({"doctype": "File", "file_url": address, "is_private": 1})
					with self.subTest(user=user, address=ascii(address)), as_user(user):
						self.assertRaises(
							frappe.ValidationError, file.insert, ignore_permissions=not with_permissions
						)
		self.assertEqual(self.list_files(), self.before)

	def test_nobody_uploads_what_lies_outside(self):
		for user in (STRANGER, REPRESENTATIVE, OFFICER):
			for address in get_spellings():
				with self.subTest(user=user, address=ascii(address)), as_user(user):
					self.assertRaises(frappe.ValidationError, upload, file_url=address, is_private="1")
		with as_user("Guest"):
			self.assertRaises(frappe.PermissionError, upload, file_url=SPELLINGS[0], is_private="1")
		self.assertEqual(self.list_files(), self.before)

	def test_no_content_brings_an_address_in(self):
		for address in get_spellings():
			with self.subTest(ascii(address)), as_user(STRANGER), self.assertRaises(frappe.ValidationError):
				make_file(file_url=address)

	def test_a_name_is_no_path(self):
		for name in ("..", ".", "a\x00b.txt", "a\nb.txt", "..\\..\\x.txt"):
			with self.subTest(ascii(name)), as_user(STRANGER), self.assertRaises(frappe.ValidationError):
				make_file(file_name=name)
		with as_user(STRANGER):
			file = make_file(file_name="../../x.txt")
		self.assertTrue(is_inside_folders(file.get_full_path()))

	def test_no_change_leads_a_file_outside(self):
		with as_user(STRANGER):
			file = make_file()
			for address in get_spellings():
				with self.subTest(ascii(address)):
					changed = frappe.get_doc("File", file.name)
					changed.file_url = address
					self.assertRaises(frappe.ValidationError, changed.save)

	def test_a_row_that_leads_outside_is_not_read(self):
		"""Whatever wrote the row: another app, or a version before."""
		file = make_file(is_private=0)
		for address in filter(str.isprintable, get_spellings()):
			frappe.db.set_value("File", file.name, "file_url", address)
			with self.subTest(ascii(address)), self.assertRaises(frappe.ValidationError):
				frappe.get_doc("File", file.name).get_content()

	def test_a_link_on_the_disk_is_not_followed_outside(self):
		link = Path(get_files_path("link.txt", is_private=1))
		link.symlink_to(site_path())
		file = frappe.get_doc({"doctype": "File", "file_url": "/private/files/link.txt", "is_private": 1})
		self.assertRaises(frappe.ValidationError, file.insert)
		self.assertFalse(is_inside_folders(str(link)))

	def test_no_field_for_files_takes_what_lies_outside(self):
		ngo = make_ngo()
		for address in get_spellings():
			ngo.reload().logo = address
			with self.subTest(ascii(address)), as_user(OFFICER), self.assertRefused("Logo: "):
				ngo.save()
		self.assertEqual(self.list_files(), self.before)

	def test_a_field_for_files_takes_a_picture_of_an_app(self):
		ngo = make_ngo()
		for address in ("/assets/../site_config.json", "/assets/%2e%2e/site_config.json", "/assets/..\\x"):
			ngo.reload().logo = address
			with self.subTest(ascii(address)), self.assertRefused("Logo: "):
				ngo.save()
		ngo.reload().logo = "/assets/planota_hub/images/planota-hub-logo.svg"
		ngo.save()

	def test_no_path_of_a_request_leads_out(self):
		for path in ("/backups/../../site_config.json", "/files/\x00", "/private\\files", "/a/.."):
			with self.subTest(ascii(path)), requested(path):
				self.assertRaises(frappe.DoesNotExistError, refuse_strange_path)
		with requested("/files/a..b čš.pdf"):
			refuse_strange_path()

	def test_an_archive_is_unpacked_into_the_folders_alone(self):
		content = io.BytesIO()
		with zipfile.ZipFile(content, "w") as archive:
			archive.writestr("../../../evil.txt", "x")
			archive.writestr("/etc/evil2.txt", "y")
		with as_user(STRANGER):
			file = make_file(file_name="a.zip", content=content.getvalue())
			unpacked = unzip_file(file.name)
		self.assertEqual(len(unpacked), 2)
		for part in unpacked:
			self.assertTrue(is_inside_folders(part.get_full_path()))

	def test_folders_are_names_alone(self):
		with as_user(STRANGER):
			self.assertRaises(frappe.ValidationError, create_new_folder, "..", "Home")
		self.assertEqual(self.list_files(), self.before)

	def test_a_mail_brings_no_file_of_the_server_along(self):
		site = os.path.basename(os.path.abspath(frappe.get_site_path()))
		for address in (
			site_path(),
			f"{site}/{SECRET}",
			"files/../../site_config.json",
			"/assets/../x",
			"&#47;etc/passwd",
		):
			with self.subTest(ascii(address)):
				mail = frappe.get_doc({"doctype": "Communication", "content": f'<img embed="{address}">'})
				drop_embedded_files(mail)
				self.assertEqual(mail.content, "<img >")
		for address in ("assets/planota_hub/images/planota-hub-logo.svg", "/files/logo.png"):
			mail = frappe.get_doc({"doctype": "Communication", "content": f'<img embed="{address}">'})
			drop_embedded_files(mail)
			self.assertIn(address, mail.content)
		with as_user(OFFICER):
			sent = make(
				"NGO",
				make_ngo().name,
				f"<img embed='{site}/{SECRET}'>",
				"S",
				recipients="a@files.test",
				send_email=0,
			)
		self.assertNotIn("embed", frappe.db.get_value("Communication", sent["name"], "content"))


class TestPrivateFiles(FileTestCase):
	"""A private file of one NGO: its representative and the staff read it, nobody else."""

	def setUp(self):
		super().setUp()
		self.ngo = make_represented_ngo(REPRESENTATIVE)
		with as_user(OFFICER):
			self.file = make_file(attached_to_doctype="NGO", attached_to_name=self.ngo.name)

	def can_open(self, user: str, url: str | None = None) -> bool:
		with as_user(user):
			return bool(find_file_by_url(url or self.file.file_url))

	def test_who_may_read_the_document_reads_its_files(self):
		for user, allowed in (
			(OFFICER, True),
			(REPRESENTATIVE, True),
			(AUDITOR, True),
			(STRANGER, False),
			("Guest", False),
		):
			with self.subTest(user), as_user(user):
				self.assertEqual(bool(frappe.has_permission("File", "read", doc=self.file)), allowed)
				self.assertEqual(self.can_open(user), allowed)
				if not allowed:
					self.assertRaises(frappe.PermissionError, download_file, self.file.file_url)

	def test_nobody_comes_to_a_private_file_by_making_another_of_it(self):
		url = self.file.file_url
		for address in (
			url,
			f"{get_url()}{url}",
			url.replace(".", "%2e"),
			url.replace(".", "%252e"),
		):
			with self.subTest(ascii(address)), as_user(STRANGER):
				for values in (
					{},
					{"is_private": 1},
					{"content": "x"},
					{"content": f"Words of {self.file.file_name}"},
				):
					file = frappe.get_doc({"doctype": "File", "file_url": address, **values})
					self.assertRaises(frappe.ValidationError, file.insert)
				self.assertRaises(frappe.ValidationError, upload, file_url=address)
		with as_user(STRANGER):
			refusals = (frappe.ValidationError, frappe.PermissionError)
			self.assertRaises(refusals, upload, library_file_name=self.file.name)
			own = make_file()
			own.file_url = url
			self.assertRaises(frappe.ValidationError, own.save)
			own.reload()
		self.assertFalse(self.can_open(STRANGER))

	def test_nobody_comes_to_a_private_file_through_a_field_for_files(self):
		other = make_represented_ngo(STRANGER)
		make_user(STRANGER, "NGO Representative")
		other.logo = self.file.file_url
		with as_user(STRANGER), self.assertRefused("Logo: "):
			other.save(ignore_permissions=True)
		letter = frappe.get_doc(
			{"doctype": "Letter Head", "letter_head_name": "x", "image": self.file.file_url}
		)
		with as_user(STRANGER), self.assertRefused("is no file of this site"):
			letter.insert(ignore_permissions=True)

	def test_who_reads_a_file_uses_it_elsewhere(self):
		with as_user(REPRESENTATIVE):
			copy = upload(library_file_name=self.file.name)
		self.assertEqual((copy.file_url, copy.owner), (self.file.file_url, REPRESENTATIVE))

	def test_who_may_not_change_a_document_hangs_nothing_on_it(self):
		for user in (STRANGER, AUDITOR, MENTOR):
			with self.subTest(user), as_user(user):
				for values in ({}, {"file_url": "https://example.org/x.pdf", "content": None}):
					with self.assertRaises(frappe.PermissionError):
						make_file(attached_to_doctype="NGO", attached_to_name=self.ngo.name, **values)
				own = make_file()
				own.update({"attached_to_doctype": "NGO", "attached_to_name": self.ngo.name})
				self.assertRaises(frappe.PermissionError, own.save)
				self.assertRaises(frappe.PermissionError, add_attachments, "NGO", self.ngo.name, [own.name])
		with as_user(AUDITOR), self.assertRaises(frappe.PermissionError):
			frappe.get_attr("frappe.client.attach_file")("x.txt", "x", "NGO", self.ngo.name)

	def test_a_reader_makes_nothing_public_that_others_have(self):
		with as_user(AUDITOR):
			copy = upload(library_file_name=self.file.name)
			copy.is_private = 0
			with self.assertRefused("other documents have the same file", frappe.PermissionError):
				copy.save()
		self.assertTrue(os.path.exists(self.file.get_full_path()))

	def test_a_reader_overwrites_and_deletes_nothing_that_others_have(self):
		with as_user(AUDITOR):
			copy = upload(library_file_name=self.file.name)
			copy.update({"content_hash": "another", "thumbnail_url": self.file.file_url}).save()
			copy.delete()
			own = make_file()
			own.thumbnail_url = self.file.file_url
			own.save()
			own.delete()
			made = make_file(thumbnail_url=self.file.file_url)
			made.delete()
		self.assertTrue(os.path.exists(self.file.get_full_path()))

	def test_no_request_writes_over_a_file_by_describing_another(self):
		with as_user(STRANGER):
			own = make_file()
			described = {
				**own.as_dict(),
				"file_name": self.file.file_name,
				"file_url": self.file.file_url,
				"content": "overwritten",
			}
			with requested("/"), self.assertRefused("only a picture can be made smaller"):
				run_doc_method("optimize_file", docs=json.dumps(described, default=str))
		self.assertIn("Words of", Path(self.file.get_full_path()).read_text())

	def test_nobody_unpacks_the_archive_of_others(self):
		content = io.BytesIO()
		with zipfile.ZipFile(content, "w") as archive:
			archive.writestr("inside.txt", "x")
		archive = make_file(file_name="b.zip", content=content.getvalue())
		for user in (STRANGER, OFFICER):
			with self.subTest(user), as_user(user), self.assertRaises(frappe.PermissionError):
				unzip_file(archive.name)

	def test_nobody_moves_the_files_of_others(self):
		with as_user(STRANGER), self.assertRaises(frappe.PermissionError):
			move_file([{"name": self.file.name}], "Home", "Home/Attachments")

	def test_the_list_shows_the_files_of_readable_documents(self):
		for user, allowed in ((OFFICER, True), (REPRESENTATIVE, None), (AUDITOR, True), (STRANGER, False)):
			with self.subTest(user), as_user(user):
				names = frappe.get_list("File", pluck="name", limit_page_length=0, order_by="creation asc")
				self.assertEqual(self.file.name in names, bool(allowed))

	def test_the_list_hides_the_files_of_documents_that_one_may_not_read(self):
		bracket_framework_condition()
		plan = frappe.get_doc({"doctype": "Note", "title": "Mine", "public": 0}).insert()
		hidden = make_file(attached_to_doctype="Note", attached_to_name=plan.name)
		public = make_file(attached_to_doctype="Note", attached_to_name=plan.name, is_private=0)
		with as_user(OFFICER):
			names = frappe.get_list("File", pluck="name", limit_page_length=0, order_by="creation asc")
		self.assertFalse({hidden.name, public.name} & set(names))

	def test_a_file_of_a_field_above_the_reader_s_level_is_hidden(self):
		field = {
			"doctype_or_field": "DocField",
			"doc_type": "NGO",
			"field_name": "logo",
			"property": "permlevel",
		}
		frappe.get_doc({"doctype": "Property Setter", "property_type": "Int", "value": "3", **field}).insert()
		frappe.clear_cache(doctype="NGO")
		self.addCleanup(frappe.clear_cache, doctype="NGO")
		self.file.db_set("attached_to_field", "logo")
		self.assertTrue(self.can_open(OFFICER))  # its owner
		self.assertFalse(self.can_open(AUDITOR))
		with as_user(AUDITOR):
			self.assertNotIn(self.file.name, frappe.get_list("File", pluck="name", limit_page_length=0))
			zip_files(json.dumps([self.file.name]))
			archive = zipfile.ZipFile(io.BytesIO(frappe.response["filecontent"]))
			self.assertEqual(archive.namelist(), [])

	def test_the_sent_file_is_the_one_whose_row_was_judged(self):
		"""MariaDB takes Plan.txt for plan.txt."""
		name = self.file.file_url.removeprefix("/private/files/")
		with requested(f"/private/files/{name.upper()}"):
			self.assertFalse(self.file.is_downloadable())
		with requested(self.file.file_url):
			self.assertTrue(self.file.is_downloadable())
