# SPDX-License-Identifier: GPL-3.0-only
"""Relations between organisations: members of a federation, founders, holders, successors and branches, each with its days."""
