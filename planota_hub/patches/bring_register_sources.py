# SPDX-License-Identifier: GPL-3.0-only
"""A site from before there were sources of the register gets those that a hub in Slovenia has."""

from planota_hub.setup.masters import create_register_sources


def execute() -> None:
	create_register_sources()
