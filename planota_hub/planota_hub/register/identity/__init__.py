# SPDX-License-Identifier: GPL-3.0-only
"""Who is who: which organisation of the register a number, name or mailbox means, and which person a name does."""
