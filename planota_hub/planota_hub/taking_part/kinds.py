# SPDX-License-Identifier: GPL-3.0-only
"""What people can take part in, as the rules of registration need to know it: two DocTypes, one link, and the words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import frappe

# documents of the two DocTypes of a kind: their fields are those that `Kind` asks for, whatever else they have
Occasion: TypeAlias = Any
Participant: TypeAlias = Any
CONFIRMED, WAITING, CANCELLED = "Confirmed", "Waiting List", "Cancelled"


@dataclass(frozen=True)
class Kind:
	"""A kind of occasion with registrations.

	Both DocTypes have the fields that `taking_part` reads: the occasion its stage, times, seats and counters, the
	registration its person, status, place in the queue and attendance.

	Attributes:
	        event: DocType of the occasion.
	        registration: DocType of a registration for it.
	        fieldname: the link of the registration to the occasion.
	        title: field of the occasion with its title.
	        cancelled_with: what a registration says that was cancelled with its occasion.
	        folder: begin of the addresses of its public pages.
	        words: what is said to people, by what it is about; each naming this kind of occasion.
	        series: DocType of the series of which an occasion can be a date, by its field `series`; None where there is none.
	"""

	event: str
	registration: str
	fieldname: str
	title: str
	cancelled_with: str
	folder: str
	words: Mapping[str, Any]
	series: str | None = None

	def say(self, key: str, *values: object) -> str:
		"""Return a sentence in the reader's language."""
		return str(self.words[key]).format(*values)

	def get_waiting_position(self, registration: frappe._dict) -> int:
		"""Return how many people stand before this one on the waiting list, plus one."""
		before = {
			self.fieldname: registration.get(self.fieldname),
			"status": WAITING,
			"queue_number": ("<", registration.queue_number),
		}
		return frappe.db.count(self.registration, before) + 1
