"""Partnerships: consortia of three sectors, joint action plans, promotion, proposals for programmes."""
