# SPDX-License-Identifier: GPL-3.0-only
"""Events whose dates were told to people: what counts as a change, and the number of the entry in their calendars."""

from collections.abc import Collection
from datetime import datetime

from frappe.model.document import Document
from frappe.utils import cint, cstr, get_datetime, now_datetime

from planota_hub.rules.stages import is_step_to

# what a form sends with a record when nobody is to be told of the change; it is no field and is never stored
WITHOUT_TELLING = "without_telling"
CALENDAR_FIELDS = ("starts_on", "ends_on", "delivery", "venue", "municipality", "online_link")
TIMES = ("Date", "Datetime")


class AnnouncedEvent(Document):
	"""Mixin: an event that is told to people, who are asked to note it anew when it changes."""

	# the stages at which people know of the event, what they know of it, and when it is over
	announced_stages: Collection[str] = ()
	announced_fields: Collection[str] = CALENDAR_FIELDS
	announced_end = "ends_on"
	calendar_sequence: int

	def is_announced_change(self) -> bool:
		"""Tell whether something changes that people have noted, and that is still to come."""
		return self.is_entry_change() and not self.is_over()

	def is_entry_change(self) -> bool:
		"""Tell whether what people have noted becomes another time or place, be it one that is past."""
		before = self.get_doc_before_save()
		if not before or not {before.stage, self.stage} <= set(self.announced_stages):
			return False
		return any(is_changed(self, before, fieldname) for fieldname in self.announced_fields)

	def is_over(self) -> bool:
		end = self.get(self.announced_end)
		return bool(end) and get_datetime(end) < now_datetime()

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
	is_time = event.meta.get_field(fieldname).fieldtype in TIMES
	read = read_time if is_time else cstr
	return read(event.get(fieldname)) != read(before.get(fieldname))


def read_time(value: object) -> datetime | None:
	"""Return a day or moment as it can be compared, whether a form or the database wrote it."""
	return get_datetime(value).replace(microsecond=0) if value else None
