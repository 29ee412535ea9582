"""Tests of the browser without a browser."""
