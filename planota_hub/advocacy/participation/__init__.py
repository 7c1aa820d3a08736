"""How people take part on the web: what is shown, what they confirm by e-mail, what they are told."""
