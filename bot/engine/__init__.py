"""The only rooms that know Rasa: its words (nlg), memory (tracker), understanding (nlu) and hands (runner)."""
