# SPDX-License-Identifier: GPL-3.0-only
"""Which Contacts are probably one person, entered twice.

A name alone says nothing: there are many of the name Janez Novak. So a name that is the same or alike counts only with
something else in common: a mailbox, a number, a log-in, or an organisation. A person decides.
"""

from collections.abc import Iterable

import frappe
from rapidfuzz.distance import OSA

from planota_hub.personal_data.person_links import CONTACT
from planota_hub.planota_hub.register.identity.persons import PERSON_FIELDS
from planota_hub.planota_hub.register.people import describe
from planota_hub.rules.names import fold_person_name

# what two Contacts have in common, and how likely that makes two equal names one person, in percent
IN_COMMON = {"user": 99, "email": 95, "phone": 92, "organisation": 90}
# a name with a slip, or with one of two surnames, is so much less likely
ALIKE = 6
# shorter words differ by one letter too often: Ana and Ena, Bor and Bob
SLIP_FROM = 5


@frappe.whitelist()
def get_same_people(contact: str) -> list[dict]:
	"""Return the Contacts that are probably the same person, the likeliest first, for the form of the Contact.

	Returns:
	        rows with `contact`, `full_name`, `email`, `phone`, `description`, `score` (percent) and `reason`, one of
	        `IN_COMMON`; only those that the session user may see.
	"""
	doc = frappe.get_doc(CONTACT, contact)
	doc.check_permission("write")
	found = find_same_people(doc)
	rows = frappe.get_list(
		CONTACT,
		{"name": ("in", list(found) or [""])},
		PERSON_FIELDS,
		order_by="name asc",
		limit_page_length=0,
	)
	people = [{**describe(row), "score": found[row.name][0], "reason": found[row.name][1]} for row in rows]
	return sorted(people, key=lambda person: (-person["score"], person["contact"]))


def find_same_people(doc) -> dict[str, tuple[int, str]]:
	"""Return the Contacts that are probably the same person as this one, each with its score and why."""
	found: dict[str, tuple[int, str]] = {}
	for reason, contacts in find_in_common(doc).items():
		names = frappe.get_all(
			CONTACT,
			{"name": ("in", sorted(contacts - {doc.name}) or [""])},
			["name", "full_name"],
			order_by="name asc",
			limit_page_length=0,
		)
		for row in names:
			likeness = get_likeness(doc.full_name, row.full_name)
			if likeness:
				score = (IN_COMMON[reason] - (0 if likeness == 1 else ALIKE), reason)
				found[row.name] = max(found.get(row.name, score), score)
	return found


def find_in_common(doc) -> dict[str, set[str]]:
	"""Return the Contacts that have a log-in, mailbox, number or organisation of this one, by what it is."""
	addresses = [row.email_id for row in doc.email_ids if row.email_id]
	numbers = [row.phone for row in doc.phone_nos if row.phone]
	return {
		"user": set(frappe.get_all(CONTACT, {"user": doc.user}, pluck="name", order_by="name asc"))
		if doc.user
		else set(),
		"email": find_parents("Contact Email", "email_id", addresses),
		"phone": find_parents("Contact Phone", "phone", numbers),
		"organisation": {
			name
			for link in doc.links
			for name in find_parents(
				"Dynamic Link", "link_name", [link.link_name], link_doctype=link.link_doctype
			)
		},
	}


def find_parents(table: str, fieldname: str, values: Iterable[str], **filters) -> set[str]:
	wanted = {"parenttype": CONTACT, fieldname: ("in", list(values) or [""]), **filters}
	return set(frappe.get_all(table, wanted, pluck="parent", order_by="parent asc", limit_page_length=0))


def get_likeness(name: str | None, other: str | None) -> float:
	"""Return 1 for the same name, 0.5 for one with a slip or with fewer of its words, 0 for another name."""
	words, other_words = fold_person_name(name).split(), fold_person_name(other).split()
	if len(words) < 2 or len(other_words) < 2:
		return 0
	if words == other_words:
		return 1
	fewer, more = sorted((words, other_words), key=len)
	left = list(more)
	for word in fewer:
		twin = next((one for one in left if one == word or is_slip(word, one)), None)
		if not twin:
			return 0
		left.remove(twin)
	return 0.5


def is_slip(word: str, other: str) -> bool:
	return min(len(word), len(other)) >= SLIP_FROM and OSA.distance(word, other, score_cutoff=1) == 1
