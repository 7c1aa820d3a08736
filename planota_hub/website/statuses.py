# SPDX-License-Identifier: GPL-3.0-only
"""What the statuses of answers mean to visitors."""

from frappe import _


def explain(status: int) -> str:
	"""Return what an answer with a status means to a visitor; without one the fault is the site's."""
	if status in (401, 403):
		return _(
			"This is not for everybody, and not for the account with which you are logged in, if you are."
		)
	if status in (404, 410):
		return _("There is nothing at this address, or it is not public any more.")
	if 400 <= status < 500:
		return _("This could not be understood, and nothing was saved. Please go back and try again.")
	return _(
		"Something went wrong here, not with you. What you sent was not saved; please try again in a few minutes. The hub's staff see what happened."
	)
