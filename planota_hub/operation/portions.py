# SPDX-License-Identifier: GPL-3.0-only
"""Jobs that look through many records do so a portion at a time, so that none takes longer on a larger site.

Each run goes on where the last one ended. That place stands among the framework's defaults, written in the transaction
of the work itself: a run that is killed has done nothing, and the next one does that portion. After the last
record a new round begins, at the earliest so many days after the round before.
"""

import zlib

import frappe
from frappe.utils import add_days, cstr, getdate, today

# of the keys under which places stand, and whose defaults they are: nobody's, for writing a global one empties every cache
PREFIX, OWNER = "hub_portion_", "hub_portions"
# whose turn comes once within so many days
DAYS_OF_A_TURN = 7


def take_portion(job: str, doctype: str, most: int, days: int, filters: dict | None = None) -> list[str]:
	"""Return the names of the records whose turn it is, and note that the next run takes those after them.

	Args:
	        job: tells the work on these records apart from other work.
	        most: so many at once.
	        days: from the begin of one round to the begin of the next, at least.
	        filters: of the records that are looked through.
	"""
	place = get_place(job)
	if not place.began or (place.ended and add_days(getdate(place.began), days) <= getdate(today())):
		place = frappe._dict(began=today(), after="", ended=0)
	if place.ended:
		return []
	names = frappe.get_all(
		doctype,
		filters={**(filters or {}), "name": (">", place.after)},
		pluck="name",
		order_by="name asc",
		limit_page_length=most,
	)
	place.ended = int(len(names) < most)
	place.after = "" if place.ended else names[-1]
	frappe.defaults.set_default(PREFIX + job, frappe.as_json(place, indent=None), OWNER)
	return names


def get_place(job: str) -> frappe._dict:
	"""Return how far a job has come, as the latest commit left it; two runs at once take one portion after the other."""
	stored = {"parent": OWNER, "defkey": PREFIX + job}
	value = frappe.db.get_value("DefaultValue", stored, "defvalue", order_by="creation desc", for_update=True)
	return frappe._dict(frappe.parse_json(cstr(value) or "{}"))


def begin_anew(job: str) -> None:
	"""Let the next run begin with the first record."""
	frappe.db.delete("DefaultValue", {"parent": OWNER, "defkey": PREFIX + job})


def is_turn(name: str) -> bool:
	"""Tell whether it is the day of a record on which it is worked on, whether or not anything seems to have changed."""
	return zlib.crc32(name.encode()) % DAYS_OF_A_TURN == getdate(today()).toordinal() % DAYS_OF_A_TURN
