# SPDX-License-Identifier: GPL-3.0-only
"""Give each purpose of links its key, and let the links in mails that were sent before hold for a while."""

from planota_hub.rules.signing_keys import accept_former_links, create_keys


def execute() -> None:
	create_keys()
	accept_former_links()
