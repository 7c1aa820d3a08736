# SPDX-License-Identifier: GPL-3.0-only
"""E-mails and noted calls of before stand in the log of contacts."""

from planota_hub.planota_hub.interactions.messages import log_all_messages


def execute() -> None:
	log_all_messages()
