# SPDX-License-Identifier: GPL-3.0-only
"""For tools that still call setup.py; everything is declared in pyproject.toml."""

from setuptools import setup

setup()
