"""The register and what stands beside it: organisations, places, meetings, briefings, practices, exchanges."""
