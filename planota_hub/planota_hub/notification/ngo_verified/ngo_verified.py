# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.planota_hub.register.verification_mail import get_mail_context


def get_context(context):
	"""Give the template the hub's name and the public address that shows the NGO's state."""
	return get_mail_context(context["doc"])
