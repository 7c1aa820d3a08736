"""Personal data: what each area declares of people, and the requests, retention and records that read it."""
