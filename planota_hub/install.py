# SPDX-License-Identifier: GPL-3.0-only
"""Installation and migration: the order in which the rooms of `setup/` are filled."""

import frappe

from planota_hub.finding.index import create_index, fill_index
from planota_hub.guards.watch import watch_doors
from planota_hub.hub_network.publishing.signing import create_key
from planota_hub.integrations.installation import add_custom_fields
from planota_hub.planota_hub.register.identity.persons import index_mailboxes
from planota_hub.public_forms.consent import write_first_texts
from planota_hub.rules.search_index import fill_search_index
from planota_hub.rules.signing_keys import create_keys
from planota_hub.setup.assignment import create_assignment_rules
from planota_hub.setup.boards import create_boards
from planota_hub.setup.fixtures import bring_fixtures
from planota_hub.setup.foreign_permissions import add_foreign_permissions
from planota_hub.setup.languages import enable_languages
from planota_hub.setup.masters import create_masters
from planota_hub.setup.own_doctypes import open_counters
from planota_hub.setup.people import show_names_of_users
from planota_hub.setup.proof_field import add_proof_field
from planota_hub.setup.scheduled_jobs import bring_to_present
from planota_hub.setup.search import create_search_doctypes
from planota_hub.setup.settings import create_settings
from planota_hub.setup.website import create_pages, set_home_page
from planota_hub.version_guard import check_frappe_version


def before_install() -> None:
	"""Refuse a Frappe version that the app does not support; what comes in now will be found."""
	check_frappe_version()
	create_index()
	index_mailboxes()


def after_install() -> None:
	"""Give a new site everything that the app needs besides its DocTypes."""
	create_required_records()
	create_masters()
	create_boards()
	enable_languages()
	create_assignment_rules()
	create_search_doctypes()
	add_foreign_permissions()
	show_names_of_users()
	set_home_page()
	create_pages()
	fill_search_index()
	fill_index()


def before_migrate() -> None:
	"""Refuse to migrate on a Frappe version that the app does not support; what patches save will be found."""
	check_frappe_version()
	create_index()
	index_mailboxes()


def after_migrate() -> None:
	"""Bring back what the app can't work without; what the administrator removed otherwise stays removed."""
	create_required_records()
	fill_search_index()
	# which kinds of record are found, says a hook that may be new
	frappe.clear_cache()
	fill_index()
	watch_doors()


def create_required_records() -> None:
	"""Create the records without which the app does not work, each only if it is missing."""
	bring_fixtures()
	create_settings()
	create_keys()
	create_key()
	write_first_texts()
	open_counters()
	add_custom_fields()
	add_proof_field()
	bring_to_present()
