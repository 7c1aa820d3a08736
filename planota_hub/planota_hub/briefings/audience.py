# SPDX-License-Identifier: GPL-3.0-only
"""Who gets a briefing: the audience by type, municipality, field of work and role.

Each row of an audience adds its people; within a row all conditions hold together. Nobody is written to twice,
nobody who unsubscribed, and no NGO that has not agreed to information by e-mail.

A mailbox is not an organisation: a joint office may read for several. Each of them is an addressee of its own, with
its own consent and its own line in the log; the mailbox gets one message for all of them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

import frappe
from frappe import _
from frappe.utils import EMAIL_MATCH_PATTERN, cstr, validate_email_address

from planota_hub.mail.hub_mail import site_language
from planota_hub.mail.wording import LANGUAGES
from planota_hub.planota_hub.briefings.opt_out import get_opted_out
from planota_hub.planota_hub.briefings.people import ANYBODY, clean, get_people, is_in_role, rank
from planota_hub.planota_hub.segments.conditions import PEOPLE
from planota_hub.planota_hub.segments.members import count_members, get_doctypes, get_names, get_segment
from planota_hub.rules.sorting import sort_rows

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.audience_segment.audience_segment import AudienceSegment
	from planota_hub.planota_hub.doctype.stakeholder_briefing.stakeholder_briefing import StakeholderBriefing

PLAIN_ADDRESS = re.compile(r"[\w+-]+(?:\.[\w+-]+)*@(?:[a-z0-9-]+\.)+[a-z]{2,}", re.ASCII | re.IGNORECASE)
NGO, STAKEHOLDER, ALL_STAKEHOLDERS = "NGO", "Stakeholder", "All Stakeholders"
SUBSCRIPTION, SUBSCRIBERS = "Newsletter Subscription", "Newsletter Subscribers"
CHOSEN, SEGMENT = "Those Chosen", "Audience Segment"
NO_ADDRESS, NO_CONSENT, UNSUBSCRIBED = "No E-mail Address", "No Consent to Information", "Unsubscribed"


# an addressee, or a row of the log: both have an address
Named = TypeVar("Named", "Addressee", frappe._dict)


@dataclass(frozen=True)
class Addressee:
	"""An organisation to which a briefing goes, and the address at which it reads it."""

	recipient_doctype: str
	recipient: str
	organisation: str
	recipient_type: str
	municipality: str | None = None
	email: str | None = None
	person: str | None = None
	function: str | None = None


@dataclass
class Audience:
	"""Whom a briefing reaches, and whom it leaves out for which reason."""

	addressees: list[Addressee] = field(default_factory=list)
	left_out: list[tuple[Addressee, str]] = field(default_factory=list)

	def count_types(self) -> dict[str, int]:
		"""Return the number of addressees by type, the most frequent first."""
		return dict(Counter(addressee.recipient_type for addressee in self.addressees).most_common())

	def count_reasons(self) -> dict[str, int]:
		"""Return how many are left out, by reason."""
		return dict(Counter(reason for _addressee, reason in self.left_out).most_common())

	def get_messages(self) -> list[Addressee]:
		"""Return what each mailbox gets: one message, to all whom it reads for."""
		return [join(of_mailbox) for of_mailbox in group(self.addressees).values()]


def find_audience(rows: list, language: str | None = None) -> Audience:
	"""Return everybody whom the rows of an audience name, each organisation once at each address.

	Args:
	        rows: `recipient_type` ("NGO", "Those Chosen", "Audience Segment", "All Stakeholders" or a type of
	                Stakeholder), for the chosen `chosen_type` and `chosen`, for a segment `segment`, and optionally
	                `municipality`, `field_of_work` and `role`.
	        language: of the readers; without it they may read any.

	Raises:
	        frappe.ValidationError: for a segment one of whose conditions can't be asked for any more, naming it.
	        frappe.PermissionError: for a segment that the user may not use.
	"""
	audience, seen = Audience(), set()
	rows = [as_chosen(row) if row.get("recipient_type") == SEGMENT else row for row in rows]
	found = [addressee for row in gather_chosen(rows) for addressee in find_row(row, language)]
	opted_out = get_opted_out([addressee.email for addressee, _consents in found])
	for addressee, consents in found:
		key = addressee.email, addressee.recipient_doctype, addressee.recipient
		if key in seen:
			continue
		seen.add(key)
		if reason := get_reason_to_leave_out(addressee, consents, opted_out):
			audience.left_out.append((addressee, reason))
		else:
			audience.addressees.append(addressee)
	return audience


def group(recipients: Iterable[Named]) -> dict[str, list[Named]]:
	"""Return addressees, or the rows of the log, by the mailbox at which they read."""
	groups: dict[str, list[Named]] = {}
	for recipient in recipients:
		groups.setdefault(cstr(recipient.email), []).append(recipient)
	return groups


def join(of_mailbox: list[Addressee]) -> Addressee:
	"""Return all who read at one mailbox as one addressee: every organisation is named, and what differs is left out."""
	first = of_mailbox[0]
	shared = {
		name: getattr(first, name) if len({getattr(one, name) for one in of_mailbox}) == 1 else None
		for name in ("municipality", "person", "function")
	}
	names = dict.fromkeys(one.organisation for one in of_mailbox)
	return replace(first, organisation=", ".join(names), **shared)


def get_reason_label(reason: str) -> str:
	"""Return a reason in the reader's language."""
	return {
		NO_ADDRESS: _("No E-mail Address"),
		NO_CONSENT: _("No Consent to Information"),
		UNSUBSCRIBED: _("Unsubscribed"),
	}[reason]


def get_reason_to_leave_out(addressee: Addressee, consents: bool, opted_out: set[str]) -> str | None:
	"""Return why an addressee gets nothing; None when nothing stands against it."""
	if not consents:
		return NO_CONSENT
	if not addressee.email or not is_address(addressee.email):
		return NO_ADDRESS
	return UNSUBSCRIBED if addressee.email in opted_out else None


def is_address(email: str) -> bool:
	"""Tell whether the framework takes a text for an e-mail address; nearly all are plain ones, of which it need not look for parts."""
	if PLAIN_ADDRESS.fullmatch(email):
		return bool(EMAIL_MATCH_PATTERN.match(email))
	return bool(validate_email_address(email))


def find_row(row, language: str | None) -> Iterator[tuple[Addressee, bool]]:
	"""Yield whom one row names, each with whether information by e-mail is agreed to."""
	if row.get("recipient_type") == CHOSEN:
		if row.get(NGO):
			yield from find_ngos(row, language, sorted(row.get(NGO)))
		if row.get(STAKEHOLDER) and reads(None, language):
			yield from find_stakeholders(row, sorted(row.get(STAKEHOLDER)))
	elif row.get("recipient_type") == NGO:
		yield from find_ngos(row, language)
	elif row.get("recipient_type") == SUBSCRIBERS:
		yield from find_subscribers(row, language)
	elif row.get("recipient_type") and reads(None, language):
		yield from find_stakeholders(row)


def reads(preferred: str | None, language: str | None) -> bool:
	"""Tell whether somebody is written to in a language; of whom none is known, in that of the site.

	Args:
	        language: None for any.
	"""
	return not language or language == (preferred if preferred in LANGUAGES else site_language())


# Chosen organisations


def gather_chosen(rows: Iterable) -> list:
	"""Return rows in which all chosen organisations that are asked for in the same way are one: however many, a few queries.

	Such a row has the names of the chosen NGOs under `NGO`, those of stakeholders under `Stakeholder`.
	"""
	gathered: dict[tuple, dict] = {}
	others = []
	for row in rows:
		if row.get("recipient_type") != CHOSEN:
			others.append(row)
			continue
		asked = {name: row.get(name) or None for name in ("municipality", "field_of_work", "role")}
		one = gathered.setdefault(
			tuple(asked.values()), {**asked, "recipient_type": CHOSEN, NGO: set(), STAKEHOLDER: set()}
		)
		for doctype in (NGO, STAKEHOLDER):
			one[doctype] |= row.get(doctype) or set()
		for doctype, name in find_chosen(row.get("chosen_type"), row.get("chosen")):
			one[doctype].add(name)
	return [*others, *gathered.values()]


def as_chosen(row) -> dict:
	"""Return a row of a segment as one of chosen organisations: those who are in it now, as the user sees it."""
	if not row.get("segment"):
		return {}
	segment = get_segment(row.get("segment"))
	role = row.get("role") or ((segment.role or ANYBODY) if segment.holds in PEOPLE else None)
	return {
		"recipient_type": CHOSEN,
		"municipality": row.get("municipality"),
		"field_of_work": row.get("field_of_work"),
		"role": role,
		**{doctype: set(get_names(segment, doctype)) for doctype in get_doctypes(segment)},
	}


def get_empty_segments(briefing: "StakeholderBriefing") -> list["AudienceSegment"]:
	"""Return the segments of the audience of a briefing in which nobody is now, as the user sees them."""
	names = dict.fromkeys(row.segment for row in briefing.audience if row.recipient_type == SEGMENT)
	segments = [get_segment(name) for name in names if name]
	return [segment for segment in segments if not count_members(segment)]


def find_chosen(doctype: str | None, name: str | None) -> Iterator[tuple[str, str]]:
	"""Yield the organisations that a chosen record means: itself, or its members of today (hook `hub_meeting_members`)."""
	if not (doctype and name):
		return
	if doctype in (NGO, STAKEHOLDER):
		yield doctype, name
	for path in frappe.get_hooks("hub_meeting_members").get(doctype, [])[-1:]:
		for member in frappe.get_attr(path)(name):
			for kind in (NGO, STAKEHOLDER):
				if member.get(frappe.scrub(kind)):
					yield kind, member[frappe.scrub(kind)]


# NGOs


def find_ngos(row, language: str | None, names: list[str] | None = None) -> Iterator[tuple[Addressee, bool]]:
	"""Yield the addresses of the verified NGOs of a row, of some alone where they are named."""
	filters: list = [["stage", "=", "Verified"]]
	if row.get("municipality"):
		filters.append(["municipality", "=", row.get("municipality")])
	if row.get("field_of_work"):
		filters.append(["name", "in", get_ngos_in_field(row.get("field_of_work")) or [""]])
	if names is not None:
		filters.append(["name", "in", names or [""]])
	ngos = sort_rows(
		frappe.get_all(
			NGO,
			filters=filters,
			fields=["name", "ngo_name", "municipality", "email", "consent_news", "preferred_language"],
			order_by="ngo_name asc, name asc",
		),
		"ngo_name",
	)
	people = get_people(NGO)
	for ngo in ngos:
		if not reads(ngo.preferred_language, language):
			continue
		base = Addressee(NGO, ngo.name, ngo.ngo_name, NGO, ngo.municipality, clean(ngo.email))
		for addressee in choose_people(base, row.get("role"), people.get(ngo.name, [])):
			yield addressee, bool(ngo.consent_news)


def get_ngos_in_field(field_of_work: str) -> list[str]:
	filters = {"parenttype": NGO, "field_of_work": field_of_work}
	return frappe.get_all("NGO Field of Work", filters=filters, pluck="parent", order_by="parent asc")


# Subscribers of the newsletter


def find_subscribers(row, language: str | None) -> Iterator[tuple[Addressee, bool]]:
	"""Yield who confirmed a subscription to what a row is about: to its field, its municipality, both, or to everything.

	Who chose a field is not in a row without one: they want to read of that alone.
	"""
	filters: dict = {"status": "Confirmed"}
	wishes = {name: row.get(name) for name in ("field_of_work", "municipality") if row.get(name)}
	filters |= wishes or {"field_of_work": ("is", "not set"), "municipality": ("is", "not set")}
	fields = ["name", "email", "municipality", "preferred_language"]
	for subscription in frappe.get_all(SUBSCRIPTION, filters=filters, fields=fields, order_by="email asc"):
		if not reads(subscription.preferred_language, language):
			continue
		yield (
			Addressee(
				SUBSCRIPTION,
				subscription.name,
				_("Subscriber of the newsletter", language),
				SUBSCRIBERS,
				subscription.municipality,
				clean(subscription.email),
			),
			True,
		)


# Stakeholders


def find_stakeholders(row, names: list[str] | None = None) -> Iterator[tuple[Addressee, bool]]:
	"""Yield the addresses of the stakeholders of a row, of some alone where they are named.

	They are informed as bodies, without a consent; those of their people who declined are left out.
	"""
	filters: dict = {"disabled": 0}
	if names is not None:
		filters["name"] = ("in", names or [""])
	elif row.get("recipient_type") != ALL_STAKEHOLDERS:
		filters["stakeholder_type"] = row.get("recipient_type")
	if row.get("municipality"):
		filters["municipality"] = row.get("municipality")
	stakeholders = sort_rows(
		frappe.get_all(
			STAKEHOLDER,
			filters=filters,
			fields=["name", "stakeholder_name", "stakeholder_type", "municipality", "email"],
			order_by="stakeholder_name asc, name asc",
		),
		"stakeholder_name",
	)
	people = get_people(STAKEHOLDER)
	for body in stakeholders:
		base = Addressee(
			STAKEHOLDER,
			body.name,
			body.stakeholder_name,
			body.stakeholder_type,
			body.municipality,
			clean(body.email),
		)
		of_body = people.get(body.name, [])
		if not row.get("role"):
			# who declined is not the one who is asked first
			of_body = [person for person in of_body if not person.declined]
		declined = {(person.person, clean(person.email)) for person in of_body if person.declined}
		for addressee in choose_people(base, row.get("role"), of_body):
			yield addressee, (addressee.person, addressee.email) not in declined


# People


def choose_people(base: Addressee, role: str | None, people: list[frappe._dict]) -> list[Addressee]:
	"""Return the addresses of an organisation for a role.

	Without a role it is the organisation's own address, or that of the first person named where it has none.
	With one, it is everybody in this role: none when the organisation has nobody in it.
	"""
	people = [person for person in people if clean(person.email)]
	if not role:
		if base.email or not people:
			return [base]
		people = sorted(people, key=lambda person: rank(person.function))[:1]
	elif role != ANYBODY:
		people = [person for person in people if is_in_role(person.function, role)]
	return [
		replace(base, email=clean(person.email), person=person.person, function=person.function or None)
		for person in people
	]
