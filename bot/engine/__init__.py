"""The only rooms that know Rasa: its words (nlg), its memory (tracker), its understanding (nlu), its actions (runner)."""
