"""Local networks: members over time, requests to join, health."""
