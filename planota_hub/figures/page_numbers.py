# SPDX-License-Identifier: GPL-3.0-only
"""Numbers of public pages and of the portal say what counts, as cards and reports of the Desk do."""

from frappe import _
from frappe.utils import escape_html
from markupsafe import Markup

from planota_hub.figures.explanations import get_declared


def explain_number(name: str) -> Markup:
	"""Return the mark beside a number of a page, which opens what counts; it works without a script.

	Args:
	        name: as an area declares it among the `pages` of the hook `hub_figure_explanations`.

	Raises:
	        KeyError: when nobody declares it.
	"""
	text = escape_html(get_declared().pages[name])
	label = escape_html(_("What counts here"))
	return Markup(
		f'<details class="hub-explains"><summary aria-label="{label}" title="{label}">?</summary>'
		f"<span>{text}</span></details>"
	)
