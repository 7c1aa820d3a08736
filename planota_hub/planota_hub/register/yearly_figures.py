# SPDX-License-Identifier: GPL-3.0-only
"""The figures that an NGO reports for a year: one row per year, none for a year to come."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint, getdate, today

from planota_hub.rules.refusals import refuse

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO
	from planota_hub.planota_hub.doctype.ngo_yearly_figure.ngo_yearly_figure import NGOYearlyFigure

FIRST_YEAR = 1900


def validate_yearly_figures(ngo: "NGO") -> None:
	"""Check each row, and refuse a second one for a year."""
	years = set()
	for row in ngo.yearly_figures:
		validate_year(row)
		if row.year in years:
			refuse(row, "year", _("the year {0} is there twice.").format(row.year))
		years.add(row.year)


def validate_year(row: "NGOYearlyFigure") -> None:
	"""A yearly figure is for a year that has begun, and its amounts are not negative.

	Raises:
	        frappe.ValidationError: naming row and field.
	"""
	row.year = cint(row.year)
	this_year = getdate(today()).year
	if not FIRST_YEAR <= row.year <= this_year:
		refuse(row, "year", _("expected is a year from {0} to {1}.").format(FIRST_YEAR, this_year))
	for df in row.meta.fields:
		if df.non_negative and frappe.utils.flt(row.get(df.fieldname)) < 0:
			refuse(row, df.fieldname, _("the value must not be negative."))
