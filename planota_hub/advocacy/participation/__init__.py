# SPDX-License-Identifier: GPL-3.0-only
"""How people take part on the web: what is shown, what they confirm by e-mail, what they are told."""
