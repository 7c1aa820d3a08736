# SPDX-License-Identifier: GPL-3.0-only
"""What indicators can count of calls and applications: only what the hub helped with."""

from datetime import date as Date

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Min
from frappe.utils import getdate
from pypika.queries import QueryBuilder
from pypika.terms import Term

from planota_hub.metrics.queries import is_within, select_records

APPLICATION, HELP = "Call Application", "Call Application Help"
GRANTED_STAGES = ("Approved", "Completed")


def get_supported_applications(start: Date, end: Date, filters: dict | None = None) -> QueryBuilder:
	"""Return the applications that the hub began to help with in a period; each counts once, on that day.

	Args:
	        start: first day that counts.
	        end: last day that counts.
	        filters: none of its own.
	"""
	help_given, application = DocType(HELP), DocType(APPLICATION)
	first_day = Min(help_given.work_date)
	query = (
		frappe.qb.from_(help_given)
		.join(application)
		.on((application.name == help_given.parent) & (help_given.parenttype == APPLICATION))
		.where(help_given.kind == "Application Help")
		.groupby(application.name, application.ngo)
		.having((first_day >= getdate(start)) & (first_day <= getdate(end)))
	)
	return select_records(query, APPLICATION, application.name, first_day, ngo=application.ngo)


def get_amounts_won(start: Date, end: Date, filters: dict | None = None) -> QueryBuilder:
	"""Return the applications that the hub helped with and that were approved in a period, with their amount.

	The amount is the one in force, in the currency of the site: an approved amendment changes it.
	"""
	return select_won(start, end, DocType(APPLICATION).granted_amount)


def get_applications_won(start: Date, end: Date, filters: dict | None = None) -> QueryBuilder:
	"""Return the applications that the hub helped with and that were approved in a period, each once."""
	return select_won(start, end, 1)


def select_won(start: Date, end: Date, value: int | Term) -> QueryBuilder:
	"""Return the query of approved applications; municipality, field and legal form follow from their NGO."""
	application = DocType(APPLICATION)
	won = (
		frappe.qb.from_(application)
		.where(application.stage.isin(GRANTED_STAGES) & (application.application_hours > 0))
		.where(is_within(application.decided_on, start, end))
	)
	return select_records(
		won, APPLICATION, application.name, application.decided_on, value, ngo=application.ngo
	)
