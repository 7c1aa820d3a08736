# SPDX-License-Identifier: GPL-3.0-only
"""Filters of the templates that take the place of those of the framework and of Jinja (hook `jinja`).

They do the same, for every page of the site, but what comes out can't become markup.
"""

import frappe
from frappe.utils import cstr
from markupsafe import Markup, escape

# a JSON text in a page stands in a script, which these would end
IN_SCRIPTS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def striptags(value) -> Markup:
	"""Return a text without tags, safe to stand in a page.

	Jinja's own filter also decodes entities, and the framework's base template writes what comes out into the title
	of every page, so that `&lt;script&gt;` in the title of a record became a script.
	"""
	return escape(Markup(cstr(value)).striptags())


def json(value, indent: int = 1) -> str:
	"""Return a value as JSON that means the same in a script and can't end it."""
	return frappe.as_json(value, indent=indent).translate(IN_SCRIPTS)
