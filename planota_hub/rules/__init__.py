# SPDX-License-Identifier: GPL-3.0-only
"""What holds for any record: texts, fields, dates, tokens, counters, jobs. Knows no DocType of the hub."""
