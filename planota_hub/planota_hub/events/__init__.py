# SPDX-License-Identifier: GPL-3.0-only
"""Events of every kind: info days, round tables, consultations, festivals; registration is that of `taking_part`."""
