# SPDX-License-Identifier: GPL-3.0-only
"""The address `/contact`, where people look for who the hub is: it leads to the page that staff write."""

from planota_hub.public_forms.website import redirect
from planota_hub.website.pages import get_addresses

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Lead on, in the visitor's language."""
	redirect(get_addresses().get("about", "/"))
