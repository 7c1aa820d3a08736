# SPDX-License-Identifier: GPL-3.0-only
"""Many people who do something in the same moment, each over a connection of their own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import frappe

# so many press the button in the very same moment; a server has no more workers than that
AT_ONCE = 40


def call_at_once(call: Callable, arguments: list, user: str = "Guest") -> list:
	"""Call a function once per argument, many in the same moment, as a user; return the answers in their order.

	Each call is a request of its own: committed at the end, or rolled back when it fails, and then its answer is
	the exception. What is tested so must be committed before, and removed by hand afterwards.
	"""
	site, sites_path = frappe.local.site, frappe.local.sites_path
	workers = min(AT_ONCE, len(arguments))
	gate = threading.Barrier(workers)
	first = threading.local()

	def visit(argument):
		frappe.init(site, sites_path=sites_path, force=True)
		frappe.connect()
		frappe.local.flags.in_test = True
		try:
			frappe.set_user(user)
			if not getattr(first, "passed", False):
				first.passed = True
				gate.wait(timeout=60)
			answer = call(argument)
			frappe.db.commit()
			return answer
		except Exception as error:
			frappe.db.rollback()
			return error
		finally:
			frappe.destroy()

	with ThreadPoolExecutor(workers) as pool:
		return list(pool.map(visit, arguments))
