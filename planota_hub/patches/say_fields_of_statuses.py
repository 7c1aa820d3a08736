# SPDX-License-Identifier: GPL-3.0-only
"""Lists of statuses on whose words nobody has worked yet get those by which the ministries call the fields."""

import frappe

from planota_hub.planota_hub.register.sources.columns import PUBLIC_INTEREST

SOURCE = "Register Source"


def execute() -> None:
	for name in frappe.get_all(SOURCE, {"kind": PUBLIC_INTEREST}, pluck="name", order_by="name asc"):
		source = frappe.get_doc(SOURCE, name)
		if not source.words:
			source.fill_in_words()
			source.save(ignore_permissions=True)
