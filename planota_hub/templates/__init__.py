"""Templates that several pages, prints and mails share."""
