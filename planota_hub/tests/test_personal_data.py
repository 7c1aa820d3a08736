# SPDX-License-Identifier: GPL-3.0-only
"""A person's right to get their data and to have them deleted, through the framework's own requests."""

import json
from unittest.mock import patch

import frappe
from frappe.website.doctype.personal_data_download_request.personal_data_download_request import get_user_data

from planota_hub.local_networks.doctype.body_mandate.test_body_mandate import make_mandate
from planota_hub.personal_data.account_requests import CONTACT_JOB
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.tests.compat import HubTestCase, make_user

ANA = "ana.kos@ngo.test"
COPY = "Personal Data Download Request"


class TestPersonalData(HubTestCase):
	def setUp(self):
		super().setUp()
		make_user(ANA)
		self.represented = make_represented_ngo(ANA)
		self.submitted = make_ngo(submitter_name="Ana Kos", submitter_email=ANA)
		self.other = make_ngo(submitter_name="Bor Kos", submitter_email="bor@ngo.test")

	def test_a_person_gets_what_the_register_holds_of_them(self):
		data = json.loads(get_user_data(ANA))

		self.assertEqual([row["name"] for row in data["NGO"]], [self.submitted.name])
		self.assertEqual([row["parent"] for row in data["NGO Representative"]], [self.represented.name])

	def test_deletion_leaves_the_ngos_and_no_name_or_address(self):
		request = frappe.get_doc({"doctype": "Personal Data Deletion Request", "email": ANA})
		with patch.object(type(request), "send_verification_mail"):
			request.insert(ignore_permissions=True)

		request._anonymize_data(ANA, request.name)

		for ngo in (self.represented, self.submitted, self.other):
			ngo.reload()
		row = self.represented.representatives[0]
		self.assertNotIn("ana", f"{row.full_name} {row.email} {row.phone}".lower().replace("redacted", ""))
		self.assertNotIn(ANA, (self.submitted.submitter_email, self.submitted.submitter_name))
		self.assertNotEqual(self.submitted.submitter_name, "Ana Kos")
		self.assertEqual(self.other.submitter_name, "Bor Kos")

	def test_deletion_reaches_what_the_framework_leaves(self):
		row = self.represented.reload().representatives[0].name
		changes = [
			["representatives", 0, row, [["phone", "05 111 22 33", "05 111 22 44"], ["email", None, ANA]]]
		]
		version = {"doctype": "Version", "ref_doctype": "NGO", "docname": self.represented.name}
		frappe.get_doc({**version, "data": json.dumps({"row_changed": changes})}).insert()
		self.represented.add_comment("Comment", f"Write to {ANA}")
		mandate = make_mandate(deputy_name="Ana Kos", deputy_email=ANA)
		self.assertTrue(self.find_versions("05 111 22 33"))
		request = frappe.get_doc({"doctype": "Personal Data Deletion Request", "email": ANA})
		with patch.object(type(request), "send_verification_mail"):
			request.insert(ignore_permissions=True)

		request._anonymize_data()

		self.assertFalse(self.find_versions("05 111 22 33") + self.find_versions(ANA))
		self.assertFalse(frappe.get_all("Comment", {"content": ("like", f"%{ANA}%")}, order_by="name asc"))
		mandate.reload()
		self.assertEqual((mandate.deputy_name, mandate.deputy_email), (None, None))
		request.reload()
		self.assertEqual((request.status, request.email), ("Deleted", request.name))

	def test_copies_that_somebody_asked_for_go_with_the_account(self):
		copy = frappe.get_doc({"doctype": COPY, "user": ANA, "user_name": "Ana Kosmač"})
		copy.insert(ignore_permissions=True)
		self.assertTrue(frappe.db.exists("File", {"attached_to_name": copy.name}))

		self.make_request()._anonymize_data()

		self.assertFalse(frappe.db.exists(COPY, copy.name))
		self.assertFalse(frappe.db.exists("File", {"attached_to_name": copy.name}))
		self.assertFalse(frappe.db.exists("Comment", {"content": ("like", "%Ana-Kosmač%")}))

	def test_no_job_of_the_framework_writes_down_again_who_is_being_deleted(self):
		user, request = frappe.get_doc("User", ANA), self.make_request()
		self.assertEqual(self.get_user_of_job(user), ANA)
		request.db_set("status", "Pending Approval")
		self.assertEqual(self.get_user_of_job(user), "Guest")

		request._anonymize_data()

		self.assertEqual(self.get_user_of_job(user), "Guest")

	def get_user_of_job(self, user) -> str:
		"""Return for whom the framework makes a contact when the job begins that it queued for a user."""
		kwargs = {"user": user}
		for hook in frappe.get_hooks("before_job"):
			frappe.call(hook, method=CONTACT_JOB, kwargs=kwargs, transaction_type="job")
		return kwargs["user"].name

	def make_request(self):
		request = frappe.get_doc({"doctype": "Personal Data Deletion Request", "email": ANA})
		with patch.object(type(request), "send_verification_mail"):
			return request.insert(ignore_permissions=True)

	def find_versions(self, text: str) -> list[str]:
		filters = {"ref_doctype": "NGO", "data": ("like", f"%{text}%")}
		return frappe.get_all("Version", filters, pluck="name", order_by="name asc")
