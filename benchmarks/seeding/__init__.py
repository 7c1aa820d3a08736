# SPDX-License-Identifier: GPL-3.0-only
"""A site of a given size, the same one every time: consistent records of all areas, written in bulk."""

from benchmarks.seeding.site import SeedRefused, seed

__all__ = ["SeedRefused", "seed"]
