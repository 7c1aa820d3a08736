# SPDX-License-Identifier: GPL-3.0-only
"""Open data over HTTP, by the validators of its standards and by the examples of its docs."""
