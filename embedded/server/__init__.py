# SPDX-License-Identifier: GPL-3.0-only
"""What runs while the site is served: web server, worker with scheduler, private Redis."""
