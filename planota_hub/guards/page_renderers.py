"""The hub's pages and web forms, made under the strict policy for scripts."""

import frappe
from frappe.website.page_renderers.base_renderer import BaseRenderer
from frappe.website.page_renderers.template_page import TemplatePage
from frappe.website.page_renderers.web_form import WebFormPage
from werkzeug.wrappers import Response

from planota_hub.guards.security_headers import use_nonces

APP = "planota_hub"


class StrictPage(BaseRenderer):
	"""A page whose scripts are marked, and no other script runs."""

	evaluates = False  # whether its scripts evaluate text

	def render(self) -> Response:
		"""The page as an answer."""
		use_nonces(self.evaluates)
		return super().render()


class HubPage(StrictPage, TemplatePage):
	"""A page of `www/` of this app."""

	def can_render(self) -> bool:
		"""True for the pages of this app."""
		return bool(super().can_render() and self.app == APP)


class HubWebForm(StrictPage, WebFormPage):
	"""A web form of this app, its list and what was sent with it."""

	evaluates = True  # the conditions of its fields

	def can_render(self) -> bool:
		"""True for the web forms that come with this app."""
		if not super().can_render():
			return False
		form = frappe.get_cached_doc("Web Form", self.docname)
		app = frappe.db.get_value("Module Def", form.module, "app_name", cache=True)
		return bool(form.is_standard and app == APP)
