"""What holds for any record: texts, fields, dates, tokens, counters, jobs. Knows no DocType of the hub."""
