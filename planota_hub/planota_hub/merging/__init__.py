# SPDX-License-Identifier: GPL-3.0-only
"""Two records that are one: what hangs on them, and how the two become one."""
