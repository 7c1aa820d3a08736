# SPDX-License-Identifier: GPL-3.0-only
"""For `frappe/utils/__init__.py`: properties that are worked out once for each object.

Up to Python 3.11, those of the standard library share one lock among all objects of a class. A thread that works
one property out and needs another for it then waits for ever for a thread that does it the other way round. Two
threads may work out the value of one object twice, as they do since Python 3.12: that does no harm.
"""

import functools
from typing import Any

__all__ = ["cached_property"]

MISSING = object()


class cached_property(functools.cached_property):
	"""`functools.cached_property` as it is since Python 3.12: without a lock."""

	def __get__(self, instance: Any, owner: type | None = None) -> Any:
		if instance is None:
			return self
		value = instance.__dict__.get(self.attrname, MISSING)
		if value is MISSING:
			value = instance.__dict__[self.attrname] = self.func(instance)
		return value
