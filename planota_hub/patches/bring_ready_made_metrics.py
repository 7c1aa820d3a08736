# SPDX-License-Identifier: GPL-3.0-only
"""Bring the ready-made metrics that managers can change, in the language of the site."""

from planota_hub.funding.own_metrics import ready_made


def execute() -> None:
	ready_made.bring()
