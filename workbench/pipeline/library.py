"""Templates, cards and policies by name or file, compiled once a process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scoring.card import CARD_FOLDER, Card, compile_card, load_card
from scoring.fit import fits
from scoring.policy import POLICY_FOLDER, Policy, compile_policy, load_policy
from workbench.findings import Finding, worst
from workbench.template.compiled import Compiled
from workbench.template.loader import TEMPLATE_FOLDER, list_templates, load_template
from workbench.template.verify import verify_template


@dataclass(frozen=True, slots=True)
class Unusable(Exception):
    """A definition that cannot be used, with everything wrong with it."""

    findings: tuple[Finding, ...]


@cache
def compiled_template(template: str, folder: Path = TEMPLATE_FOLDER) -> Compiled:
    """Load, verify and compile a template by id or path. Raises Unusable with every mistake of its files.

    A template that only serves as a parent of others is no template of a case.
    """
    loaded = load_template(template, folder)
    compiled, findings = verify_template(loaded)
    if loaded.template is not None and loaded.template.abstract:
        findings.append(Finding("TPL30", f"{loaded.template.id}.yaml", {"name": loaded.template.id}))
    if compiled is None or worst(findings) == "error":
        raise Unusable(tuple(findings))
    return compiled


@cache
def industry_templates(folder: Path = TEMPLATE_FOLDER) -> tuple[str, ...]:
    """Give the ids of all industry templates."""
    return tuple(list_templates(folder))


@cache
def card_for(card: str | Path, compiled: Compiled) -> Card:
    """Load a card by id or file for a template. Raises Unusable when it does not fit."""
    loaded, findings = load_card(str(card), CARD_FOLDER)
    if loaded is not None:
        findings = (*findings, *compile_card(loaded, compiled)[1])
    if loaded is None or worst(findings) == "error":
        raise Unusable(tuple(findings))
    return loaded


@cache
def fitting_cards(compiled: Compiled) -> tuple[Card, ...]:
    """Give every card that fits a template, by id: those that may be run beside the one that counts.

    A card that speaks of what the template does not have does not fit; one with a mistake is found by the tests of
    the cards, not by a case.
    """
    loaded = (load_card(path.stem, CARD_FOLDER)[0] for path in sorted(CARD_FOLDER.glob("*.yaml")))
    fitting = (card for card in loaded if card is not None and fits(card, compiled))
    return tuple(card for card in fitting if compile_card(card, compiled)[0] is not None)


@cache
def policy_for(policy: str | Path, compiled: Compiled) -> Policy:
    """Load a policy by id or file for a template. Raises Unusable when it does not fit."""
    loaded, findings = load_policy(str(policy), POLICY_FOLDER)
    if loaded is not None:
        findings = (*findings, *compile_policy(loaded, compiled)[1])
    if loaded is None or worst(findings) == "error":
        raise Unusable(tuple(findings))
    return loaded
