"""Verbs before the name of who wrote or sent something, in languages that need no “by” there."""

from typing import Final

WROTE: Final = (
    r"vložil(?:/?\(?a\)?)?|napsal(?:/?\(?a\)?)?|přidal(?:/?\(?a\)?)?|pridal(?:/?\(?a\)?)?|autor(?:ka)?"
    r"|napisał(?:/?\(?a\)?)?|dodał(?:/?\(?a\)?)?|opublikował(?:/?\(?a\)?)?|beküldte|írta|közzétette"
    r"|kirjoittanut|kirjoittaja|lähettänyt|julkaissut|gönderen|yazan|objavio|objavila|napisao|napisala"
    r"|postat de|scris de|oleh|ditulis oleh|penulis"
    r"|опубликовал|опубликовала|разместил|разместила|написал|написала|добавил|добавила|публикувано от"
    r"|(?:skrevet|publisert|inskickat|skrivet|publicerat|publicerad|oprettet|indsendt|upplagd)\s(?:av|af)"
)
"""A regular expression of them; what follows is the name."""
