# SPDX-License-Identifier: GPL-3.0-only
"""What an installation adds to a site besides the app's own DocTypes.

Each room keeps its records as constants and a pair of functions, one that creates what is missing
and one that removes it, both looping over the same constants.
"""
