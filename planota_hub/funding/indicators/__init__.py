# SPDX-License-Identifier: GPL-3.0-only
"""Indicators: periods, readings with their evidence, drift, progress, reports to funders."""
