# SPDX-License-Identifier: GPL-3.0-only
"""The files in `fixtures/`: written from the definitions of roles and workflows, which stay their source.

`./hub run planota_hub.setup.fixture_files.write` writes them anew after a definition has changed.
"""

import frappe

from planota_hub.setup import email_templates, roles, workflows
from planota_hub.setup.fixtures import DOCTYPES, get_file


def write() -> list[str]:
	"""Write the files anew; return their paths."""
	paths = [get_file(doctype) for doctype in DOCTYPES]
	for doctype, path in zip(DOCTYPES, paths, strict=True):
		path.write_text(build(doctype), encoding="utf-8")
	return list(map(str, paths))


def build(doctype: str) -> str:
	"""Return the text of the file of a DocType, in the form in which Frappe exports fixtures."""
	records = {
		"Role": roles.build_roles,
		"Role Profile": roles.build_role_profiles,
		"Workflow State": workflows.build_states,
		"Workflow Action Master": workflows.build_actions,
		"Workflow": workflows.build_workflows,
		"Email Template": email_templates.build_email_templates,
	}
	return frappe.as_json(records[doctype](), ensure_ascii=False)
