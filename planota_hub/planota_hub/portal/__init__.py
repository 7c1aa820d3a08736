# SPDX-License-Identifier: GPL-3.0-only
"""What representatives do for their own NGO in the portal: data, people, files, history, everything as one file."""
