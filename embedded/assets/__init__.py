# SPDX-License-Identifier: GPL-3.0-only
"""The stylesheets and scripts of the Desk and the website, built with Node from the sources of the apps."""

from embedded.assets.build import build_assets

__all__ = ["build_assets"]
