# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.mail.hub_mail import site_language


def get_context(context):
	"""Give the template the language of the staff, whoever registered."""
	return {"language": site_language()}
