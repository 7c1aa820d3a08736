# SPDX-License-Identifier: GPL-3.0-only
"""The parts that reports, cards and charts are made of."""
