"""What the assistant does at each intent: slots in, one service call, utterance keys out. Decides nothing about people.

Importing this package registers every action for Rasa's executor and action server.
"""

from actions import answers, contact, flow, kept, needs, people, returning, rights, screening, services, words

__all__ = [
    "answers", "contact", "flow", "kept", "needs", "people", "returning", "rights", "screening", "services", "words",
]  # fmt: skip
