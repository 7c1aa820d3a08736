"""Elections: call, electors and candidates, ballots, count, result, mandates."""
