"""Rasa's predictions without its detours: graph nodes run in order, and what follows an intent is remembered."""

from __future__ import annotations

from typing import Any

from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker


class InOrder(DaskGraphRunner):
    """Runs the nodes of a graph one after the other, in an order found once; dask plans anew for every run."""

    _orders: dict[Any, list[str]]

    def run(self, inputs: Any = None, targets: Any = None) -> dict[str, Any]:
        """The outputs of ``targets``, as the runner this stands in for gives them."""
        wanted = tuple(targets or self._graph_schema.target_names)
        orders = self.__dict__.setdefault("_orders", {})
        if wanted not in orders:
            orders[wanted] = self._order(wanted)
        found = {name: (name, value) for name, value in (inputs or {}).items()}
        for name in orders[wanted]:
            needs = self._graph_schema.nodes[name].needs.values()
            found[name] = self._instantiated_nodes[name](*(found.get(need, need) for need in needs))
        return {name: found[name][1] for name in wanted}

    def _order(self, wanted: Any) -> list[str]:
        schema, order = self._graph_schema.nodes, []

        def visit(name: str) -> None:
            if name in schema and name not in order:
                for need in schema[name].needs.values():
                    visit(need)
                order.append(name)

        for name in wanted:
            visit(name)
        return order


def situation_of(tracker: DialogueStateTracker) -> Any:
    """The intent, the kinds of entities and the actions run since; ``None`` for what no turn of ours looks like."""
    if tracker.followup_action or tracker.active_loop_name:
        return None
    done: list[str] = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            kinds = tuple(sorted({str(entity["entity"]) for entity in event.entities}))
            return event.intent_name, kinds, tuple(done)
        if isinstance(event, ActionExecuted):
            done.append(str(event.action_name))
    return None


def only_intents_count(domain: Domain, metadata: Any) -> bool:
    """Whether a prediction can depend on nothing else: no slot, form or other policy has a say."""
    policies = [node.uses.__name__ for name, node in metadata.predict_schema.nodes.items() if "Policy" in name]
    return (
        policies == ["RulePolicy"] and not domain.forms and not any(one.influence_conversation for one in domain.slots)
    )
