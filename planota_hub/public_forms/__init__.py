# SPDX-License-Identifier: GPL-3.0-only
"""How guests and representatives hand something in: intake, consent, tracking codes, language of the pages."""
