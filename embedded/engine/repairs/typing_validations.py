# SPDX-License-Identifier: GPL-3.0-only
"""For `frappe/utils/typing_validations.py`: annotations as the types that they name."""

import functools
import inspect
from collections.abc import Callable
from typing import Any

__all__ = ["resolve_annotations"]


@functools.lru_cache(maxsize=4096)
def resolve_annotations(function: Callable) -> dict[str, Any]:
	"""Annotations of `function` with each name resolved; one that only a type checker knows stays a string."""
	original = inspect.unwrap(function)
	return {name: _resolve(annotation, original) for name, annotation in original.__annotations__.items()}


def _resolve(annotation: Any, function: Callable) -> Any:
	if not isinstance(annotation, str):
		return annotation
	try:
		return eval(annotation, function.__globals__)
	except (NameError, TypeError, AttributeError):
		return annotation
