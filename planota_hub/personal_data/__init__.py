# SPDX-License-Identifier: GPL-3.0-only
"""Personal data: what each area declares of people, and the requests, retention and records that read it."""
