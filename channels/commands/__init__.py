"""Commands of `alder` that need the channels or redaction; `bot/cli/main.py` names them by address."""
