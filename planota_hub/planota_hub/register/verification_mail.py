# SPDX-License-Identifier: GPL-3.0-only
"""What the mails about the result of a verification have in common."""

from typing import TYPE_CHECKING

from planota_hub.mail.hub_mail import get_sign_off, site_language
from planota_hub.public_forms.tracking import tracking_url

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO


def get_mail_context(ngo: "NGO") -> dict:
	"""Return the `language` of who registered the NGO, the end of the mail, and where its state is seen by a code."""
	language = ngo.preferred_language or site_language()
	return {
		"language": language,
		"hub": get_sign_off(language),
		"tracking_url": tracking_url(ngo.tracking_code) if ngo.tracking_code else None,
	}
