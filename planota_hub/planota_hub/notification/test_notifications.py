# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.email.doctype.notification.notification import trigger_daily_alerts
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, today

from planota_hub.planota_hub.doctype.ngo.test_ngo import (
	OFFICER,
	make_ngo,
	make_registration_number,
	new_ngo,
	take_step,
)
from planota_hub.planota_hub.register.test_intake import register
from planota_hub.tests.compat import HubTestCase, as_user, make_user

SUBMITTER = "ana@example.org"


def make_outgoing_account():
	"""Mail is queued only where an outgoing account is."""
	if frappe.db.exists("Email Account", {"default_outgoing": 1}):
		return
	frappe.get_doc(
		{
			"doctype": "Email Account",
			"email_account_name": "Hub test",
			"email_id": "hub@example.org",
			"smtp_server": "localhost",
			"enable_outgoing": 1,
			"default_outgoing": 1,
			"awaiting_password": 1,
		}
	).insert(ignore_permissions=True)


def get_mails(ngo) -> list[dict]:
	"""Return subject, recipients and content of the mails about an NGO, the first one first."""
	return frappe.get_all(
		"Communication",
		filters={"reference_name": ngo.name, "communication_type": "Automated Message"},
		fields=["subject", "recipients", "content"],
		order_by="creation asc",
	)


class TestNotifications(HubTestCase):
	def setUp(self):
		super().setUp()
		make_outgoing_account()

	def test_submitter_is_told_that_the_ngo_is_verified_and_once(self):
		ngo = make_ngo(submitter_email=SUBMITTER)

		apply_workflow(ngo, "Verify")
		ngo.reload()
		ngo.short_name = "Kratko"
		ngo.save()

		(mail,) = get_mails(ngo)
		self.assertEqual(mail.recipients, SUBMITTER)
		self.assertIn("is now in the register", mail.content)

	def test_submitter_is_told_why_the_ngo_was_rejected(self):
		ngo = make_ngo(submitter_email=SUBMITTER, rejection_reason="Seat in another region & country")

		take_step(ngo, "Reject")

		(mail,) = get_mails(ngo)
		self.assertIn("Seat in another region &amp; country", mail.content)

	def test_nobody_is_told_where_nobody_left_an_address(self):
		self.assertEqual(get_mails(make_ngo(stage="Verified")), [])

	def test_officers_are_told_of_a_registration_on_the_web_only(self):
		make_user(OFFICER, "Hub Officer")
		frappe.flags.in_web_form = True
		self.addCleanup(frappe.flags.pop, "in_web_form", None)

		with as_user("Guest"):
			ngo = new_ngo().insert(ignore_permissions=True)
		frappe.flags.in_web_form = False

		(mail,) = get_mails(ngo)
		self.assertIn(OFFICER, mail.recipients)
		self.assertIn(ngo.ngo_name, mail.subject)
		self.assertEqual(get_mails(make_ngo()), [])

	def test_officers_are_told_of_a_listed_ngo_that_registers_itself_and_not_of_one_that_they_contact(self):
		make_user(OFFICER, "Hub Officer")
		number = make_registration_number()
		listed = make_ngo(stage="Listed", registration_number=number)
		contacted = take_step(make_ngo(stage="Listed"), "Begin Contact")

		register(registration_number=number)

		mails = [mail for mail in get_mails(listed) if OFFICER in mail.recipients]
		self.assertEqual([mail.subject for mail in mails], [f"New registration to verify: {listed.ngo_name}"])
		self.assertEqual(get_mails(contacted), [])

	def test_officers_are_told_ninety_days_before_a_status_ends(self):
		make_user(OFFICER, "Hub Officer")
		ends = {"public_interest_statuses": [{"valid_until": add_days(today(), 90)}]}
		ngo, other = make_ngo(stage="Verified", **ends), make_ngo(**ends)

		trigger_daily_alerts()

		(mail,) = get_mails(ngo)
		self.assertIn(OFFICER, mail.recipients)
		self.assertIn(ngo.ngo_name, mail.subject)
		self.assertEqual(get_mails(other), [])

	def test_each_reads_in_their_own_language_whoever_acts(self):
		make_user(OFFICER, "Hub Officer")
		frappe.local.lang = "sl"
		self.addCleanup(setattr, frappe.local, "lang", "en")
		frappe.flags.in_web_form = True
		self.addCleanup(frappe.flags.pop, "in_web_form", None)
		with as_user("Guest"):
			ngo = new_ngo(submitter_email=SUBMITTER, preferred_language="sl").insert(ignore_permissions=True)
		frappe.flags.in_web_form = False
		frappe.local.lang = "en"

		take_step(ngo, "Verify")

		to_staff, to_ngo = get_mails(ngo)
		self.assertTrue(to_staff.subject.startswith("New registration to verify"))
		self.assertIn("waits to be verified", to_staff.content)
		self.assertTrue(to_ngo.subject.startswith("Vaša organizacija je v registru"))
		self.assertIn("Lep pozdrav", to_ngo.content)
