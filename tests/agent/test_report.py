"""Reports: folds of the log; nothing that anybody wrote becomes markup."""

from __future__ import annotations

from html.parser import HTMLParser

import desk
import pytest

from agent.models import Report
from agent.report.build import build_report
from agent.report.html import as_html
from agent.report.markdown import as_markdown, escaped
from agent.store import Store

HOSTILE = "# heading\n- list **bold** [x](http://evil.example) <script>alert(1)</script> `code` | cell |\n\n![i](x)\x1b[31m&amp;"


@pytest.fixture
def report(session) -> Report:
    session.answer(f"keys {HOSTILE}", 60)
    session.answer("nothing more to say on that", 60)
    session.command("end")
    return session.state.ended.report


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag, attrs) -> None:
        self.seen.add(tag)


def test_html_has_only_our_own_tags(report):
    tags = Tags()
    tags.feed(as_html(report))
    assert not tags.seen & {"script", "a", "img", "iframe", "object", "form", "svg"}
    assert "h1" in tags.seen
    assert "alert(1)" in as_html(report)  # as text


def test_markdown_keeps_hostile_text_as_text(report):
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(as_markdown(report))
    kinds = {token.type for top in tokens for token in [top, *(top.children or [])]}
    assert not kinds & {"html_block", "html_inline", "link_open", "image"}
    headings = [tokens[n + 1].content for n, token in enumerate(tokens) if token.type == "heading_open"]
    assert "heading" not in headings


@pytest.mark.parametrize("text", ["*x*", "_y_", "<b>", "[a](b)", "`c`", "\\", "|", "# h", "1. x", "~~s~~", "$m$"])
def test_escaping_survives_a_renderer(text):
    from markdown_it import MarkdownIt

    rendered = MarkdownIt("commonmark", {"html": False}).render(f"say {escaped(text)}")
    import html

    assert html.unescape(rendered.strip().removeprefix("<p>").removesuffix("</p>")) == f"say {text}"


def test_dimensions_not_assessed_are_not_weak(report):
    assert any(row.level is None for row in report.packet.dimensions)
    assert "not assessed" in as_markdown(report)


def test_the_report_of_an_open_session_says_so(session):
    session.answer("keys", 60)
    made = build_report(session.state, "L4")
    assert made.rounds[0].scorecard is None
    assert "not over" in made.rounds[0].unscored


def test_what_to_do_next_comes_from_the_unprompted_level(report):
    assert report.next
    assert report.next[0].topic == "serving_feature_stores_monitoring"
    assert "unprompted level" in report.next[0].why


def test_a_report_is_the_same_from_the_log(report, session):
    from agent.interview.state import fold

    again = fold(e for _, e in Store().events(session.id))
    assert again.ended.report == report


def test_quotes_are_the_candidates_words(report):
    for each in report.rounds:
        for row in each.scorecard.criteria if each.scorecard else ():
            for quote in row.quotes:
                line = each.transcript[quote.turn - 1]
                assert line.speaker == "candidate"
                assert line.text[quote.start : quote.end] == quote.text


def test_communication_is_apart_from_the_score(session):
    session.answer("How many requests a second are there?", 5)
    session.answer("Three parts. First keys, second misses, third price.", 60)
    while session.state.awaiting.wants == "answer":
        session.answer("push and order, and that is all of it", 30)
    said = session.state.round.scored.scorecard.communication
    assert said.asked_before_designing is True
    assert said.announced_structure is True
    assert said.kept_structure is True
    assert said.closed is True
    assert said.words > 10
    assert desk.QUESTION
