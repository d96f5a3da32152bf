"""Finding a name by what somebody typed of it."""

import pytest
from builders import a_person, a_session
from hypothesis import given
from hypothesis import strategies as st

from kaikutui.domain.lookup import AmbiguousNameError, UnknownNameError, find, find_person, full_name

NAMES = ("Teatteri Lumme", "Teatteri", "Museo Tuulimylly", "Kansalaisopisto Oivallus", "Nuorisoteatteri Kuvitelma")


def found(typed: str) -> str:
    return find(NAMES, str, typed)


@given(st.sampled_from(NAMES))
def test_a_whole_name_is_always_the_one_meant(name: str) -> None:
    assert found(name) == name
    assert found(f" {name.upper()} ") == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("mus", "Museo Tuulimylly"),
        ("lum", "Teatteri Lumme"),
        ("tuuli", "Museo Tuulimylly"),
        ("opisto", "Kansalaisopisto Oivallus"),
        ("nuoriso", "Nuorisoteatteri Kuvitelma"),
        ("teatteri", "Teatteri"),
    ],
)
def test_a_beginning_a_words_beginning_or_a_part_is_enough(typed: str, name: str) -> None:
    assert found(typed) == name


@pytest.mark.parametrize("typed", ["", "  ", "ooppera", "teatteri lummen"])
def test_a_name_that_nobody_has_is_said_to_be_unknown(typed: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        found(typed)
    assert typed.strip() in str(caught.value)


def test_when_several_are_meant_they_are_named() -> None:
    with pytest.raises(AmbiguousNameError, match="Teatteri Lumme") as caught:
        found("teat")
    assert "Lumme, Teatteri." in str(caught.value)


def test_a_person_is_found_by_own_name_or_by_the_organisation() -> None:
    tyyne, urho = a_person(), a_person("Urho Malli", "Museo Tuulimylly")
    session = a_session(people=(tyyne, urho, a_person("", "Uimahalli")))
    assert find_person(session, "urho malli") is urho
    assert find_person(session, "malli") is urho
    assert find_person(session, "teatteri") is tyyne
    assert full_name(find_person(session, "uima")) == "Uimahalli"
    with pytest.raises(UnknownNameError):
        find_person(session, " ")


def test_two_people_of_one_name_are_told_apart_by_their_organisation() -> None:
    here, there = a_person("Aino Malli", "Museo"), a_person("Aino Malli", "Teatteri")
    session = a_session(people=(here, there))
    with pytest.raises(AmbiguousNameError):
        find_person(session, "Aino Malli")
    assert find_person(session, "Teatteri Aino") is there
