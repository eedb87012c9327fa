"""What was put to the person last, so that a yes is taken for an answer to that and to nothing else."""

from __future__ import annotations

from typing import Optional

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from bot.conversation.agenda import Question
from bot.conversation.models import Message

_LOOK_BACK = 12  # messages; no turn of the assistant has as many

# Built once: building a statement takes longer than running it.
_LAST = (
    select(Message.key, Message.buttons)
    .where(Message.conversation_id == bindparam("conversation_id"), Message.who == "assistant")
    .order_by(Message.seq.desc())
    .limit(_LOOK_BACK)
)


def line_of(question: Question) -> str:
    """The catalogue line that puts a question."""
    return "offer_language" if question is Question.LANGUAGE else f"ask_{question.value}"


def last_offered(session: Session, conversation_id: str) -> Optional[str]:
    """The last line that came with choices; ``None`` where nothing is on record (plain Rasa)."""
    rows = session.execute(_LAST, {"conversation_id": conversation_id})
    return next((str(key) for key, buttons in rows if buttons), None)
