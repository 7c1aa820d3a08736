# SPDX-License-Identifier: GPL-3.0-only
"""Nobody overwrites anybody: what others have changed in a record while somebody had its form open.

The form brings back what it showed when it was opened. What its sender left alone follows the record; what both have
changed stays as the sender typed it and is told, and nothing is saved before that was seen.
"""

from planota_hub.public_forms.form.values import Values


def find_changes(shown: Values, current: Values) -> list[str]:
	"""Return the fields whose value in the record is another one than the form showed.

	Args:
	        shown: what the form showed when it was opened; a field of which it says nothing was not shown.
	        current: what it would show now.
	"""
	return [name for name, value in current.items() if name in shown and shown[name] != value]


def bring_together(typed: Values, shown: Values, current: Values) -> tuple[Values, list[str]]:
	"""Return what is to be saved when others have changed the record, and the fields that both have changed."""
	together, disputed = dict(typed), []
	for name in find_changes(shown, current):
		if typed.get(name) == shown[name]:
			together[name] = current[name]
		elif typed.get(name) != current[name]:
			disputed.append(name)
	return together, disputed
