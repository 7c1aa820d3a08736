# SPDX-License-Identifier: GPL-3.0-only
"""Elections: call, electors and candidates, ballots, count, result, mandates."""
