# SPDX-License-Identifier: GPL-3.0-only
"""`/robots.txt`: what Website Settings tell robots, and where the sitemap is."""

from frappe.utils import get_url
from frappe.www import robots

base_template_path = "www/robots.txt"


def get_context(context) -> dict[str, str]:
	"""Add the address of the sitemap to what the framework says."""
	return robots.get_context(context) | {"sitemap_url": get_url("/sitemap.xml")}
