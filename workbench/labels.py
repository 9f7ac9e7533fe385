"""Text in two languages: Chinese first, English second."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Label:
    """One text in Chinese and in English."""

    zh: str
    en: str

    def text(self, language: Language) -> str:
        """Give the text in a language."""
        return self.zh if language == "zh" else self.en


EMPTY = Label("", "")
MONEY_UNIT = Label("元", "yuan")
