# SPDX-License-Identifier: GPL-3.0-only
"""Policy proposals: versions, consultation, stages, results of the asks."""
