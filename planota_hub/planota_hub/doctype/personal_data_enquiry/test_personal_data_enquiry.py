# SPDX-License-Identifier: GPL-3.0-only
import json
from unittest.mock import patch

import frappe
from frappe.utils import add_days, add_months, getdate, now_datetime, today

from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_workshop
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	make_registration,
)
from planota_hub.capacity_building.workshops.seats import check_seats
from planota_hub.funding.doctype.funded_project.test_funded_project import make_project
from planota_hub.personal_data import enquiries, enquiry_intake, erasure, terms
from planota_hub.personal_data.account_requests import get_words_of_user, remove_from_hub
from planota_hub.personal_data.mail import PURPOSE
from planota_hub.personal_data.words import Words
from planota_hub.planota_hub.briefings.opt_out import get_opted_out
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.notification.test_notifications import make_outgoing_account
from planota_hub.public_forms.intake import HONEYPOT_FIELD
from planota_hub.public_forms.test_website import PageTestCase
from planota_hub.rules.search_index import fill_search_index
from planota_hub.rules.tokens import InvalidTokenError, make_token
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.outgoing_mail import no_outgoing_account

ENQUIRY = "Personal Data Enquiry"
EMAIL = "ana.kos@enquiry.test"
NAME = "Ana Kosmač"


def make_enquiry(kind: str = "Deletion", **overrides):
	"""Enter a request that came by letter, and look for the person."""
	values = {"doctype": ENQUIRY, "kind": kind, "email": EMAIL, "full_name": NAME, **overrides}
	doc = frappe.get_doc(values).insert()
	enquiries.search(doc.name)
	return doc.reload()


def decide(doc, **by_doctype) -> None:
	"""Decide on every row: as said for its DocType, else that it is theirs."""
	for row in doc.findings:
		row.decision, row.reason = by_doctype.get(frappe.scrub(row.record_type), (terms.THEIRS, None))
	doc.identity_check = "Called back"
	doc.save()


def carry_out(doc):
	enquiries.approve(doc.name)
	enquiries.carry_out(doc.name)
	return doc.reload()


class EnquiryTestCase(HubTestCase):
	def setUp(self):
		super().setUp()
		make_outgoing_account()
		self.ngo = make_ngo(representatives=[{"full_name": NAME, "email": EMAIL, "phone": "05 111 22 33"}])
		self.namesake = make_ngo(representatives=[{"full_name": NAME, "email": "other.ana@enquiry.test"}])

	def get_rows(self, doc) -> dict:
		return {(row.record_type, row.record_name): row for row in doc.findings}


class TestSearch(EnquiryTestCase):
	def test_what_has_the_address_is_theirs_and_a_namesake_is_to_be_decided_on(self):
		rows = self.get_rows(make_enquiry())

		sure, unsure = rows["NGO", self.ngo.name], rows["NGO", self.namesake.name]
		self.assertEqual((sure.found_by, sure.decision), ("Address", "Theirs"))
		self.assertEqual((unsure.found_by, unsure.decision), ("Name or Phone", ""))

	def test_a_first_name_alone_finds_nobody(self):
		rows = self.get_rows(make_enquiry(email="nobody@enquiry.test", full_name="Ana"))

		self.assertEqual(rows, {})

	def test_a_new_search_keeps_what_was_decided(self):
		doc = make_enquiry()
		decide(doc, ngo=("Keep", "Proceedings at court"))

		enquiries.search(doc.name)

		row = self.get_rows(doc.reload())["NGO", self.ngo.name]
		self.assertEqual((row.decision, row.reason), ("Keep", "Proceedings at court"))

	def test_a_comment_that_names_the_person_in_other_letters_is_found(self):
		comment = self.namesake.add_comment("Comment", "Called ANA KOSMAČ about it")

		rows = self.get_rows(make_enquiry())

		self.assertEqual(rows["Comment", comment.name].found_by, "Name or Phone")


class TestSharedMailbox(HubTestCase):
	"""Two colleagues at one mailbox: a request of one neither hands out nor removes what is about the other."""

	OFFICE = "pisarna@enquiry.test"
	COLLEAGUE = "Bor Zupančič"

	def setUp(self):
		super().setUp()
		make_outgoing_account()
		people = [{"full_name": name, "email": self.OFFICE} for name in (NAME, self.COLLEAGUE)]
		self.ngo = make_ngo(representatives=people)
		workshop = make_workshop()
		self.own, self.other = (
			make_registration(workshop, participant_name=name, email=self.OFFICE, ngo=None)
			for name in (f"dr. {NAME}", self.COLLEAGUE)
		)

	def ask(self, kind: str = "Deletion", **overrides):
		return make_enquiry(kind, email=self.OFFICE, **overrides)

	def get_rows(self, doc) -> dict:
		return {row.record_name: (row.found_by, row.decision) for row in doc.findings}

	def decide_rest(self, doc) -> None:
		"""Decide on what nobody could tell: that it is somebody else's."""
		for row in doc.findings:
			row.decision = row.decision or terms.NOT_THEIRS
		doc.identity_check = "Called back"
		doc.save()

	def test_what_has_the_name_is_theirs_and_what_has_another_is_not(self):
		note = self.own.add_comment("Comment", f"Wrote from {self.OFFICE}")
		letter = frappe.get_doc(
			{"doctype": "Communication", "subject": "Hello", "sender": self.OFFICE, "content": "Hello"}
		).insert()

		rows = self.get_rows(self.ask())

		self.assertEqual(rows[self.own.name], ("Address", "Theirs"))
		self.assertEqual(rows[self.ngo.name], ("Address", "Theirs"))
		self.assertEqual(rows[note.name], ("Shared Mailbox", "Theirs"))
		self.assertEqual(rows[self.other.name], ("Colleague at the Mailbox", "Not Theirs"))
		self.assertEqual(rows[letter.name], ("Shared Mailbox", ""))

	def test_a_deletion_leaves_the_colleague_as_they_were(self):
		doc = self.ask()
		self.decide_rest(doc)

		self.assertEqual(carry_out(doc).status, "Done", doc.failure)

		self.own.reload()
		self.assertEqual((self.own.participant_name, self.own.email), ("Removed", None))
		self.other.reload()
		self.assertEqual((self.other.participant_name, self.other.email), (self.COLLEAGUE, self.OFFICE))
		people = [(row.full_name, row.email) for row in self.ngo.reload().representatives]
		self.assertEqual(people, [("Removed", None), (self.COLLEAGUE, self.OFFICE)])

	def test_a_copy_holds_nothing_of_the_colleague(self):
		doc = self.ask("Access")
		self.decide_rest(doc)

		copy = json.dumps(enquiries.get_copy_of(doc.name), default=str, ensure_ascii=False)

		self.assertIn(NAME, copy)
		self.assertNotIn(self.COLLEAGUE, copy)
		self.assertNotIn(self.other.name, copy)

	def test_what_staff_decide_to_be_theirs_though_it_is_written_otherwise_goes_too(self):
		self.other.db_set("participant_name", "Ančka Kosm")
		doc = self.ask()
		for row in doc.findings:
			if row.record_name == self.other.name:
				row.decision = terms.THEIRS
		self.decide_rest(doc)

		self.assertEqual(carry_out(doc).status, "Done", doc.failure)

		self.assertEqual(self.other.reload().participant_name, "Removed")

	def test_without_a_name_nothing_at_the_mailbox_is_anybodys_for_certain(self):
		rows = self.get_rows(self.ask(full_name=None))

		self.assertNotIn("Theirs", [decision for _found_by, decision in rows.values()])
		self.assertIn(self.own.name, rows)

	def test_the_frameworks_own_requests_follow_the_person_with_the_account(self):
		make_user(self.OFFICE)
		frappe.db.set_value("User", self.OFFICE, "full_name", NAME)

		request = frappe.get_doc({"doctype": "Personal Data Download Request", "user": self.OFFICE}).insert()
		(url,) = frappe.get_all("File", {"attached_to_name": request.name}, pluck="name")
		copy = frappe.get_doc("File", url).get_content()
		remove_from_hub(self.OFFICE, get_words_of_user(self.OFFICE))
		deletion = frappe.new_doc("Personal Data Deletion Request")
		deletion.email = self.OFFICE
		deletion.redact_full_match_data(
			{"doctype": "Workshop Registration", "filter_by": "email", "redact_fields": ["participant_name"]},
			self.OFFICE,
		)

		self.assertIn(self.own.name, copy)
		self.assertNotIn(self.other.name, copy)
		self.assertEqual(self.own.reload().participant_name, "Removed")
		self.assertEqual(self.other.reload().participant_name, self.COLLEAGUE)

	def make_account(self, email: str, full_name: str = NAME) -> None:
		make_user(email)
		frappe.db.set_value("User", email, "full_name", full_name)

	def end_account(self, email: str) -> None:
		"""Let an account be deleted as the framework does it."""
		request = frappe.get_doc({"doctype": "Personal Data Deletion Request", "email": email})
		with patch.object(type(request), "send_verification_mail"):
			request.insert(ignore_permissions=True)
		request._anonymize_data()

	def test_what_no_name_tells_is_left_to_the_staff_when_an_account_ends(self):
		letter = frappe.get_doc(
			{"doctype": "Communication", "subject": "Hello", "sender": self.OFFICE, "content": "Hello"}
		).insert()
		officer = make_user("officer@enquiry.test", "Hub Officer")
		self.make_account(self.OFFICE)

		self.end_account(self.OFFICE)

		(doc,) = (frappe.get_doc(ENQUIRY, name) for name in frappe.get_all(ENQUIRY, {"email": self.OFFICE}))
		self.assertEqual((doc.kind, doc.status, doc.full_name), ("Deletion", "Open", NAME))
		self.assertTrue(
			frappe.db.exists("Notification Log", {"document_name": doc.name, "for_user": officer})
		)
		enquiries.search(doc.name)
		rows = self.get_rows(doc.reload())
		self.assertEqual(rows[letter.name], ("Shared Mailbox", ""))
		self.assertNotIn(self.own.name, rows)
		letter.reload()
		self.assertEqual((letter.sender, letter.content), (self.OFFICE, "Hello"))
		self.decide_rest(doc)
		self.assertEqual(carry_out(doc).status, "Done", doc.failure)

	def test_who_shares_a_mailbox_keeps_their_contact_when_a_colleagues_account_ends(self):
		self.make_account(self.OFFICE)
		contact = frappe.get_doc(
			doctype="Contact", full_name=self.COLLEAGUE, first_name="Bor", last_name="Zupančič"
		)
		contact.append("email_ids", {"email_id": self.OFFICE, "is_primary": 1})
		contact.insert()

		self.end_account(self.OFFICE)

		kept = frappe.db.get_value("Contact", contact.name, ["full_name", "email_id"])
		self.assertEqual(kept, (self.COLLEAGUE, self.OFFICE))

	def test_no_enquiry_is_opened_where_nothing_is_left_to_decide_or_one_is_open(self):
		self.make_account("alone@enquiry.test", "Cene Samotar")
		self.end_account("alone@enquiry.test")
		self.assertFalse(frappe.db.exists(ENQUIRY, {"email": "alone@enquiry.test"}))
		frappe.get_doc(
			{"doctype": "Communication", "subject": "Hello", "sender": self.OFFICE, "content": "Hello"}
		).insert()
		self.ask()
		self.make_account(self.OFFICE)

		self.end_account(self.OFFICE)

		self.assertEqual(frappe.db.count(ENQUIRY, {"email": self.OFFICE}), 1)


class TestDecision(EnquiryTestCase):
	def test_nothing_is_approved_while_a_row_is_undecided(self):
		doc = make_enquiry()

		with self.assertRefused("Records: please decide on row"):
			enquiries.approve(doc.name)

	def test_what_stays_needs_a_reason(self):
		with self.assertRefused("please say why it must stay"):
			decide(make_enquiry(), ngo=("Keep", " "))

	def test_rows_come_from_the_search_only(self):
		doc = make_enquiry()
		doc.append("findings", {"record_type": "NGO", "record_name": "NGO-1", "decision": "Theirs"})
		with self.assertRefused("rows come from the search only"):
			doc.save()
		doc.reload()
		doc.findings[0].record_name = "NGO-1"

		doc.save()

		self.assertNotIn("NGO-1", [row.record_name for row in doc.reload().findings])

	def test_officers_prepare_and_managers_decide(self):
		doc = make_enquiry()
		decide(doc)
		officer, manager = (
			make_user(f"{role}@enquiry.test", f"Hub {role}") for role in ("Officer", "Manager")
		)
		for action in (lambda: enquiries.approve(doc.name), lambda: enquiries.refuse(doc.name, "x")):
			with as_user(officer), self.assertRaises(frappe.PermissionError):
				action()

		with as_user(manager):
			enquiries.approve(doc.name)

		self.assertEqual((doc.reload().status, doc.decided_by), ("Approved", manager))

	def test_auditors_see_the_course_and_no_person(self):
		doc = make_enquiry()
		with as_user(make_user("auditor@enquiry.test", "Hub Auditor")):
			(row,) = frappe.get_list(ENQUIRY, {"name": doc.name}, ["*"])
			self.assertNotIn(EMAIL, json.dumps(row, default=str))
			seen = frappe.get_doc(ENQUIRY, doc.name)
			seen.apply_fieldlevel_read_permissions()
			self.assertFalse(seen.get("email") or seen.get("full_name"))

	def test_a_letter_has_to_be_answered_within_a_month_and_the_staff_are_reminded_once(self):
		doc = make_enquiry(received_on=add_days(today(), -25))
		self.assertEqual(getdate(doc.due_on), getdate(add_months(add_days(today(), -25), 1)))

		with patch("planota_hub.mail.hub_mail.notify_staff") as notify:
			enquiries.watch()
			enquiries.watch()

		self.assertEqual([call.args[1] for call in notify.call_args_list], [doc.name])

	def test_the_day_of_a_letter_is_not_yet_to_come(self):
		with self.assertRefused("Received On: this day is yet to come"):
			make_enquiry(received_on=add_days(today(), 1))

	def test_what_the_server_decides_cannot_be_typed_in(self):
		doc = make_enquiry()
		doc.update({"status": "Done", "due_on": "2099-01-01", "closed_on": today()})

		doc.save()

		doc.reload()
		self.assertEqual((doc.status, doc.closed_on), ("Open", None))

	def test_a_refusal_tells_why_and_where_to_complain_and_the_request_forgets_the_person(self):
		doc = make_enquiry()

		enquiries.refuse(doc.name, "The law asks for it")

		mail = frappe.get_last_doc("Email Queue", {"reference_name": doc.name})
		text = mail.message.replace("=\n", "").replace("=\r\n", "")
		self.assertIn("The law asks for it", text)
		self.assertIn("www.ip-rs.si", text)
		doc.reload()
		self.assertEqual((doc.status, doc.email, doc.full_name), ("Refused", None, None))
		self.assertTrue(doc.person_digest)
		self.assertEqual(self.ngo.reload().representatives[0].email, EMAIL)


class TestDeletion(EnquiryTestCase):
	def test_the_person_goes_and_the_namesake_stays(self):
		doc = make_enquiry()
		decide(doc, ngo=("Theirs", None))
		for row in doc.findings:
			if row.record_name == self.namesake.name:
				row.decision = "Not Theirs"
		doc.save()

		carry_out(doc)

		self.assertEqual((doc.status, doc.failure), ("Done", None))
		row = self.ngo.reload().representatives[0]
		self.assertEqual((row.full_name, row.email, row.phone), ("Removed", None, None))
		self.assertEqual(self.namesake.reload().representatives[0].full_name, NAME)

	def test_no_later_round_writes_the_person_into_the_search_index_again(self):
		deleted = make_stakeholder(stakeholder_name="Zavod Jelka", email=EMAIL)
		deleted.delete()
		doc = make_enquiry()
		decide(doc)

		carry_out(doc)
		fill_search_index()

		indexed = frappe.db.sql("SELECT name FROM `__global_search` WHERE content LIKE %s", (f"%{EMAIL}%",))
		self.assertEqual(list(indexed), [])

	def test_when_the_person_is_still_somewhere_nothing_is_changed(self):
		doc = make_enquiry()
		decide(doc)
		enquiries.approve(doc.name)
		with patch.object(erasure, "remove_from_document"):
			enquiries.carry_out(doc.name)

		doc.reload()
		self.assertEqual((doc.status, doc.email), ("Open", EMAIL))
		self.assertIn(f"NGO {self.ngo.name}", doc.failure)
		self.assertEqual(self.ngo.reload().representatives[0].email, EMAIL)
		errors = frappe.get_all("Error Log", fields=["*"], order_by="creation desc", limit=3)
		self.assertNotIn(EMAIL, json.dumps(errors, default=str))

	def test_a_request_is_carried_out_once(self):
		doc = make_enquiry()
		decide(doc)
		carry_out(doc)

		with patch.object(enquiries, "erase") as erase:
			enquiries.carry_out(doc.name)

		erase.assert_not_called()

	def test_what_a_stopped_worker_left_is_begun_again(self):
		approved = make_enquiry()
		decide(approved)
		enquiries.approve(approved.name)
		unsearched = make_enquiry(email="other@enquiry.test", full_name=None)
		unsearched.db_set("searched_on", None)

		with patch.object(enquiries, "enqueue") as enqueue:
			enquiries.resume()

		begun = {(call.args[0].rpartition(".")[2], call.args[1]) for call in enqueue.call_args_list}
		self.assertEqual(begun, {("carry_out", approved.name), ("search", unsearched.name)})

	def test_a_list_for_a_funder_keeps_the_name_and_loses_the_address(self):
		project = make_project(starts_on=add_months(today(), -6), ends_on=add_months(today(), 6))
		workshop = make_workshop(funded_project=project.name)
		registration = make_registration(workshop, participant_name=NAME, email=EMAIL, phone="05 111 22 33")
		registration.db_set({"attendance": "Attended", "needs": "No stairs"})
		doc = make_enquiry()
		decide(doc)

		carry_out(doc)

		self.assertIsNone(doc.failure)
		registration.reload()
		self.assertEqual((registration.participant_name, registration.email), (NAME, None))
		self.assertEqual((registration.phone, registration.needs, registration.email_key), (None, None, None))
		mail = frappe.get_last_doc("Email Queue", {"reference_name": doc.name}).message
		self.assertIn("kept for the funder", mail.replace("=\n", "").replace("=\r\n", ""))

	def test_a_seat_of_a_workshop_to_come_goes_to_the_first_one_waiting(self):
		workshop = make_workshop(capacity=1)
		seated = make_registration(workshop, participant_name=NAME, email=EMAIL)
		waiting = make_registration(workshop, participant_name="Jan Mlakar", email="jan@enquiry.test")
		doc = make_enquiry()
		decide(doc)

		carry_out(doc)

		self.assertIsNone(doc.failure)
		self.assertEqual((seated.reload().status, seated.email), ("Cancelled", None))
		self.assertEqual(waiting.reload().status, "Confirmed")
		self.assertEqual(check_seats(), [])
		self.assertTrue(frappe.db.exists("Email Queue Recipient", {"recipient": waiting.email}))

	def test_a_registration_that_the_person_entered_for_somebody_else_stays_as_it_is(self):
		workshop = make_workshop(capacity=1)
		other = make_registration(workshop, participant_name="Jan Mlakar", registered_by=make_user(EMAIL))
		comment = other.add_comment("Comment", "Comes by bus")
		doc = make_enquiry()
		decide(doc)

		carry_out(doc)

		self.assertIsNone(doc.failure)
		self.assertEqual((other.reload().status, other.participant_name), ("Confirmed", "Jan Mlakar"))
		self.assertTrue(frappe.db.exists("Comment", comment.name))

	def test_a_seat_of_a_workshop_that_is_over_stays_in_its_figures(self):
		workshop = make_workshop(days=-7)
		seated = make_registration(workshop, participant_name=NAME, email=EMAIL)
		doc = make_enquiry()
		decide(doc)

		carry_out(doc)

		self.assertIsNone(doc.failure)
		self.assertEqual((seated.reload().status, seated.email), ("Confirmed", None))

	def test_a_user_loses_name_and_access_and_what_they_wrote_stays(self):
		user = make_user(EMAIL, "Hub Officer")
		frappe.db.set_value("NGO", self.namesake.name, "owner", user)
		doc = make_enquiry()
		decide(doc, ngo=("Not Theirs", None))
		for row in doc.findings:
			if row.record_name == self.ngo.name:
				row.decision = "Theirs"
		doc.save()

		carry_out(doc)

		self.assertIsNone(doc.failure)
		self.assertFalse(frappe.db.exists("User", EMAIL))
		owner = frappe.db.get_value("NGO", self.namesake.name, "owner")
		self.assertEqual(frappe.db.get_value("User", owner, ["enabled", "full_name"]), (0, "Removed"))

	def test_who_unsubscribed_stays_unsubscribed(self):
		entry = frappe.get_doc({"doctype": "Briefing Opt-Out", "email": EMAIL, "note": NAME}).insert()
		doc = make_enquiry()
		decide(doc)

		carry_out(doc)

		self.assertEqual((entry.reload().email, entry.note), (None, None))
		self.assertEqual(get_opted_out([EMAIL]), {EMAIL})


class TestForm(EnquiryTestCase):
	def ask(self, **values) -> dict:
		with as_user("Guest"):
			return enquiry_intake.ask_about_data({"kind": "Deletion", "email": EMAIL, **values})

	def get_enquiries(self, email: str = EMAIL) -> list:
		return frappe.get_all(ENQUIRY, {"email": email}, ["name", "status", "owner"], order_by="creation asc")

	def test_the_answer_is_the_same_whether_or_not_the_address_is_known(self):
		self.assertEqual(self.ask(), self.ask(email="nobody@enquiry.test"))

	def test_it_counts_once_the_link_was_opened_and_the_button_pressed(self):
		self.ask()
		(enquiry,) = self.get_enquiries()
		self.assertEqual((enquiry.status, enquiry.owner), ("Unconfirmed", "Guest"))
		token = make_token(PURPOSE, enquiry.name)
		with as_user("Guest"):
			enquiry_intake.confirm(token)
			enquiry_intake.confirm(token)
			with self.assertRaises(InvalidTokenError):
				enquiry_intake.confirm(f"{enquiry.name}.AAAAAAAAAAAAAAAAAAAAAAAA")

		doc = frappe.get_doc(ENQUIRY, enquiry.name)
		self.assertEqual((doc.status, getdate(doc.received_on)), ("Open", getdate(today())))
		self.assertTrue(doc.confirmed_on)

	def test_nobody_is_flooded_with_mails_and_robots_send_none(self):
		for _number in range(5):
			self.ask()
		self.ask(email="robot@enquiry.test", **{HONEYPOT_FIELD: "x"})

		self.assertEqual(len(self.get_enquiries()), enquiry_intake.MAILS_PER_DAY)
		self.assertEqual(self.get_enquiries("robot@enquiry.test"), [])

	def test_nobody_can_be_kept_from_asking(self):
		change_settings(anonymous_intake_allowed=0)

		self.assertEqual(self.ask(), {"outcome": "asked"})

	def test_wrong_input_names_the_field_and_saves_nothing(self):
		for values, message in (
			({"email": "ana at home"}, "Email: please enter"),
			({"kind": "Sale"}, "What Is Asked For: please choose"),
			({"phone": "call me"}, "is not a phone number"),
			({"full_name": "<script>"}, "Full Name"),
		):
			with self.subTest(values), self.assertRefused(message):
				self.ask(**values)
		self.assertEqual(self.get_enquiries(), [])

	def test_what_nobody_confirms_is_deleted(self):
		self.ask()
		(enquiry,) = self.get_enquiries()
		frappe.db.set_value(ENQUIRY, enquiry.name, "creation", add_days(now_datetime(), -8))
		with as_user("Guest"), self.assertRaises(enquiry_intake.ExpiredLinkError):
			enquiry_intake.confirm(make_token(PURPOSE, enquiry.name))

		enquiries.watch()

		self.assertFalse(frappe.db.exists(ENQUIRY, enquiry.name))

	def test_a_copy_whose_mail_cannot_be_queued_goes_back_to_the_manager(self):
		doc = make_enquiry("Access")
		decide(doc)

		with no_outgoing_account():
			carry_out(doc)

		self.assertEqual((doc.reload().status, doc.closed_on), ("Open", None))
		self.assertIn("E-mail is not set up", doc.failure)

	def test_the_copy_is_a_file_for_two_weeks_and_then_the_person_is_forgotten(self):
		doc = make_enquiry("Access")
		decide(doc)
		carry_out(doc)
		token = make_token(PURPOSE, doc.name)

		with as_user("Guest"):
			enquiry_intake.fetch_copy(token)
		self.assertIn(EMAIL, frappe.local.response.filecontent.decode())

		doc.db_set("decided_on", add_days(now_datetime(), -15))
		with as_user("Guest"), self.assertRaises(enquiry_intake.ExpiredLinkError):
			enquiry_intake.fetch_copy(token)
		enquiries.watch()
		self.assertIsNone(doc.reload().email)


class TestPages(PageTestCase):
	def test_form_opens_for_guests_and_a_made_up_link_is_refused(self):
		self.assertIn("A copy of my data", self.read("my-personal-data/new"))
		response = self.open_page("personal-data", token="x")
		self.assertEqual(response.status_code, 403)
		self.assertIn("This link is not valid", response.get_data(as_text=True))

	def test_the_record_is_for_managers_and_auditors(self):
		for role, status in (("Hub Manager", 200), ("Hub Auditor", 200), ("Hub Officer", 403)):
			response = self.open_page(
				"record-of-processing", make_user(f"{frappe.scrub(role)}@record.test", role)
			)
			with self.subTest(role):
				self.assertEqual(response.status_code, status)
				page = response.get_data(as_text=True)
				self.assertEqual("Register of NGOs and stakeholders" in page, status == 200)
				self.assertIn("<h1>Record of Processing Activities</h1>", page)
				self.assertIn('rel="icon"', page)


class TestWords(HubTestCase):
	def test_a_person_is_taken_out_of_every_spelling_and_others_are_left(self):
		words = Words(["ana@x.test"], [NAME, "05 111 22 33"])
		for text in (
			"ANA@X.test",
			"Ana  Kosmač",
			"Ana Kosma\\u010d",
			"051112233",
			"05/111-22-33",
			"ana%40x.test",
		):
			with self.subTest(text):
				self.assertEqual(words.remove_from(f"- {text}."), "- [Removed].")
		for text in ("diana@x.test", "ana@x.testing.org", "Ana Kosmačeva", "Ana"):
			with self.subTest(text):
				self.assertFalse(words.name_person(text))
