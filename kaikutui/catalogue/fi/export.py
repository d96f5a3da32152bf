"""Texts around the writing of a memo: what went wrong, what was asked, what changed."""

TEXTS: dict[str, str] = {
    "export.logo": "Logo: {name}",
    "export.logo_unnamed": "Järjestäjän logo",
    "export.since": "Muuttunut edellisestä ({name}):",
    "export.added": "+ {line}",
    "export.gone": "− {line}",
    "export.same": "Sisältö on sama.",
    "export.lacking": "Tästä puuttuu vielä tietoja:",
    "export.ask": "Kirjoitetaanko silti valmiina (k/e)? ",
    "export.yes": "k",
    "error.export_unfinished": "Mitään ei kirjoitettu. Täydennä tiedot, tee luonnos (--draft) tai kirjoita silti (--yes).",
    "said.exported_draft": "Luonnos on valmis: {path} (puutteita {count}, katso muistilista)",
    "error.logo": "Logoa {path} ei voi käyttää. Anna PNG- tai JPEG-kuva.",
    "error.memo_no_folder": "Kansiota {folder} ei ole. Luo se tai valitse muistiolle toinen paikka.",
    "error.memo_not_writable": "Muistiota ei voi kirjoittaa kansioon {folder}: {reason}. Valitse toinen kansio.",
}
