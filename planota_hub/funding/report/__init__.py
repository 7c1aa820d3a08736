# SPDX-License-Identifier: GPL-3.0-only
"""The script reports of this area, and what their columns count."""
