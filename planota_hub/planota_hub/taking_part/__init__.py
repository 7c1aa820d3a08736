# SPDX-License-Identifier: GPL-3.0-only
"""Taking part in something that the hub holds: the rules of registration, whatever it is that people come to.

A user declares itself as a `Kind`: Training Workshop with Workshop Registration, Hub Event with Event Registration.
Nothing here knows more of them than that.
"""
