# SPDX-License-Identifier: GPL-3.0-only
"""The test case class of the Frappe version that runs the tests, and how tests act as somebody else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import frappe

try:
	from frappe.tests import IntegrationTestCase as FrameworkTestCase  # Frappe 16
except ImportError:
	from frappe.tests.utils import FrappeTestCase as FrameworkTestCase  # Frappe 15


class HubTestCase(FrameworkTestCase):
	"""Every test begins as Administrator and leaves nothing behind."""

	def setUp(self):
		super().setUp()
		strict = patch.object(frappe, "only_for", ask_for_roles)
		strict.start()
		self.addCleanup(strict.stop)
		frappe.set_user("Administrator")
		frappe.clear_messages()

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback()
		frappe.db.value_cache.clear()
		frappe.clear_document_cache("Hub Settings")
		super().tearDown()

	@contextmanager
	def assertRefused(
		self, message: str, exception: type[Exception] = frappe.ValidationError
	) -> Iterator[None]:
		"""Expect an exception whose text contains the message."""
		with self.assertRaises(exception) as caught:
			yield
		self.assertIn(message, str(caught.exception))


framework_only_for = frappe.only_for


def ask_for_roles(roles: list[str] | tuple[str, ...] | str, message: bool = False) -> None:
	"""Refuse who lacks the roles, as on a site: on Frappe 15 `frappe.only_for` lets everybody pass while tests run."""
	is_test, frappe.flags.in_test = frappe.flags.in_test, False
	try:
		framework_only_for(roles, message)
	finally:
		frappe.flags.in_test = is_test


@contextmanager
def as_user(user: str) -> Iterator[None]:
	"""Act as a user, and as the one before again afterwards."""
	before = frappe.session.user
	frappe.set_user(user)
	try:
		yield
	finally:
		frappe.set_user(before)


def count_queries(work: Callable[[], Any]) -> int:
	"""Return how many statements a piece of work sends to the database."""
	with patch.object(frappe.db, "sql", side_effect=frappe.db.sql) as sql:
		work()
	return sql.call_count


def make_user(email: str, *roles: str) -> str:
	"""Create a user with the given roles and no others; returns its name."""
	if not frappe.db.exists("User", email):
		user = frappe.new_doc("User")
		user.update({"email": email, "first_name": email.split("@")[0], "send_welcome_email": 0})
		user.append_roles(*roles)
		return user.insert(ignore_permissions=True).name
	if set(frappe.get_all("Has Role", {"parent": email}, pluck="role", order_by="role asc")) != set(roles):
		user = frappe.get_doc("User", email)
		user.set("roles", [])
		user.append_roles(*roles)
		user.save(ignore_permissions=True)
	return email
