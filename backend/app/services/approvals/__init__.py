"""A colleague's word: the shop's rules, questions with their answers, deputies, the inbox."""

from app.services.approvals.asking import (
    Answer,
    approve,
    ask_for_word,
    find_approved,
    find_open,
    list_answerers,
    person_of,
    read_question,
    require_reviewer,
    take_back,
    void_unless,
)
from app.services.approvals.deputies import (
    clear_deputy,
    list_deputies,
    read_deputy,
    set_deputy,
)
from app.services.approvals.inbox import list_approvals
from app.services.approvals.rules import get_rules, list_rules, update_rule

__all__ = [
    "Answer",
    "approve",
    "ask_for_word",
    "clear_deputy",
    "find_approved",
    "find_open",
    "get_rules",
    "list_answerers",
    "list_approvals",
    "list_deputies",
    "list_rules",
    "person_of",
    "read_deputy",
    "read_question",
    "require_reviewer",
    "set_deputy",
    "take_back",
    "update_rule",
    "void_unless",
]
