"""Indicators: periods, readings with their evidence, drift, progress, reports to funders."""
