# SPDX-License-Identifier: GPL-3.0-only
"""What the sender of a form reads when it was sent: what becomes of it, and how to follow it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote

TO_CONFIRM = "to_confirm"


@dataclass
class Confirmation:
	"""The page that follows a form; its texts are plain.

	`title` and `text` take the place of what the Web Form says, where they are given.
	"""

	title: str | None = None
	text: str | None = None
	code: str | None = None
	notes: list[str] = field(default_factory=list)
	links: list[tuple[str, str]] = field(default_factory=list)  # label and address
	repeats: bool = True  # whether it says once more what was sent


Confirm = Callable[[dict], Confirmation]


def confirm_by_outcome(texts: dict[str, str]) -> Confirm:
	"""Return how a form is confirmed whose handler says by its `outcome` what happens next.

	Args:
	        texts: by outcome, `received` for any other one, and `spam` for what needs a link from an e-mail
	                that has left.
	"""

	def confirm(answer: dict) -> Confirmation:
		outcome = answer.get("outcome")
		notes = [texts["spam"]] if outcome == TO_CONFIRM and texts.get("spam") else []
		return Confirmation(text=texts.get(outcome) or texts.get("received"), notes=notes)

	return confirm


def confirm_by_code(texts: dict[str, str]) -> Confirm:
	"""Return how a form is confirmed that can be followed by the code under which the hub keeps it.

	Args:
	        texts: those of `web_forms.get_tracking_texts`; `known` and `known_title` for what was known before.
	"""

	def confirm(answer: dict) -> Confirmation:
		if answer.get("outcome") == "known":
			return Confirmation(title=texts["known_title"], text=texts["known"])
		code = answer["tracking_code"]
		notes = [texts["keep"], *([texts["mailed"]] if answer.get("mailed") else [])]
		return Confirmation(
			code=code, notes=notes, links=[(texts["track"], f"/track?code={quote(code, safe='')}")]
		)

	return confirm
