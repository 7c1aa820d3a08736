# SPDX-License-Identifier: GPL-3.0-only
"""All that the hub did with an organisation, a person or in a municipality, whichever area did it."""
