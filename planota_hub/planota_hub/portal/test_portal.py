# SPDX-License-Identifier: GPL-3.0-only
"""What representatives do for their own NGO, and that nobody does it for another one."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from zipfile import ZipFile

import frappe
from bs4 import BeautifulSoup
from frappe.model.workflow import apply_workflow
from frappe.utils import set_request
from PIL import Image
from werkzeug.datastructures import FileStorage

from planota_hub.files.uploads import DOCUMENTS, MOST, PICTURES
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo.test_ngo import OFFICER, make_ngo, make_registration_number
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.planota_hub.notification.test_notifications import make_outgoing_account
from planota_hub.planota_hub.portal.documents import add_document, change_logo, get_documents, remove_document
from planota_hub.planota_hub.portal.export import make_archive
from planota_hub.planota_hub.portal.history import get_history
from planota_hub.planota_hub.register.access_requests import add_colleague, ask_for_access
from planota_hub.planota_hub.register.intake import update_ngo
from planota_hub.public_forms.test_website import PageTestCase
from planota_hub.tests.compat import as_user, make_user

USER, STRANGER, COLLEAGUE = "ana@own.test", "stranger@own.test", "bor.kos@own.test"
REQUEST = "Portal Access Request"


def make_picture() -> bytes:
	content = io.BytesIO()
	Image.new("RGB", (4, 4)).save(content, "PNG")
	return content.getvalue()


@contextmanager
def uploading(name: str, content: bytes) -> Iterator[None]:
	"""Act within a request that brings a file."""
	set_request(method="POST", path="/")
	frappe.local.request.files = {"file": FileStorage(io.BytesIO(content), filename=name)}
	yield


def get_mails(address: str) -> list[str]:
	"""Return the messages that are queued for an address."""
	return frappe.get_all(
		"Email Queue",
		{"name": ("in", get_queued(address) or [""])},
		pluck="message",
		order_by="creation asc",
	)


def get_queued(address: str) -> list[str]:
	return frappe.get_all(
		"Email Queue Recipient", {"recipient": address}, pluck="parent", order_by="creation asc"
	)


class OwnTestCase(PageTestCase):
	def setUp(self):
		super().setUp()
		change_settings(public_intake_per_email_per_day=0, anonymous_intake_allowed=1)
		make_outgoing_account()
		make_user(USER)
		make_user(STRANGER, "NGO Representative")
		self.number = make_registration_number()
		self.ngo = make_represented_ngo(USER, registration_number=self.number)

	def reload(self):
		return frappe.get_doc("NGO", self.ngo.name)


class TestAccessRequests(OwnTestCase):
	def ask(self, **values) -> dict:
		with as_user("Guest"):
			return ask_for_access(
				{
					"registration_number": self.number,
					"full_name": "Bor Kos",
					"email": COLLEAGUE,
					"consent": 1,
					**values,
				}
			)

	def get_request(self):
		return frappe.get_doc(REQUEST, {"ngo": self.ngo.name, "email": COLLEAGUE})

	def test_who_was_not_invited_asks_and_the_hub_grants(self):
		frappe.local.lang = "sl"
		self.assertEqual(self.ask(function="Treasurer")["outcome"], "received")
		frappe.local.lang = "en"

		with as_user(make_user(OFFICER, "Hub Officer")):
			apply_workflow(self.get_request(), "Grant Access")

		row = self.reload().representatives[-1]
		self.assertEqual((row.full_name, row.function, row.user), ("Bor Kos", "Treasurer", COLLEAGUE))
		user = frappe.get_doc("User", COLLEAGUE)
		self.assertEqual((user.language, user.user_type), ("sl", "Website User"))
		self.assertIn("NGO Representative", frappe.get_roles(COLLEAGUE))

	def test_the_invitation_says_for_whom_and_leads_to_the_choice_of_a_password(self):
		self.ask()

		apply_workflow(self.get_request(), "Grant Access")

		_received, invitation = get_mails(COLLEAGUE)
		self.assertIn("update-password?key", invitation.replace("=\n", "").replace("=3D", "="))
		self.assertIn("You log in with", invitation)

	def test_asking_twice_and_asking_with_access_make_no_further_request(self):
		for _time in range(2):
			self.assertEqual(self.ask()["outcome"], "received")
		self.assertEqual(frappe.db.count(REQUEST, {"ngo": self.ngo.name}), 1)

		apply_workflow(self.get_request(), "Grant Access")
		self.assertEqual(self.ask()["outcome"], "received")

		self.assertEqual(frappe.db.count(REQUEST, {"ngo": self.ngo.name}), 1)

	def test_a_refusal_names_its_reason(self):
		self.ask()
		request = self.get_request()
		with self.assertRefused("Reason for Declining"):
			apply_workflow(request, "Decline")

		request.reload()
		request.decline_reason = "Nobody knows you there"
		request.save()
		apply_workflow(request, "Decline")

		self.assertEqual(len(self.reload().representatives), 1)
		self.assertIn("Nobody knows you there", get_mails(COLLEAGUE)[-1].replace("=\n", ""))

	def test_only_the_hub_grants(self):
		self.ask()
		for user in (USER, STRANGER, "Guest"):
			with self.subTest(user), as_user(user), self.assertRaises(Exception):
				request = self.get_request()
				request.stage = "Granted"
				request.save()
		self.assertFalse(frappe.db.exists("User", COLLEAGUE))

	def test_nobody_gets_access_to_an_ngo_that_has_ended(self):
		self.ask()
		self.ngo.db_set("stage", "Inactive")

		with self.assertRefused("not active in the register"):
			apply_workflow(self.get_request(), "Grant Access")

	def test_a_robot_and_who_does_not_agree_leave_nothing(self):
		self.ask(hub_second_name="x")
		with self.assertRefused("agree"):
			self.ask(consent=0)
		self.assertFalse(frappe.db.exists(REQUEST, {"ngo": self.ngo.name}))

	def test_a_representative_names_a_colleague_who_waits_on_the_page_of_the_ngo(self):
		with as_user(USER):
			add_colleague(self.ngo.name, "Bor Kos", COLLEAGUE, "Treasurer", "", 1)

		request = self.get_request()
		self.assertEqual((request.requested_by, request.stage), (USER, "Received"))
		self.assertIn("Waits for the hub", self.read("my-ngo", user=USER, name=self.ngo.name))

	def test_nobody_names_a_colleague_of_another_ngo_or_without_their_consent(self):
		for user in (STRANGER, "Guest"):
			with as_user(user), self.assertRefused("that you represent", frappe.PermissionError):
				add_colleague(self.ngo.name, "Bor Kos", COLLEAGUE, agreed=1)
		with as_user(USER), self.assertRefused("knows of this"):
			add_colleague(self.ngo.name, "Bor Kos", COLLEAGUE)

	def test_the_form_is_there_for_guests(self):
		self.assertIn("Ask for access", self.read("ask-for-access/new"))


class TestLanguage(OwnTestCase):
	def test_an_account_speaks_the_language_in_which_the_ngo_was_registered(self):
		from planota_hub.planota_hub.register.portal_access import invite_to_portal

		ngo = make_ngo(stage="Verified", representatives=[{"full_name": "Bor Kos", "email": COLLEAGUE}])
		ngo.db_set("preferred_language", "sl")

		with as_user(make_user(OFFICER, "Hub Officer")):
			invite_to_portal(ngo.name, ngo.representatives[0].name)

		self.assertEqual(frappe.db.get_value("User", COLLEAGUE, "language"), "sl")
		(mail,) = get_mails(COLLEAGUE)
		self.assertIn("Pozdravljeni", mail)


class TestPage(OwnTestCase):
	def test_shows_the_own_ngo_and_refuses_every_other_one(self):
		self.assertIn(self.ngo.ngo_name, self.read("my-ngo", user=USER, name=self.ngo.name))

		for user, name in ((STRANGER, self.ngo.name), (USER, make_ngo(stage="Verified").name), (USER, "")):
			self.assertEqual(self.open_page("my-ngo", user=user, name=name).status_code, 403)


class TestDocuments(OwnTestCase):
	def test_a_document_is_kept_private_read_by_colleagues_and_removed_by_who_added_it(self):
		with as_user(USER), uploading("../Statut <b>.pdf", b"%PDF-1.4 statute"):
			add_document(self.ngo.name)
			(document,) = get_documents(self.ngo.name)

		self.assertTrue(document.file_url.startswith("/private/"))
		with as_user(STRANGER):
			self.assertEqual(get_documents(self.ngo.name), [])
			self.assertFalse(frappe.has_permission("File", "read", document.name))
			with self.assertRefused("that you represent", frappe.PermissionError):
				remove_document(self.ngo.name, document.name)
		with as_user(USER):
			remove_document(self.ngo.name, document.name)
			self.assertEqual(get_documents(self.ngo.name), [])

	def test_a_logo_is_a_picture_whatever_its_name_says(self):
		with as_user(USER), uploading("logo.png", b"<script>alert(1)</script>"):
			with self.assertRefused("one of these kinds"):
				change_logo(self.ngo.name)
		with as_user(USER), uploading("logo.png", make_picture()):
			change_logo(self.ngo.name)

		self.assertTrue(self.reload().logo.startswith("/files/"))

	def test_wrong_empty_and_missing_files_are_refused_with_the_reason(self):
		for name, content, message in (
			("page.html", b"<p>", "one of these kinds"),
			("empty.pdf", b"", "is empty"),
			("", b"", "please choose one"),
			("big.pdf", b"0" * (MOST + 1), "File: at most 10 MB are possible."),
		):
			with self.subTest(name), as_user(USER), uploading(name, content), self.assertRefused(message):
				add_document(self.ngo.name)
			self.assertEqual(get_documents(self.ngo.name), [])

	def test_the_way_to_the_public_page_is_there_as_long_as_the_page_is(self):
		frappe.db.set_value("NGO", self.ngo.name, {"stage": "Verified", "consent_register": 1})
		self.assertIn(f'href="/ngos/{self.ngo.name}"', self.read("my-ngo", user=USER, name=self.ngo.name))

		frappe.db.set_value("NGO", self.ngo.name, "consent_register", 0)

		self.assertNotIn(f'href="/ngos/{self.ngo.name}"', self.read("my-ngo", user=USER, name=self.ngo.name))

	def test_a_field_for_a_file_says_before_what_it_takes(self):
		page = BeautifulSoup(self.read("my-ngo", user=USER, name=self.ngo.name), "html.parser")

		for name, kinds in (("logo", PICTURES), ("document", DOCUMENTS)):
			field = page.select_one(f"input[type=file]#{name}")
			self.assertEqual(field["accept"].split(","), list(kinds))
			self.assertEqual(int(field["data-most"]), MOST)
			self.assertIn("At most 10 MB", page.find(id=field["aria-describedby"]).text)


class TestHistory(OwnTestCase):
	def test_tells_who_changed_what_and_calls_the_staff_the_hub(self):
		with as_user(USER):
			ngo = frappe.get_doc("NGO", self.ngo.name)
			ngo.volunteers_count, ngo.short_name = 41, "Čebelica & sin"
			ngo.save(ignore_version=False)
		with as_user(make_user(OFFICER, "Hub Officer")):
			ngo = frappe.get_doc("NGO", self.ngo.name)
			ngo.seat_town = "Tolmin"
			ngo.save(ignore_version=False)

		with as_user(USER):
			by_hub, own = get_history(self.ngo.name)

		self.assertEqual((by_hub.who, own.who), ("The hub", "ana"))
		self.assertTrue(any("Tolmin" in line for line in by_hub.lines))
		self.assertTrue(any(line.endswith("→ Čebelica & sin") for line in own.lines))
		self.assertIn("Čebelica &amp; sin", self.read("my-ngo", user=USER, name=self.ngo.name))


class TestExport(OwnTestCase):
	def test_holds_what_the_hub_keeps_of_the_ngo_and_nothing_of_others(self):
		other = make_ngo(stage="Verified", ngo_name="Nekdo Drug")
		with as_user(USER), uploading("statut.pdf", b"%PDF-1.4 statute"):
			add_document(self.ngo.name)
			archive = ZipFile(io.BytesIO(make_archive(self.ngo.name)))

		names = archive.namelist()
		text = "\n".join(archive.read(name).decode("utf-8-sig", "replace") for name in names)
		self.assertIn("NGO.csv", names)
		self.assertIn("NGO - Representatives.csv", names)
		self.assertTrue(any(name.startswith("Documents/1-") for name in names))
		self.assertIn(self.ngo.ngo_name, text)
		for secret in (other.name, "Nekdo Drug"):
			self.assertNotIn(secret, text)

	def test_is_in_the_language_of_the_reader_without_what_the_site_notes_for_itself(self):
		frappe.db.set_value("NGO", self.ngo.name, {"legal_form": "Association", "founded_on": "2009-04-02"})
		frappe.local.lang = "sl"
		with as_user(USER):
			frappe.local.lang = "sl"
			archive = ZipFile(io.BytesIO(make_archive(self.ngo.name)))

		heading, row = archive.read("NVO.csv").decode("utf-8-sig").splitlines()[:2]
		for shown in ("Društvo", "2. 4. 2009", "Slovenija", "Preverjeno"):
			self.assertIn(shown, row)
		for own in ("Association", "Verified", "FeatureCollection"):
			self.assertNotIn(own, row)
		for own in ("Ključ imena", "Prstni odtis", "Besedilo za iskanje"):
			self.assertNotIn(own, heading)


class TestConfirmation(OwnTestCase):
	def test_an_update_confirms_the_data_too(self):
		with as_user(USER):
			update_ngo({"name": self.ngo.name, "fields_of_work": [self.get_field()], "consent_register": 1})

		self.assertTrue(self.reload().data_confirmed_on)

	def get_field(self) -> str:
		return frappe.get_all("Field of Work", pluck="name", order_by="name asc", limit=1)[0]
