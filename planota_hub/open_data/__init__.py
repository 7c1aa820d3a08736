# SPDX-License-Identifier: GPL-3.0-only
"""Open data: what the public pages show, as files and through an interface for programs."""
