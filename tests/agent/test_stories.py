"""The STAR story bank: reading untrusted files, gaps, the matrix, and what changed in the telling."""

from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from retold import RETOLD

from agent.api import stories as api
from agent.errors import BadInput
from agent.models import Turn
from agent.stories.competencies import ABOUT, BY_QUESTION, questions_on
from agent.stories.figures import figures
from agent.stories.files import MOST_STORIES, read_stories, stories_folder
from agent.stories.gaps import gaps
from agent.stories.matrix import aim, matrix
from agent.stories.retold import SAME_STORY, Telling, retold, same_story
from agent.stories.story import MAX_BYTES, Story, parse_story, story_id, template
from rubrics.loader import bank

DAY = datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC)
WHOLE = (
    "In March I decided alone to cut the training window of our bread forecast from two years to six months. I believed "
    "that old seasons did not matter any more. Waste rose from 12,000 to 61,000 euros in nine days, until a shop manager "
    "rang. I switched back within forty minutes, phoned purchasing and wrote the mail myself. Since then I run every "
    "candidate over the ten worst weeks of three years, and in November that gate stopped one of mine."
)
FILE = (
    f"---\ntitle: Easter\ncompetencies: [failure]\nfigures: {{waste: '61,000 euros'}}\n---\n\n## Situation\n{WHOLE}\n"
)


def story(body: str = WHOLE, name: str = "s", competencies=("failure",), marked=()) -> Story:
    return Story(name, name.title(), tuple(competencies), tuple(marked), body)


def telling(text: str, question: str = "beh_own_failure", days: int = 0, number: int = 1) -> Telling:
    turns = (Turn(speaker="interviewer", text="Tell me."), Turn(speaker="candidate", text=text))
    return Telling(question, DAY + datetime.timedelta(days=days), f"s{days}", number, turns)


# -- files


def test_a_story_is_read() -> None:
    found = parse_story("easter", FILE.replace("\n", "\r\n"))
    assert (found.id, found.title, found.competencies) == ("easter", "Easter", ("failure",))
    assert found.figures == (("waste", "61,000 euros"),)
    assert found.body == WHOLE


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no front matter"),
        ("title: x", "no front matter"),
        ("---\ntitle: x\n---\n", "`competencies` is missing"),
        ("---\ntitle: x\ncompetencies: [cooking]\n---\n", "'cooking' is no competency"),
        ("---\ntitle: x\ncompetencies: [failure]\nsecret: 1\n---\n", "'secret' is not known"),
        ("---\ntitle: !!python/object:os.system x\ncompetencies: [failure]\n---\n", "a tag"),
        ("---\ntitle: &a x\ncompetencies: *a\n---\n", "an anchor"),
        ("---\ntitle: [x]\ncompetencies: [failure]\n---\n", "`title`"),
        (f"---\ntitle: {'x' * 200}\ncompetencies: [failure]\n---\n", "`title`"),
        ("---\ntitle: x\ncompetencies: [failure]\nfigures: [1]\n---\n", "`figures`"),
        ("---\ntitle: x\ncompetencies: [failure]\nfigures: {a: {b: 1}}\n---\n", "`figures`"),
        ("---\ntitle: x\ncompetencies: [failure]\n---\nred \x1b[31m\n", "line 5"),
        ("---\ntitle: x\ncompetencies: [failure]\n---\n\u202eevil\n", "cannot be shown"),
        ("---\n- x\n---\n", "no keys"),
        (FILE + "x" * MAX_BYTES, "larger than"),
    ],
)
def test_what_is_no_story_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(BadInput) as error:
        parse_story("mine", text)
    assert words in error.value.happened
    assert error.value.todo


@settings(max_examples=60)
@given(st.text(max_size=300) | st.text(max_size=200).map(lambda text: f"---\n{text}\n---\nx"))
def test_any_text_is_a_story_or_is_refused(text: str) -> None:
    told = "mine.md"
    try:
        parse_story("mine", text)
    except BadInput as error:
        told = error.happened
    assert told.startswith("mine.md")


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=200))
def test_a_template_can_be_read_whatever_the_title(title: str) -> None:
    try:
        story_id(title)
    except BadInput:
        return
    assert parse_story("x", template(title, ("influence",))).body == ""


def test_ids_are_plain_names() -> None:
    assert story_id("Über ../../etc/passwd: 22 %") == "uber-etc-passwd-22"
    with pytest.raises(BadInput):
        story_id("../..")


def test_the_folder_takes_each_file_for_itself(home) -> None:
    file = api.add("The Easter", ["failure"], FILE)
    assert file == stories_folder() / "the-easter.md"
    assert file.stat().st_mode & 0o077 == 0
    (stories_folder() / "bad.md").write_bytes(b"\xff\xfe")
    (stories_folder() / "dir.md").mkdir()
    (stories_folder() / "notes.txt").write_text("no story")
    found, refused = read_stories(stories_folder())
    assert [one.id for one in found] == ["the-easter"]
    assert [one.file for one in refused] == ["bad.md", "dir.md"]
    with pytest.raises(BadInput, match="there already"):
        api.add("the easter", ["failure"], FILE)
    with pytest.raises(BadInput, match="competency"):
        api.add("other", ["cooking"])
    with pytest.raises(BadInput, match="front matter"):
        api.add("other", ["failure"], "nothing")
    assert not (stories_folder() / "other.md").exists()
    for number in range(MOST_STORIES):
        (stories_folder() / f"n{number}.md").write_text(FILE)
    with pytest.raises(BadInput, match="Too many"):
        api.stories()


# -- gaps


def lacks(body: str, marked=()) -> set[str]:
    return {gap.lack for gap in gaps(story(body, marked=marked))}


def test_a_whole_story_lacks_nothing() -> None:
    assert lacks(WHOLE) == set()


@pytest.mark.parametrize(
    ("old", "new", "lack"),
    [
        ("from 12,000 to 61,000 euros", "to 61,000 euros", "no_baseline"),
        ("Since then I run", "They run", "no_learning"),
        ("I ", "we ", "no_i"),
        ("Waste", "word " * 250 + "Waste", "too_long"),
    ],
)
def test_what_is_taken_away_is_missed(old: str, new: str, lack: str) -> None:
    text = WHOLE.replace("from two years to six months", "to half a year")
    assert lacks(text.replace(old, new)) == {lack}


def test_a_story_without_a_number() -> None:
    text = "I decided it and it went well for us in the end, because I had asked the people who knew it best. "
    assert "no_number" in lacks(text * 3)
    assert "no_number" in lacks(text * 3 + "That was in 2023.")
    assert "no_number" not in lacks(text * 3 + "It saved forty hours.")


def test_a_marked_figure_has_to_be_told() -> None:
    assert lacks(WHOLE, [("waste", "61,000 euros"), ("days", "9")]) == {"figure_not_told"}
    assert lacks(WHOLE, [("waste", "61,000 euros")]) == set()


def test_too_short_says_only_that() -> None:
    assert lacks("I did it.") == {"empty"}


def test_the_exemplars_of_the_bank_hold_what_code_looks_for() -> None:
    strong = [question.exemplars.strong for question in bank().values() if question.id in BY_QUESTION]
    found = [lacks(text) - {"too_long"} for text in strong]
    assert sum(bool(one) for one in found) <= 1


# -- the matrix


def test_every_behavioral_question_asks_for_something_and_every_competency_is_asked_for() -> None:
    assert {name for name, question in bank().items() if question.kind == "behavioral"} == set(BY_QUESTION)
    assert all(questions_on(competency) for competency in ABOUT)
    assert questions_on("influence")[0] == "beh_convince_sceptic"


def test_the_matrix_tells_whole_stories_from_lacking_ones() -> None:
    rows = {row.competency: row for row in matrix([story(), story("I did.", "t", ("failure", "conflict"))])}
    assert (rows["failure"].whole, rows["failure"].lacking, rows["failure"].open) == (("s",), ("t",), 0)
    assert (rows["conflict"].open, rows["influence"].open) == (1, 2)


def test_rounds_aim_at_the_widest_gap_that_was_rehearsed_least() -> None:
    assert aim([], []) == "conflict"
    covered = story(competencies=[one for one in ABOUT if one != "influence"])
    assert aim([covered], []) == "influence"
    assert aim([covered], ["beh_convince_sceptic"]) == "influence"
    assert aim([covered], ["beh_convince_sceptic"] * 3) == "conflict"
    lacking = story("I did.", "t", ["influence"])
    assert aim([covered, lacking], []) == "influence"
    assert aim([covered, lacking], ["beh_convince_sceptic"] * 2) == "conflict"
    assert aim([story(competencies=ABOUT)], ["beh_disagreed_with_decision", "a users own"]) == "failure"


# -- figures


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("22 % and 30 percent", [(22, "%"), (30, "%")]),
        ("from 6.1 to 4.4 percent", [(6.1, "%"), (4.4, "%")]),
        ("61,000 euros, $5k and 1.1 million euros", [(61000, "euro"), (5000, "dollar"), (1.1e6, "euro")]),
        ("40 ms -> 12 ms, 3x", [(40, "ms"), (12, "ms"), (3, "x")]),
        ("GPT4 and v2.1 in 2023", [(2023, "")]),
    ],
)
def test_figures(text: str, wanted: list[tuple[float, str]]) -> None:
    assert [(one.value, one.unit) for one in figures(text)] == wanted


# -- told again


def test_a_story_is_known_again_in_other_words_and_others_are_not() -> None:
    texts = {
        (name, kind): getattr(bank()[name].exemplars, kind) for name in BY_QUESTION for kind in ("strong", "borderline")
    }
    for one, other in itertools.combinations(texts, 2):
        assert same_story(texts[one], texts[other]) < SAME_STORY - 0.1
    for name, text in RETOLD.items():
        assert same_story(text, texts[name, "strong"]) > SAME_STORY + 0.1
        assert max(same_story(text, texts[key]) for key in texts if key != (name, "strong")) < SAME_STORY - 0.1


def kinds(found) -> list[str]:
    return [one.kind for one in found]


def test_a_story_told_for_two_competencies_and_a_changed_figure_are_noticed() -> None:
    first = telling(WHOLE)
    again = telling(RETOLD["beh_own_failure"].replace("75,000", "71,000"), "beh_changed_priorities", 30)
    exemplar = telling(bank()["beh_own_failure"].exemplars.strong, days=-30)
    found = retold(
        again, [story(competencies=["failure"], name="easter")], [exemplar, again, telling("later", days=60)]
    )
    assert "reused" in kinds(found)
    reused = next(one for one in found if one.kind == "reused")
    assert "on 2026-05-02 for failure, now for changing priorities" in reused.what
    assert reused.told.text == "Let me tell you how I handle changing circumstances."
    assert reused.before.startswith("In February 2023 I decided")
    changed = next(one for one in found if one.kind == "figure_changed")
    assert changed.what == "61,000 euros on 2026-05-02, 71,000 euros today."
    assert again.turns[changed.told.turn - 1].text[changed.told.start : changed.told.end] == changed.told.text
    assert "61,000 euros in those nine days" in changed.before
    assert retold(first, [], [again]) == ()


@pytest.mark.parametrize(("then", "now", "changed"), [("22", "30", True), ("22", "22.5", False), ("22", "22", False)])
def test_a_figure_in_june_and_another_today(then: str, now: str, changed: bool) -> None:
    def text(figure: str) -> str:
        return WHOLE + f" In the depots the overrides by dispatchers fell by {figure} %."

    found = retold(telling(text(now), days=90), [], [telling(text(then))])
    assert kinds(found) == (["figure_changed"] if changed else [])
    if changed:
        assert found[0].what == "22 % on 2026-06-01, 30 % today."


def test_the_bank_is_asked_too() -> None:
    told = telling(WHOLE.replace("61,000", "82,000"), "beh_convince_sceptic")
    found = retold(told, [story(name="easter"), story("x " * 60, "other")], [])
    assert kinds(found) == ["in_bank", "other_competency", "figure_changed"]
    assert {one.story for one in found} == {"easter"}
    assert found[2].what == "61,000 euros in your story bank, 82,000 euros today."
    other = telling(bank()["beh_convince_sceptic"].exemplars.strong)
    assert kinds(retold(other, [story()], [])) == ["not_in_bank"]
    assert retold(other, [], []) == ()
    assert retold(telling("Hm."), [story()], []) == ()


def test_a_marked_figure_counts_as_told() -> None:
    marked = story(WHOLE, "easter", marked=[("overrides by dispatchers", "22 %")])
    told = telling(WHOLE + " The overrides by dispatchers fell by 30 %.")
    assert [one.what for one in retold(told, [marked], []) if one.kind == "figure_changed"] == [
        "22 % in your story bank, 30 % today."
    ]


def test_the_same_question_again_is_no_reuse() -> None:
    assert kinds(retold(telling(WHOLE, days=1), [], [telling(WHOLE)])) == []
    other = retold(telling(WHOLE, "beh_received_feedback", 1), [], [telling(WHOLE)])
    assert "for another question on failure" in other[0].what


@settings(max_examples=40)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    assert 0 <= same_story(WHOLE + one, WHOLE + other) <= 1
    retold(telling(WHOLE + one, days=1), [story(WHOLE + other)], [telling(other + WHOLE)])


# -- the facade


def test_the_bank_as_front_ends_see_it(home) -> None:
    empty = api.stories()
    assert empty["stories"] == []
    assert api.preferred_questions([]) == ()
    api.add("Easter", ["failure"], FILE)
    found = api.stories()
    assert found["stories"][0]["gaps"] == []
    assert next(row for row in found["matrix"] if row["competency"] == "failure")["whole"] == ("easter",)
    assert found["aim"] == {"competency": "conflict", "questions": questions_on("conflict")}
    assert api.preferred_questions([]) == questions_on("conflict")
    with pytest.raises(BadInput, match="No such story"):
        api.path_of("../profile")
    with pytest.raises(BadInput, match="behavioral"):
        api.judge("easter", "cv_night_shift")
    with pytest.raises(BadInput, match="No session yet"):
        api.findings()


def test_a_story_is_judged_by_the_rubric_of_a_question(home) -> None:
    api.add("Easter", ["failure"], FILE)
    card = api.judge("easter", "beh_own_failure", "embedded")
    labels = {row.id: row.label for row in card.criteria}
    assert card.answer == "easter"
    assert "met" in labels.values()
