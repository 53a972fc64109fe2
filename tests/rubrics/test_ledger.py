from __future__ import annotations

import pytest

from rubrics.errors import RubricError
from rubrics.ledger import Failure, Ruling, settle
from rubrics.tables import Exceptions, exceptions, parse_exceptions, parse_pitfalls, pitfalls


def ruling(*names: str, checked: int = 40) -> Ruling:
    return Ruling("exemplar_grade", checked, tuple(Failure(name, "it fails.", "Mend it.") for name in names))


def known(*names: str) -> Exceptions:
    rows = "\n".join(f"    - {{name: {name}, reason: it is hard}}" for name in names)
    return parse_exceptions(f"excepted:\n  exemplar_grade:\n{rows}" if names else "{}")


def found(rulings: list[Ruling], table: Exceptions) -> list[tuple[str, str]]:
    return [(one.level, one.where) for one in settle(rulings, table)]


def test_what_is_not_excepted_is_an_error() -> None:
    assert found([ruling("a.strong", "b.strong")], known("b.strong")) == [("error", "exemplar_grade a.strong")]
    assert found([ruling("a.strong", "b.strong")], known("a.strong", "b.strong")) == []


def test_an_exception_that_does_not_fail_any_more_is_an_error() -> None:
    assert found([ruling("a.strong")], known("a.strong", "b.strong")) == [
        ("error", "exceptions exemplar_grade[b.strong]")
    ]
    assert found([ruling("a.strong")], known("a.strong", "a.strong")) == [
        ("error", "exceptions exemplar_grade[a.strong]")
    ]


def test_one_in_twenty_may_be_excepted() -> None:
    names = ("a.strong", "b.strong")
    assert found([ruling(*names, checked=40)], known(*names)) == []
    assert found([ruling(*names, checked=39)], known(*names)) == [("error", "exceptions exemplar_grade")]


def test_a_rule_that_is_not_reached_may_not_get_worse_nor_stay_listed_once_it_is() -> None:
    table = parse_exceptions("unreached:\n  exemplar_grade: {failures: 3, reason: it is hard.}")
    for names, level in (("abcd", "error"), ("abc", "warning"), ("ab", "error")):
        assert found([ruling(*names)], table) == [(level, "exceptions exemplar_grade")]


def test_rules_that_do_not_exist_are_named() -> None:
    assert found([], known("a.strong")) == [("error", "exceptions exemplar_grade")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("excepted: []", "excepted"),
        ("excepted:\n  rule:\n    - {name: a}", "reason"),
        ("excepted:\n  rule:\n    - {name: a, reason: ''}", "reason"),
        ("unknown: {}", "unknown"),
        ("a: b: c", "line 1"),
    ],
)
def test_a_wrong_table_is_refused(text: str, words: str) -> None:
    with pytest.raises(RubricError, match=r"exceptions\.yaml") as caught:
        parse_exceptions(text)
    assert words in caught.value.happened


def test_the_bank_s_own_tables_are_read() -> None:
    assert all(row.reason for rows in exceptions().excepted.values() for row in rows)
    assert pitfalls()
    with pytest.raises(RubricError, match=r"pitfalls\.yaml"):
        parse_pitfalls("graph_search#pitfall-a: {question: q}")
