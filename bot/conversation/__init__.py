"""One person's thread on one channel: its rows, its inbox and outbox, and the rules of what comes next."""
