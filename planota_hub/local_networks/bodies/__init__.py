# SPDX-License-Identifier: GPL-3.0-only
"""Representative bodies: seats, mandates, coverage, vacancies."""
