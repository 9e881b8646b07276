"""Lines that say on which terms one may come to an event, which end it: “Free admission”, “Eintritt frei”."""

import re
from typing import Final

from feedpub.patterns import later

_LONGEST: Final = 60
_ADMISSION: Final = later(
    r"\W*(?:(?:free|no)\s(?:admission|entry|entrance|charge|booking|registration)(?:\s(?:required|needed|necessary))?"
    r"|(?:admission|entry|entrance|booking|registration)(?:\sis)?\s(?:free|(?:not\s)?(?:required|essential|necessary))"
    r"|no\sneed\sto\s(?:book|register)|all\s(?:are\s)?welcome|(?:der\s)?eintritt(?:\sist)?\sfrei|freier\seintritt"
    r"|(?:keine\s|mit\s)?(?:vor)?anmeldung(?:\sist)?\s(?:nicht\s)?(?:erforderlich|notwendig|nötig|erbeten)|ohne\s(?:vor)?anmeldung"
    r"|(?:spenden?|um\sspenden?)\s(?:sind\s|wird\s|werden\s)?(?:erbeten|willkommen|gebeten)"
    r"|entrée\s(?:libre|gratuite|payante)(?:\s.{1,30})?|sur\s(?:inscription|réservation)|(?:inscription|réservation)\s(?:obligatoire|conseillée|gratuite)"
    r"|entrada\s(?:libre|gratuita|livre|franca)(?:\s.{1,30})?|(?:inscripción|inscrição)\s(?:obligatoria|obrigatória|gratuita|previa|prévia)"
    r"|ingresso\s(?:libero|gratuito)(?:\s.{1,30})?|prenotazione\s(?:obbligatoria|consigliata)"
    r"|(?:gratis|vrije?)\s(?:toegang|entree|inkom)|(?:toegang|entree)\s(?:is\s)?(?:gratis|vrij)|(?:aanmelden|reserveren)\s(?:verplicht|niet\snodig)"
    r"|gratis\s(?:inträde|entré|adgang|inngang)|fri\s(?:entré|entre|adgang|inngang)|wstęp\s(?:wolny|bezpłatny)|vstup\s(?:volný|zdarma)"
    r"|вход\s(?:свободный|бесплатный)|(?:入場|参加)(?:無料|自由)|(?:要予約|予約不要|申込不要|要申込)|免费入场|免費入場)\W*",
    re.IGNORECASE,
)


def says_admission(text: str) -> bool:
    """Say whether a line says whether one pays or has to book, and nothing else."""
    return len(text) <= _LONGEST and _ADMISSION.fullmatch(text) is not None
