"""What people say every day names nobody and must pass untouched, or the assistant cannot understand it."""

from __future__ import annotations

from typing import Any

import pytest

EVERYDAY = """
I need a place tonight
he has a gun
I want to kill myself
no tengo dónde dormir
my boyfriend hits me
I'm scared
soy madre
this is hard
call me later
it costs $20
they say I owe $35,000
debo 5000 dólares
I have 2 kids
for 5 days
at 8am
between 8 and 10:30 pm
room 12
I need a lawyer
she took my passport and my 2 phones
me quitaron el pasaporte
Necesito ayuda con mi visa
are you a robot
will you tell the police?
quiero hablar con una persona
tengo miedo
tengo tres hijos y no tengo trabajo
trabajo en limpieza
I work at a nail salon
they make me work 14 hours a day 7 days a week
call 911
should I call 988?
text HOME to 741741
I'm 20 minutes away
I'm 5 months pregnant
estoy embarazada de 3 meses
llevo 5 años trabajando aquí
I've been here 2 years
my visa expired
I'm in danger
I'm in love with him
estoy en casa
estoy en peligro
vivo en la calle
anywhere is fine
I Need A Place To Stay Tonight
PLEASE HELP ME
Do you speak Spanish?
I speak Haitian Creole and some English
I need help on Monday or Tuesday in March
Can you help me with Medicaid and food stamps
I need a T visa or a U visa
El lunes tengo una cita con el doctor
Will you help me?
May I ask a question?
mark my words
qué linda
I came to the United States last year
give me a minute
borra todo lo que dije
33101 dollars
option 3
1, 3 and 5
my name is on the lease
I don't want to give my name
they call me stupid
my instagram was hacked
snap benefits
in case he comes
court date on 12/05/2026
the appointment is 11/28/2026 at 3pm
I walked 2 miles down the road
from 8 to 5
100% sure
¿Es gratis?
él está afuera y tiene un arma
I'm bleeding a lot, overdose
soy yo
It's me
cerca de la iglesia
I'm near the hospital
es en efectivo, 20 pesos por hora
dale pues
se me salió una bolita en la ingle
""".strip().splitlines()


@pytest.mark.parametrize("text", EVERYDAY)
def test_an_everyday_message_is_untouched(redactor: Any, text: Any) -> None:
    redacted = redactor.redact(text, lang="es")
    assert (redacted.text, redacted.findings) == (text, ())
