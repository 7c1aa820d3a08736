# SPDX-License-Identifier: GPL-3.0-only
"""The words by which surveys name their records, and the kinds of questions."""

SURVEY, QUESTION = "Survey", "Survey Question"
PARTICIPANT, ANSWER, VALUE = "Survey Participant", "Survey Answer", "Survey Answer Value"
PERSONAL, OPEN_LINK = "Personal Link", "Open Link"
PER_ORGANISATION, PER_PERSON = "Organisation", "Person"
ASKED, STARTED, ANSWERED = "Asked", "Started", "Has Answered"

TEXT, LONG_TEXT, NUMBER, FILE = "Text", "Long Text", "Number", "File"
ONE_CHOICE, SEVERAL_CHOICES, SCALE, TABLE = "One Choice", "Several Choices", "Scale", "Table"
DATE_FINDER = "Date Finder"
# whose answers are words of their own, not one of what is offered
IN_OWN_WORDS = frozenset({TEXT, LONG_TEXT, FILE})
WITH_CHOICES = frozenset({ONE_CHOICE, SEVERAL_CHOICES, TABLE, DATE_FINDER})
# on whose answer it can depend whether another question is asked
DECIDING = frozenset({ONE_CHOICE, SCALE})
# what is said of each day of a date finder
SUITS, SUITS_IF_NEED_BE, SUITS_NOT = "Yes", "If Need Be", "No"
