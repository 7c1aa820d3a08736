# SPDX-License-Identifier: GPL-3.0-only
"""What may be asked of a served site by people who mean no good, and what they get."""
