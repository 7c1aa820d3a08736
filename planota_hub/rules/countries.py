# SPDX-License-Identifier: GPL-3.0-only
"""The country of the site, and the codes of countries (ISO 3166-1, two letters)."""

import frappe

SLOVENIA = "Slovenia"


def get_site_country() -> str | None:
	"""Return the country of the site, Slovenia where nobody has said; None where the site knows neither."""
	country = frappe.db.get_default("country") or SLOVENIA
	return country if frappe.db.exists("Country", country) else None


def get_country_code(country: str | None) -> str:
	"""Return the code of a country in small letters, empty where it is unknown."""
	return ((country and frappe.get_cached_value("Country", country, "code")) or "").lower()
