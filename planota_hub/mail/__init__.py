"""How the hub writes to people, and what it says about days, times and places."""
