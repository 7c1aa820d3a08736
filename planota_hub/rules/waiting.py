# SPDX-License-Identifier: GPL-3.0-only
"""What waits for somebody in the portal: the start page shows what each area finds there."""

from datetime import date
from typing import NamedTuple

from frappe.utils import getdate, today


class Waiting(NamedTuple):
	"""Something that the current user should do or know; what the functions of the hook `hub_waiting` return.

	Attributes:
	        text: what is to be done, in the user's language.
	        of: what it belongs to, such as the title of a workshop or the name of an NGO.
	        url: page on which it is done.
	        due_on: last day for it; None when there is none.
	"""

	text: str
	of: str
	url: str
	due_on: date | None = None

	@property
	def is_overdue(self) -> bool:
		"""Whether the last day has passed."""
		return bool(self.due_on) and self.due_on < getdate(today())
