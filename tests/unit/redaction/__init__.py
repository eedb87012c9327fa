"""Redaction: recognizers, floor, placeholders, and closing when in doubt."""
