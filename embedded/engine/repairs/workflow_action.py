# SPDX-License-Identifier: GPL-3.0-only
"""For `frappe/workflow/doctype/workflow_action/workflow_action.py`: states are read where a workflow is kept in memory.

As shipped, a cached value was asked for that is never cached: whatever was saved under a workflow, the state behind each
of its next steps was loaded from the database anew.
"""

import frappe

__all__ = ["get_state_optional_field_value"]


def get_state_optional_field_value(workflow_name: str, state: str) -> int | None:
	"""Tell whether a state of a workflow is an optional one; None when it has no such state."""
	states = frappe.get_cached_doc("Workflow", workflow_name).states
	return next((row.is_optional_state for row in states if row.state == state), None)
