"""The line under a quote: who speaks, as far as their consent lets it be said.

In:  a template as ``{pseudonym}, {group_label}``, a person, an interview.
Out: the line. Only a person who allowed it is printed with the pseudonym; everybody
     else by role. Ids of persons are never printed.
"""

import re

from qualcode.errors import OptionError
from qualcode.model import Consent, Interview
from qualcode.tables.people import Person

__all__ = ["attribution_line", "reference"]

ROLES = {"affected": "Participant", "key_informant": "Key informant"}
_FIELD = re.compile(r"\{([^{}]*)\}")


def reference(person: Person) -> str:
    """Return the pseudonym if the person allowed it and has one, else the role."""
    named = person.level.allows(Consent.QUOTE_NAMED_PSEUDONYM)
    return (person.pseudonym if named else "") or ROLES[person.kind]


def attribution_line(template: str, person: Person, interview: Interview) -> str:
    """Fill in ``template`` for ``person``; what is not recorded leaves no trace.

    Fields: ``pseudonym`` (or the role), ``role``, ``group``, ``group_label``,
    ``attributes`` (all values), ``month``, ``place``, ``language``, and the name of any
    attribute of participants.

    Raises:
        OptionError: the template names something else.

    >>> ada = Person(id="p1", pseudonym="Ada", group="w", group_label="Tenants",
    ...     kind="affected", level=Consent.QUOTE_ROLE_ONLY, recorded=True, speaks=True)
    >>> attribution_line("{pseudonym}, {group_label}, {age}", ada, Interview(id="I1"))
    Traceback (most recent call last):
    qualcode.errors.OptionError: the line under a quote cannot say `age`
      fix: use pseudonym, role, group, group_label, attributes, month, place, language
    >>> attribution_line("{pseudonym}, {group_label}", ada, Interview(id="I1"))
    'Participant, Tenants'
    """
    known = {
        "pseudonym": reference(person),
        "role": ROLES[person.kind],
        "group": person.group,
        "group_label": person.group_label,
        "attributes": ", ".join(value for _, value in person.attributes if value),
        "month": interview.date[:7],
        "place": interview.place,
        "language": interview.language,
    }
    fields = dict(person.attributes) | known

    def value(field: re.Match[str]) -> str:
        if field[1] not in fields:
            message = f"the line under a quote cannot say `{field[1]}`"
            fix = f"use {', '.join((*known, *dict(person.attributes)))}"
            raise OptionError(message, fix=fix)
        return fields[field[1]]

    parts = _FIELD.sub(value, template).split(",")
    return ", ".join(part.strip() for part in parts if part.strip())
