# SPDX-License-Identifier: GPL-3.0-only
"""Events that people have in their calendars: what counts as a change, and the number of the entry."""

from collections.abc import Collection

from frappe.model.document import Document
from frappe.utils import cint, cstr, get_datetime, now_datetime

from planota_hub.rules.stages import is_step_to

# what a form sends with a record when nobody is to be told of the change; it is no field and is never stored
WITHOUT_TELLING = "without_telling"
CALENDAR_TIMES = ("starts_on", "ends_on")
CALENDAR_FIELDS = (*CALENDAR_TIMES, "delivery", "venue", "municipality", "online_link")


class AnnouncedEvent(Document):
	"""Mixin: an event that is told to people, who get another calendar entry when it changes."""

	# the stages at which people have the event in their calendars
	announced_stages: Collection[str] = ()
	calendar_sequence: int

	def is_announced_change(self) -> bool:
		"""Tell whether something changes that people have in their calendars."""
		return self.is_entry_change() and not self.is_over()

	def is_entry_change(self) -> bool:
		"""Tell whether what people have in their calendars becomes another time or place, be it one that is past."""
		before = self.get_doc_before_save()
		if not before or not {before.stage, self.stage} <= set(self.announced_stages):
			return False
		return any(is_changed(self, before, fieldname) for fieldname in CALENDAR_FIELDS)

	def is_over(self) -> bool:
		return get_datetime(self.ends_on) < now_datetime()

	def tells_change(self) -> bool:
		"""Tell whether people are told of a change: unless whoever saves it has said that nobody needs to be."""
		return self.is_announced_change() and not self.get(WITHOUT_TELLING)

	def set_calendar_sequence(self) -> None:
		"""Count up the number of the calendar entry, by which a calendar knows the later of two (RFC 5546, 2.1.5).

		What is called off and what takes place again after all is a change like any other.
		"""
		if self.is_announced_change() or is_step_to(self, "Cancelled") or self.is_reinstated():
			self.calendar_sequence = cint(self.calendar_sequence) + 1

	def is_reinstated(self) -> bool:
		"""Tell whether what was called off takes place after all."""
		before = self.get_doc_before_save()
		return bool(before) and before.stage == "Cancelled" and self.stage != "Cancelled"


def is_changed(event: Document, before: Document, fieldname: str) -> bool:
	read = get_datetime if fieldname in CALENDAR_TIMES else cstr
	return read(event.get(fieldname)) != read(before.get(fieldname))
