"""Scorecards and policies: points, grade, knock-outs, line, price and schedule."""
