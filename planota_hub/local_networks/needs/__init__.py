# SPDX-License-Identifier: GPL-3.0-only
"""Local needs: intake, priority, endorsements, and the chain from a need to what answers it."""
