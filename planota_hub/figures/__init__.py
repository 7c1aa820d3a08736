"""The parts that reports, cards and charts are made of."""
