# SPDX-License-Identifier: GPL-3.0-only
"""For `frappe/patches.py`: run the patches of every installed app."""

import frappe
from frappe import patches as engine

__all__ = ["get_all_patches"]


def get_all_patches(patch_type: engine.PatchType | None = None) -> list[str]:
	"""Patches of all installed apps in their order."""
	if patch_type and not isinstance(patch_type, engine.PatchType):
		frappe.throw(f"Unsupported patch type specified: {patch_type}")
	return [
		patch
		for app in frappe.get_installed_apps()
		for patch in engine.get_patches_from_app(app, patch_type=patch_type)
	]
