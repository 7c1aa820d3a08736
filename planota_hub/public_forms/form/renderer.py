# SPDX-License-Identifier: GPL-3.0-only
"""Shows the Web Forms of the hub: made on the server, sent without a script, errors beside their fields.

The Web Form says which fields there are, `get_context` beside it what they offer, its handler (hook `hub_web_forms`)
what is kept. Every other web form of the site is shown by the framework.
"""

from urllib.parse import urlencode

import frappe
from frappe import _
from frappe.website.doctype.web_form.web_form import get_web_form_module
from frappe.website.page_renderers.web_form import WebFormPage

from planota_hub.guards.page_renderers import StrictPage
from planota_hub.public_forms.form.page import FormPage, get_address
from planota_hub.public_forms.website import redirect

TEMPLATE = "templates/hub_web_form.html"
LOGGED_OUT = 403
# what the framework reads from the path of a form
ROUTED = {"name", "is_list", "is_new", "is_read", "is_edit"}


class HubWebForm(StrictPage, WebFormPage):
	"""A web form that has a handler in the hub, and the confirmation of what was sent with it."""

	def can_render(self) -> bool:
		"""True for the web forms of the hook `hub_web_forms`."""
		return self.is_form() and self.docname in frappe.get_hooks("hub_web_forms")

	def is_form(self) -> bool:
		"""True for the address of a web form."""
		try:
			return super().can_render()
		except TypeError:
			# the framework takes the list of forms for none while another visitor's request puts it into the cache
			frappe.local.cache.clear()
			return super().can_render()

	def update_context(self) -> None:
		"""Fill the page with the form as it stands before the visitor; the framework's own way is not taken."""
		self.template_path = TEMPLATE
		self.forget_what_was_typed()
		self.refuse_other_pages()
		self.context.update(self.doc.as_dict())
		self.context.update(doc=self.doc, no_cache=1, form_address=get_address())
		self.context.is_private = bool(self.doc.login_required or frappe.request.args.get("token"))
		if self.has_ended():
			self.context.update(title=_(self.doc.title), form=None, log_in=get_log_in())
			self.http_status_code = LOGGED_OUT
			return
		self.context.update(web_form_doc=self.doc.as_dict(no_nulls=True), reference_doc=None)
		get_web_form_module(self.doc).get_context(self.context)
		self.context.description = _(self.doc.meta_description or self.doc.introduction_text)
		self.context.form = self.make_page()

	def forget_what_was_typed(self) -> None:
		"""See that whoever asks for the parameters of the page finds those of its address, not the fields of the form."""
		for name in set(frappe.request.form) - ROUTED:
			frappe.form_dict.pop(name, None)
		frappe.form_dict.update(frappe.request.args.to_dict())

	def refuse_other_pages(self) -> None:
		"""A form is opened anew, or to edit a record; it has no list and shows no record."""
		if frappe.form_dict.is_list or (frappe.form_dict.is_read and not self.doc.allow_edit):
			redirect(f"/{self.doc.route}/new")
		if frappe.form_dict.is_read:
			redirect(f"/{self.path}/edit")

	def has_ended(self) -> bool:
		"""Tell whether somebody has to log in before they can send this form; who only opens it is led there."""
		if not self.doc.login_required or frappe.session.user != "Guest":
			return False
		if frappe.request.method != "POST":
			redirect(get_log_in())
		return True

	def make_page(self) -> FormPage:
		"""Return the form after what the visitor has asked for."""
		page = FormPage(self.context)
		if frappe.request.method == "POST":
			take = page.show_typed if page.closed else page.take_request
			take(frappe.request.form)
		self.http_status_code = page.status
		return page


def get_log_in() -> str:
	"""Return the address of the log-in that leads back to the form."""
	return "/login?" + urlencode({"redirect-to": get_address()})
