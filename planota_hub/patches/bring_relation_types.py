# SPDX-License-Identifier: GPL-3.0-only
"""A site from before organisations had relations gets the kinds of them."""

from planota_hub.setup.masters import create_relation_types


def execute() -> None:
	create_relation_types()
