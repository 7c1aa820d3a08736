# SPDX-License-Identifier: GPL-3.0-only
"""What is personal in the hub's records, why it is kept, how long, and how it goes.

Each area of the hub declares its DocTypes in one module and names it in the hook `hub_personal_data`; another app
may add its own. Everything else reads these declarations: requests for access and deletion, the job that ends the
retention, the framework's own requests (hook `user_data_fields`) and the record of processing activities.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module

import frappe


@dataclass(frozen=True)
class Person:
	"""The fields of a record that hold one person.

	Attributes:
	        email: field with the address by which the person is known; None where a record holds a name only.
	        names: fields with the name, or with several people's names.
	        fields: what else tells of the person: number, function, words of their own.
	        keys: what is derived from address or name: keys, codes, digests.
	        of_organisation: the address is that of an organisation, behind which several people may be.
	"""

	email: str | None = None
	names: tuple[str, ...] = ()
	fields: tuple[str, ...] = ()
	keys: tuple[str, ...] = ()
	of_organisation: bool = False

	@cached_property
	def all_fields(self) -> tuple[str, ...]:
		return (*((self.email,) if self.email else ()), *self.names, *self.fields, *self.keys)


@dataclass(frozen=True)
class Period:
	"""When persons are removed from a record without being asked.

	Attributes:
	        since: date field from which the months count; for a row of a table that of its document.
	        filters: which records (for a row: documents) have come to their end.
	        parent: DocType of the document that a row belongs to; None for a document.
	        fields: what goes then; empty for all that is personal.
	        setting: field of Hub Settings with the number of months; 0 there keeps everything.
	        deletes_row: the whole row goes.
	        stamp: date field that tells that it was done.
	"""

	since: str
	filters: dict = field(default_factory=dict)
	parent: str | None = None
	fields: tuple[str, ...] = ()
	setting: str = "retention_months"
	deletes_row: bool = False
	stamp: str | None = None


@dataclass(frozen=True)
class Kept:
	"""What stays although somebody asks for deletion.

	Attributes:
	        fields: what stays.
	        reason: told to the person and in the record of processing.
	        records: dotted path of a function that gets the names of records and returns those of which it is true;
	                None when it is true of all.
	"""

	fields: tuple[str, ...]
	reason: str
	records: str | None = None


@dataclass(frozen=True)
class PersonalData:
	"""The declaration of one DocType.

	Attributes:
	        doctype: of the record or the row.
	        activity: key of the processing activity (`Activity`) that it is part of.
	        people: whom a record may hold.
	        period: when they go by themselves; None when they stay as long as the record is worked with.
	        more_periods: of rows that stand in documents of further kinds; the same fields go.
	        kept: what stays though somebody asks, and why.
	        rows: tables of the record whose rows go with the person.
	        is_theirs: the whole record is about this one person, so files, comments and messages go with them.
	        theirs: dotted path of a function that gets the names of records and returns those of which that is true; None
	                when `is_theirs` says it of all.
	        contacts: the framework's contacts of the record go with the retention, too.
	        giving_up: dotted path of a function that gets the name of a record whose person has to be removed, and
	                hands on what they held, before the record forgets them; None when nobody else waits for it.
	        not_personal: fields that look personal and are not.
	"""

	doctype: str
	activity: str
	people: tuple[Person, ...] = ()
	period: Period | None = None
	kept: tuple[Kept, ...] = ()
	rows: tuple[str, ...] = ()
	is_theirs: bool = False
	theirs: str | None = None
	contacts: bool = False
	giving_up: str | None = None
	not_personal: tuple[str, ...] = ()
	more_periods: tuple[Period, ...] = ()

	@cached_property
	def fields(self) -> tuple[str, ...]:
		"""Every personal field."""
		return tuple(dict.fromkeys(name for person in self.people for name in person.all_fields))

	@cached_property
	def expiring(self) -> tuple[str, ...]:
		"""The fields that are emptied when the retention period is over."""
		return (self.period.fields or self.fields) if self.period else ()


@dataclass(frozen=True)
class Activity:
	"""A processing activity, as the GDPR (article 30) wants it described.

	Attributes:
	        key: by which declarations name it.
	        title: what is done.
	        purpose: why.
	        legal_basis: by which right (GDPR, article 6).
	        people: whose data.
	        recipients: who gets to see them.
	        kept_longer: what stays beyond the retention period, and why; empty when nothing does.
	"""

	key: str
	title: str
	purpose: str
	legal_basis: str
	people: str
	recipients: str
	kept_longer: str = ""


@dataclass(frozen=True)
class Area:
	"""What one area of the hub declares; a function that returns it stands in the hook `hub_personal_data`."""

	activities: tuple[Activity, ...]
	records: tuple[PersonalData, ...]


def get_declarations() -> dict[str, PersonalData]:
	"""Return every declaration by its DocType, in the order of the areas."""
	return read_declarations(frappe.get_hooks("hub_personal_data"))


def get_declaration(doctype: str) -> PersonalData | None:
	"""Return the declaration of a DocType; None when it has none."""
	return get_declarations().get(doctype)


def get_activities() -> list[Activity]:
	"""Return every processing activity, in the order of the areas."""
	areas = (call(path) for path in frappe.get_hooks("hub_personal_data"))
	return [activity for area in areas for activity in area.activities]


def read_declarations(paths: Iterable[str]) -> dict[str, PersonalData]:
	"""Return the declarations of the areas, by their DocTypes."""
	return {declaration.doctype: declaration for path in paths for declaration in call(path).records}


def call(path: str) -> Area:
	"""Call a function by its dotted path, also while the hooks are still being read."""
	module, _dot, function = path.rpartition(".")
	return getattr(import_module(module), function)()


def list_user_data_fields(paths: Iterable[str]) -> list[dict]:
	"""Return what the framework's own requests ask for: whose record it is, and what is redacted in it."""
	return [
		{
			"doctype": declaration.doctype,
			"filter_by": person.email,
			"redact_fields": [*person.names, *person.fields],
		}
		for declaration in read_declarations(paths).values()
		for person in declaration.people
		if person.email
	]
