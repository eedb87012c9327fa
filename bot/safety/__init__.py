"""Safety: crises seen in raw text, plain words that must never be misunderstood, and the lines where people answer."""
