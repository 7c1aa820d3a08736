# SPDX-License-Identifier: GPL-3.0-only
"""Who can't save because the disk is full is told so, and of other faults nothing is made up."""

import json
import shutil
from unittest.mock import patch

import frappe
from frappe.utils import set_request
from werkzeug.wrappers import Response

from planota_hub.guards.full_disk import LEAST, answer_full_disk
from planota_hub.tests.compat import HubTestCase


class TestFullDisk(HubTestCase):
	def answer(self, free: int, status: int = 500, mimetype: str = "application/json") -> Response:
		response = Response('{"exc": "Traceback"}', status, mimetype=mimetype)
		set_request(method="POST", path="/api/method/frappe.client.save")
		with patch.object(shutil, "disk_usage") as usage:
			usage.return_value.free = free
			answer_full_disk(response, frappe.local.request)
		return response

	def test_a_fault_on_a_full_disk_is_told_as_that(self):
		response = self.answer(LEAST - 1)

		answer = json.loads(response.get_data())
		self.assertEqual(response.status_code, frappe.ValidationError.http_status_code)
		self.assertIn("the disk of the site is full", json.loads(answer["_server_messages"])[0])
		self.assertNotIn("exc", answer)

	def test_other_faults_and_answers_stay_as_they_are(self):
		for free, status, mimetype in (
			(LEAST, 500, "application/json"),
			(0, 200, "application/json"),
			(0, 417, "application/json"),
			(0, 500, "text/html"),
		):
			response = self.answer(free, status, mimetype)
			self.assertEqual((response.status_code, response.get_data()), (status, b'{"exc": "Traceback"}'))
