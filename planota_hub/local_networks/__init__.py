"""Local networks: needs and what answers them, members, representative bodies, mandates and elections."""
