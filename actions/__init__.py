"""What the assistant does at each intent: slots in, one service call, utterance keys out. Decides nothing about people.

Importing this package registers every action for Rasa's executor and action server.
"""

from actions import answers, flow, kept, needs, people, rights, services, words

__all__ = ["answers", "flow", "kept", "needs", "people", "rights", "services", "words"]
