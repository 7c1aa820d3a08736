# SPDX-License-Identifier: GPL-3.0-only
"""What the public is told about a need by its tracking code: how far it has come, and nothing of the person."""

from frappe import _

from planota_hub.local_networks.needs.stages import NEED
from planota_hub.public_forms.tracking import get_tracked_status


def get_need_status(code: str) -> dict | None:
	"""Return what the page `/track` shows of a need; None for an unknown code."""
	return get_tracked_status(NEED, code, describe_stage)


def describe_stage(stage: str) -> tuple[str, str]:
	"""Return what a stage of a need is called for the public, and what it means."""
	return {
		"Submitted": (
			_("Received"),
			_("The hub has received the need and will look at it with the local network."),
		),
		"Under Review": (_("Under Review"), _("The hub and the local network are looking at the need.")),
		"Accepted": (_("Accepted"), _("The need is accepted. An answer to it is being looked for.")),
		"In Action": (_("In Action"), _("Somebody is doing something about the need.")),
		"Addressed": (_("Addressed"), _("What was to be done about the need is done.")),
		"Rejected": (
			_("Not taken up"),
			_("The need was not taken up. Please contact the hub if you want to know why."),
		),
		"Duplicate": (
			_("Known already"),
			_("Somebody has reported the same need before; it is followed there."),
		),
	}[stage]
