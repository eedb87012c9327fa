"""What is said in the benchmark: an opening and a round, in English and Spanish, that both systems can take as text."""

from __future__ import annotations

# The opening leads both systems past their first questions; a place is known from then on.
_OPENING = {
    "en": ("no, it's just me", "yes", "i need food", "i am in miami"),
    "es": ("no, estoy solo", "si", "necesito comida", "estoy en miami"),
}
# One round leads back to where it began, so message 400 has the same to do as message 10. It has as many messages as
# the window of `measure.WINDOW`, so every window holds each of them exactly once.
_ROUND = {
    "en": (
        "i need somewhere to sleep tonight",
        "show me more",
        "will you tell the police",
        "go back",
        "skip",
        "i need a lawyer",
        "is it free",
        "i am in miami",
        "what can i do here",
        "are you a robot",
        "thank you",
    ),
    "es": (
        "necesito un lugar donde dormir esta noche",
        "muestrame mas",
        "le van a decir a la policia",
        "volver atras",
        "saltar",
        "necesito un abogado",
        "es gratis",
        "estoy en miami",
        "que puedo hacer aqui",
        "eres un robot",
        "muchas gracias",
    ),
}
LANGUAGES = tuple(_ROUND)


def said(lang: str, count: int) -> list[str]:
    """The first ``count`` messages of one conversation: the opening, then round after round."""
    opening, round_ = _OPENING[lang], _ROUND[lang]
    return [*opening, *round_ * (1 + count // len(round_))][:count]
