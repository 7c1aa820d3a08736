# SPDX-License-Identifier: GPL-3.0-only
"""What a migration does once to the data of a site that ran a former version, in the order of `patches.txt`."""
