# SPDX-License-Identifier: GPL-3.0-only
"""Public pages and the portal: one Python file with `get_context` and one template for each address."""
