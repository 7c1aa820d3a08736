# SPDX-License-Identifier: GPL-3.0-only
"""What the mails about the result of a verification have in common."""

from typing import TYPE_CHECKING

import frappe

from planota_hub.mail.hub_mail import site_language
from planota_hub.public_forms.tracking import tracking_url

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO


def get_mail_context(ngo: "NGO") -> dict[str, str | None]:
	"""Return the hub's name, the `language` of who registered the NGO, and where its state is seen if it has a code."""
	return {
		"language": ngo.preferred_language or site_language(),
		"hub_name": frappe.get_cached_doc("Hub Settings").hub_name,
		"tracking_url": tracking_url(ngo.tracking_code) if ngo.tracking_code else None,
	}
