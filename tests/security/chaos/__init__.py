# SPDX-License-Identifier: GPL-3.0-only
"""What goes wrong outside the code: clients that hang, threads and processes that end, disks that are full."""
