"""How guests and representatives hand something in: intake, consent, tracking codes, language of the pages."""
