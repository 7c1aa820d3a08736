# SPDX-License-Identifier: GPL-3.0-only
"""For `inline_style_in_html` of `frappe/email/email_body.py`: the style sheets of mails are taken apart once.

They are the same for every mail, and taking them apart was half of what a mail cost. Imported with the first mail only:
what reads style sheets needs much memory.
"""

from functools import lru_cache

import premailer

# specificity, selector, declarations
Rule = tuple[tuple[int, ...], str, str]


class Premailer(premailer.Premailer):
	"""Writes the rules of style sheets into the elements of a mail, and remembers the rules of a sheet."""

	def _parse_style_rules(self, css_body: str, ruleset_index: int) -> tuple[list[Rule], list]:
		rules, leftover = take_apart(css_body, ruleset_index)
		return list(rules), list(leftover)


@lru_cache(maxsize=32)
def take_apart(css: str, number: int) -> tuple[list[Rule], list]:
	"""Return the rules of the style sheet that is the mail's `number`th, and those that no element can carry.

	`strip_important` is as the framework has it.
	"""
	return premailer.Premailer("", strip_important=False)._parse_style_rules(css, number)
