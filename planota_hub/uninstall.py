# SPDX-License-Identifier: GPL-3.0-only
"""Removal: every room of `setup/` is emptied, in the reverse order of installation."""

import frappe

from planota_hub.files import pieces
from planota_hub.finding.index import drop_index
from planota_hub.funding.proofs import archive
from planota_hub.integrations.installation import remove_custom_fields
from planota_hub.planota_hub.register.identity.persons import drop_index_of_mailboxes
from planota_hub.rules.seal import remove_folder
from planota_hub.setup.assignment import remove_assignment_rules
from planota_hub.setup.boards import remove_boards
from planota_hub.setup.email_templates import remove_email_templates
from planota_hub.setup.fixtures import forget_notes
from planota_hub.setup.foreign_permissions import remove_foreign_permissions
from planota_hub.setup.languages import disable_languages
from planota_hub.setup.proof_field import remove_proof_field
from planota_hub.setup.roles import remove_role_profiles, remove_roles
from planota_hub.setup.traces import remove_traces
from planota_hub.setup.website import unset_home_page
from planota_hub.setup.workflows import remove_workflows


def before_uninstall() -> None:
	"""Remove what the app added outside its own DocTypes, while these still exist."""
	remove_custom_fields()
	remove_proof_field()
	remove_foreign_permissions()
	unset_home_page()
	disable_languages()
	remove_assignment_rules()
	remove_boards()
	remove_workflows()
	remove_email_templates()
	remove_role_profiles()
	remove_traces()
	remove_folder()
	pieces.remove_folder()
	archive.remove_folder()


def after_uninstall() -> None:
	"""Remove the roles, which the permission rows of the DocTypes needed until these were gone.

	The framework commits before it calls this and not afterwards.
	"""
	remove_roles()
	forget_notes()
	drop_index()
	drop_index_of_mailboxes()
	frappe.db.commit()
