# SPDX-License-Identifier: GPL-3.0-only
"""The hub's pages, made under the strict policy for scripts, and lists of records that nobody can mean."""

import json

import frappe
from frappe.website.page_renderers.base_renderer import BaseRenderer
from frappe.website.page_renderers.not_found_page import NotFoundPage
from frappe.website.page_renderers.template_page import TemplatePage
from frappe.website.path_resolver import ListPage
from werkzeug.wrappers import Response

from planota_hub.guards.security_headers import use_nonces

APP = "planota_hub"


class StrictPage(BaseRenderer):
	"""A page whose scripts are marked, and no other script runs."""

	def render(self) -> Response:
		"""The page as an answer."""
		use_nonces()
		return super().render()


class HubPage(StrictPage, TemplatePage):
	"""A page of `www/` of this app."""

	def can_render(self) -> bool:
		"""True for the pages of this app."""
		return bool(super().can_render() and self.app == APP)

	def init_context(self) -> None:
		"""Say of the page whose it is, for what is put around it."""
		super().init_context()
		self.context.is_hub_page = True

	def update_context(self) -> None:
		"""Fill the page; one that was there and is gone for good says so in its status."""
		super().update_context()
		if status := self.context.get("http_status_code"):
			self.http_status_code = status


class UnknownListPage(ListPage):
	"""A list of records asked for by lists or objects, which the framework reads from the address and stumbles over."""

	def can_render(self) -> bool:
		"""True for a list of records that no link leads to."""
		return any(map(is_structure, frappe.form_dict.values())) and super().can_render()

	def render(self) -> Response:
		"""The answer that there is no such page."""
		return NotFoundPage(self.path).render()


def is_structure(value: str) -> bool:
	"""Tell whether a value of an address is a list or an object in JSON."""
	try:
		return isinstance(json.loads(value), list | dict)
	except (TypeError, ValueError, RecursionError):
		return False
