# SPDX-License-Identifier: GPL-3.0-only
"""How much one network address may ask of the open data in a minute; a whole harvest of the catalogue fits in."""

import frappe

WINDOW_SECONDS = 60
MOST = 300


def is_too_much() -> bool:
	"""Count a request, and tell whether there were too many from its address."""
	address = getattr(frappe.local, "request_ip", None)
	if not address:
		return False
	key = frappe.cache.make_key(f"hub_open_data:{address}")
	if frappe.cache.get(key) is None:
		frappe.cache.setex(key, WINDOW_SECONDS, 0)
	return frappe.cache.incrby(key, 1) > MOST
