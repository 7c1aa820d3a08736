"""Tests that need more than the app: the embedded site, a browser, or the source files themselves."""
