# SPDX-License-Identifier: GPL-3.0-only
"""A message by e-mail: its named parts, and how it is queued."""

from dataclasses import dataclass, field

from planota_hub.mail.hub_mail import send_confirmation


@dataclass(frozen=True)
class Message:
	"""What somebody reads, written in their language (see `wording.speaking`).

	Args:
	        lines: the paragraphs after the greeting.
	        facts: pairs of label and value, in a table below; those without a value are left out.
	        link: words and address of the one thing to do.
	        attachments: files as `fname` and `fcontent`.
	"""

	subject: str
	lines: list[str]
	facts: list[tuple[str, str | None]] = field(default_factory=list)
	link: tuple[str, str] | None = None
	attachments: list[dict] = field(default_factory=list)


def send(email: str | None, message: Message, reference: tuple[str, str] | None = None) -> bool:
	"""Queue a message; tell whether it could be queued, which needs an address. See `send_confirmation`."""
	if not email:
		return False
	facts = [fact for fact in message.facts if fact[1]]
	args = {"lines": message.lines, "facts": facts, "link": message.link}
	return send_confirmation(email, message.subject, "hub_message", args, message.attachments, reference)
