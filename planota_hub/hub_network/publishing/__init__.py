# SPDX-License-Identifier: GPL-3.0-only
"""What a hub publishes of a closed period: built, protected, signed, and put where others find it."""
