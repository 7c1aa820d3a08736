# SPDX-License-Identifier: GPL-3.0-only
"""The framework's doors beside the documents, closed for the app's records.

Who sees and changes which document is ruled by its permissions. Around the documents the framework has doors of
its own that ask them little or not at all: the history of changes, titles of links, marks (likes, tags,
assignments, comments), counts, searches, exports. Here each of them asks what the document would answer. Nothing
here knows a single DocType of the app: the rules hold for every one that there is and for those that come.
"""
