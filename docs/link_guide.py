"""Write into each guide topic the ids of its questions and problems: `python docs/link_guide.py`."""

from __future__ import annotations

import re

from corpus.guide import builtin_topics
from rubrics.loader import bank
from sandbox.library import load_problem, problem_ids


def main() -> None:
    """Rewrite the `questions` and `problems` lines of every topic's front matter."""
    problems = {name: load_problem(name).topics for name in problem_ids()}
    for topic, page in builtin_topics().items():
        questions = sorted(key for key, question in bank().items() if question.topic == topic)
        text = page.path.read_text(encoding="utf-8")
        lines = {"questions": questions, "problems": sorted(name for name, of in problems.items() if topic in of)}
        for key, ids in lines.items():
            text = re.sub(rf"^{key}: \[[^\]]*\].*$", f"{key}: [{', '.join(ids)}]", text, count=1, flags=re.MULTILINE)
        page.path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
