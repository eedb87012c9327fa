"""Mutants: every small wrong version of a source file, to see whether the facts about it would notice."""

from __future__ import annotations

import ast
import copy
import difflib
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

Fact = Callable[[Any], None]

_OPERATORS: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.FloorDiv,),
    ast.FloorDiv: (ast.Mult,),
}
_OTHER_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}
_REMOVED = (ast.Expr, ast.Assign, ast.AugAssign, ast.AnnAssign, ast.If, ast.For, ast.Return, ast.Delete)
_SAY_NOTHING = ("annotation", "returns", "bases", "ctx")  # fields of nodes that do nothing when the code runs


@dataclass(frozen=True)
class Mutant:
    """A source in which one thing is different; ``what`` is the line as it was and as it is."""

    what: str
    source: str


def survivors(real: ModuleType, facts: Sequence[Fact]) -> list[str]:
    """The mutants of ``real`` of which every fact holds: what each changes."""
    return [mutant.what for mutant in mutants(real) if _holds(mutant.source, facts)]


def mutants(real: ModuleType) -> Iterator[Mutant]:
    """Every mutant of a module's file, one change each. Words of enums, docstrings and types are left as they are."""
    tree = ast.parse(Path(str(real.__file__)).read_text("utf-8"))
    before = ast.unparse(tree)
    for place, key, node in list(_places(tree)):
        for other in _instead_of(node, vars(real)):
            place[key] = other
            after = ast.unparse(ast.fix_missing_locations(tree))
            place[key] = node
            if after != before:
                yield Mutant(_difference(before, after), after)


def load(source: str) -> ModuleType:
    """A module of its own from ``source``."""
    module = ModuleType("mutant")
    sys.modules["mutant"] = module  # dataclasses look their module up there
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)  # such as "is 0", which only a mutant says
        exec(compile(source, "<mutant>", "exec"), vars(module))
    return module


def _holds(source: str, facts: Sequence[Fact]) -> bool:
    try:
        module = load(source)
        for fact in facts:
            fact(module)
    except (Exception, pytest.fail.Exception):  # a mutant that cannot even run is noticed as well
        return False
    finally:
        sys.modules.pop("mutant", None)
    return True


def _places(node: ast.AST) -> Iterator[tuple[Any, Any, ast.AST]]:
    """Every place in a tree where a node stands: ``place[key] is node``."""
    for field, value in ast.iter_fields(node):
        if field in _SAY_NOTHING:
            continue
        place: Any = value if isinstance(value, list) else vars(node)
        keys = range(len(value)) if isinstance(value, list) else [field]
        for key in keys:
            if isinstance(place[key], ast.AST) and not _silent(place[key]):
                yield place, key, place[key]
                yield from _places(place[key])


def _silent(node: ast.AST) -> bool:
    docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    words = isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "Enum" for base in node.bases)
    return docstring or words or isinstance(node, (ast.Import, ast.ImportFrom))


def _instead_of(node: ast.AST, known: dict[str, Any]) -> Iterator[ast.AST]:
    """What could stand wrongly in the place of ``node``; ``known`` are the names of its module."""
    for other in _OPERATORS.get(type(node), ()):
        yield other()
    if isinstance(node, _REMOVED):
        yield ast.Pass()
    if isinstance(node, ast.Return) and node.value is not None:
        yield ast.Return(ast.Constant(None))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    if isinstance(node, ast.Constant):
        yield from map(ast.Constant, _other_values(node.value))
    if isinstance(node, ast.IfExp):
        yield ast.IfExp(node.test, node.orelse, node.body)
    if isinstance(node, ast.Name) and node.id in _OTHER_NAMES:
        yield ast.Name(_OTHER_NAMES[node.id])
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        yield from _other_members(node, known.get(node.value.id))
    for field in ("values", "elts", "ifs", "decorator_list"):
        if not isinstance(node, ast.Dict):
            yield from _one_less(node, field)


def _other_values(value: Any) -> list[Any]:
    if value is None:
        return [0]
    if isinstance(value, bool):
        return [not value]
    return [value + 1, value - 1] if isinstance(value, (int, float)) else ["another"]


def _other_members(node: ast.Attribute, kind: Any) -> Iterator[ast.AST]:
    """Another word of the same enum."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        for name in kind.__members__:
            yield ast.Attribute(node.value, name)


def _one_less(node: ast.AST, field: str) -> Iterator[ast.AST]:
    """Without one of its operands, elements, conditions or decorators."""
    parts = getattr(node, field, [])
    for left_out in range(len(parts)):
        rest = [part for at, part in enumerate(parts) if at != left_out]
        if isinstance(node, ast.BoolOp) and len(rest) == 1:
            yield rest[0]
            continue
        less = copy.copy(node)
        setattr(less, field, rest)
        yield less


def _difference(before: str, after: str) -> str:
    lines = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    was, now = ([line[2:].strip() for line in lines if line[0] == mark] for mark in "-+")
    return f"{' / '.join(was)} → {' / '.join(now)}"
