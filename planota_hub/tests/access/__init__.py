# SPDX-License-Identifier: GPL-3.0-only
"""The matrix of permissions: who gets what through which door, compared with the tables of docs/permissions.md."""
