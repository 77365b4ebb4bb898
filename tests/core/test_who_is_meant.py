"""Whom a typed name means, and how somebody is called."""

from __future__ import annotations

import pytest

from callplan.core.interview.who_is_meant import meant, name_typed, names_typed, nearly
from callplan.core.person import alike, first_name, may_be_called
from callplan.core.phrase import loose
from callplan.errors import Usage

KNOWN = dict.fromkeys(
    ("Marta Lind", "Ada Berg", "José García", "Dr. Maria de Vries", "Marta Roth", "Mr Ng", "Jean-Pierre Martin"), ""
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Marta Lind", "Marta Lind"),
        ("  Marta\u00a0 Lind ", "Marta Lind"),
        ("Lind, Marta", "Marta Lind"),
        ("Marta Lind <m.lind@x.de>", "Marta Lind"),
        ('"Lind, Marta" <m.lind@x.de>', "Marta Lind"),
        ("Lind, Marta (m.lind@x.de)", "Marta Lind"),
        ("Jose\u0301 Garci\u0301a", "José García"),
        ("Lind, Marta, PhD", "Marta Lind, PhD"),
        ("Sørensen, Jr.", "Sørensen, Jr."),
        ("de Vries, Maria", "Maria de Vries"),
        ("Ash, Tom (IT)", "Tom Ash"),
        ("Anna Berg (CFO)", "Anna Berg"),
        ("Ana (Berlin)", "Ana (Berlin)"),
        ("Robert (Bob) Ash", "Robert (Bob) Ash"),
        ('Pat O\'Brien "Bob"', 'Pat O\'Brien "Bob"'),
        ("„Bob“ O'Brien", "„Bob“ O'Brien"),
        ("“Marta Lind”", "Marta Lind"),
        ('Lind"', "Lind"),
        ("'Marta Lind'", "Marta Lind"),
        ("'t Hooft; ", "'t Hooft"),
    ],
)
def test_a_name_is_kept_whole_and_in_one_spelling(typed: str, kept: str) -> None:
    """It keeps the given name first, single blanks, one spelling of each letter, and no address."""
    assert name_typed(typed) == kept


@pytest.mark.parametrize("text", ["m.lind@x.de", "<m.lind@x.de>", "  "])
def test_an_address_is_no_name(text: str) -> None:
    """It asks for the name."""
    with pytest.raises(Usage, match="write their name"):
        name_typed(text)


@pytest.mark.parametrize("text", ["2 others", "maybe Tessa", "two colleagues of Ana", "Perhaps Bo Ek", "others"])
def test_what_names_nobody(text: str) -> None:
    """It takes no count of people and nobody who is not sure for a name."""
    with pytest.raises(Usage, match=f"“{text}” is no name: write the names of those who are sure, a comma between"):
        name_typed(text)
    with pytest.raises(Usage, match=f"“{text}” is no name"):
        names_typed(f"Eva Holm and {text}", KNOWN)


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("marta lind", ["Marta Lind"]),
        ("Marta-Lind", ["Marta Lind"]),
        ("Lind Marta", ["Marta Lind"]),
        ("Lind, Marta", ["Marta Lind"]),
        ("Frau Marta Lind", ["Marta Lind"]),
        ("Lind", ["Marta Lind"]),
        ("Marta", ["Marta Lind", "Marta Roth"]),
        ("ada", ["Ada Berg"]),
        ("Jose Garcia", ["José García"]),
        ("jose", ["José García"]),
        ("Jose\u0301", ["José García"]),
        ("Dr. de Vries", ["Dr. Maria de Vries"]),
        ("dr de vries", ["Dr. Maria de Vries"]),
        ("de Vries", ["Dr. Maria de Vries"]),
        ("Maria", ["Dr. Maria de Vries"]),
        ("Jean Pierre", ["Jean-Pierre Martin"]),
        ("Mr. Ng", ["Mr Ng"]),
        ("Mrs Ng", []),
        ("Marta Lindt", []),
        ("Eva", []),
    ],
)
def test_a_name_means_those_whose_name_it_is(typed: str, people: list[str]) -> None:
    """It takes the whole name in any spelling, else what they are called, a beginning, or words of it."""
    assert meant(typed, KNOWN) == people


def test_what_somebody_is_called_means_them() -> None:
    """It knows them by the name that the page prints."""
    assert meant("mia", {"Maria de Vries": "Mia", "Marta Lind": ""}) == ["Maria de Vries"]


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("Marta Lindt", ["Marta Lind"]),
        ("Martha Lind", ["Marta Lind"]),
        ("M. Lind", ["Marta Lind"]),
        ("Marta L.", ["Marta Lind"]),
        ("Lind", ["Marta Lind"]),
        ("Marta Anna Lind", ["Marta Lind"]),
        ("Ida Berg", ["Ada Berg"]),
        ("Maria Vries", ["Dr. Maria de Vries"]),
        ("Mrs Ng", ["Mr Ng"]),
        ("Lindt", ["Marta Lind"]),
        ("adda", ["Ada Berg"]),
        ("Data", []),
        ("Marta Stein", []),
        ("Uma Berg", []),
        ("Eva Holm", []),
    ],
)
def test_a_name_is_near_another(typed: str, people: list[str]) -> None:
    """It finds more or fewer words, an initial, a slip in one word; another first or last name is another person."""
    assert nearly(typed, KNOWN) == people


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Eva Holm, Bo Ek", ["Eva Holm", "Bo Ek"]),
        ("Lind, Marta", ["Marta Lind"]),
        ("Lind, Marta, Bo Ek", ["Marta Lind", "Bo Ek"]),
        ("Holm, Eva; Ek, Bo", ["Eva Holm", "Bo Ek"]),
        ("Eva Holm <e@x.de>, Ek, Bo <b@x.de>", ["Eva Holm", "Bo Ek"]),
        ("Eva Holm and Bo Ek", ["Eva Holm", "Bo Ek"]),
        ("Anna Berg (CFO), Bo Ek, and Andy Anders", ["Anna Berg", "Bo Ek", "Andy Anders"]),
        ("Eva Holm, , eva holm", ["Eva Holm", "eva holm"]),
        ("", []),
    ],
)
def test_the_names_of_a_line(typed: str, names: list[str]) -> None:
    """It tells people apart by commas, and by semicolons where each has a comma of their own."""
    assert names_typed(typed, KNOWN) == names


TITLES = (
    "Mr", "Mrs", "Ms", "Miss", "Mx", "Dra", "Prof.", "Sir", "Dame", "Lady", "Lord", "Herr", "Frau", "Sister", "Brother",
    "Father", "Fr", "Rev.", "Reverend", "Judge", "Captain", "Capt.", "Major", "Col.", "Lt", "Mme", "Mlle", "Madame",
    "Monsieur", "Señor", "Señora", "Signor", "Signora", "Dipl-Ing", "Ing.",
)  # fmt: skip
SUFFIXES = ("Jr.", "Sr", "II", "III", "IV", "PhD", "MD", "MBA", "Esq.", "Ph.D.", "M.D.", "MSc", "BSc", "CPA")


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Marta Lind", "Marta"),
        ("Lind, Marta", "Marta"),
        ("Lind, Marta, PhD", "Marta"),
        ("Dr. Marta Lind", "Dr. Lind"),
        ("Dr. de Vries", "Dr. de Vries"),
        ("Dr. Maria van den Berg", "Dr. van den Berg"),
        ("Prof. Dr. Stein", "Prof. Dr. Stein"),
        ("van Dijk", "van Dijk"),
        ("van Dijk, Piet", "Piet"),
        ("M. Lind", "M. Lind"),
        ("J.R. Moss", "J.R. Moss"),
        ("Moss, J. R.", "J. R. Moss"),
        ("Sørensen, Jr.", "Sørensen"),
        ("Dr.", "Dr."),
        ("William “Bill” Moss", "Bill"),
        ('William "Billy Bob" Moss', "Billy Bob"),
        ("🙂 Marta Lind", "Marta"),
        ("vd Steen", "vd Steen"),
        ("Beethoven, Ludwig van", "Ludwig"),
        ("Dipl.-Ing. Marta Lind", "Dipl.-Ing. Lind"),
        *[(f"{title} Marta Lind", f"{title} Lind") for title in TITLES],
        *[(f"Marta {suffix}", "Marta") for suffix in SUFFIXES],
    ],
)
def test_how_somebody_is_called(name: str, called: str) -> None:
    """It takes the first name; a title stays with the family name, a particle or an initial never stands alone."""
    assert loose(first_name(name)) == called


@pytest.mark.parametrize(
    ("name", "likely"),
    [
        ("Marta Lind", ""),
        ("Marta", ""),
        ("Mr Ng", ""),
        ("Dr. de Vries", ""),
        ("Dr.", ""),
        ("William “Bill” Moss", ""),
        ("J. R. Moss", "J. R. Moss"),
        ("X", "X"),
        ("van Dijk", "van Dijk"),
        ("Van Nguyen", "Van Nguyen"),
        ("Dr. Maria de Vries", "Dr. de Vries"),
        ("MARTA LIND", "Marta"),
        ("JP MOSS", ""),
    ],
)
def test_where_it_is_not_clear(name: str, likely: str) -> None:
    """It offers how somebody may be called whose name does not tell; of all others nothing."""
    assert may_be_called(name) == likely


def test_who_is_told_apart() -> None:
    """It tells those apart whose short names mean nobody else, in any spelling, by a beginning or a title."""
    names = ("José García", "Jose Lima", "Jean Roth", "Jean-Pierre Martin", "Dr. Ada Berg", "Berg", "Bo Ek", "Dr. Ng")
    assert sorted(alike({name: first_name(name) for name in names})) == [
        "Dr. Ada Berg", "Jean Roth", "Jose Lima", "José García",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "known", "people"),
    [
        ("Bob Moss Jr.", "Bob Moss", []),
        ("Bob Moss Sr.", "Bob Moss Jr.", []),
        ("Bob Moss", "Bob Moss Jr.", ["Bob Moss Jr."]),
        ("Moss Jr., Bob", "Bob Moss Jr.", ["Bob Moss Jr."]),
        ("Bob Moss, PhD", "Bob Moss", ["Bob Moss"]),
        ("Bill Moss", "William “Bill” Moss", ["William “Bill” Moss"]),
    ],
)
def test_father_and_son(typed: str, known: str, people: list[str]) -> None:
    """It takes nobody for a relative of the same name; letters behind a name change nothing."""
    assert meant(typed, {known: ""}) == people
