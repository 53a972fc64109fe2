"""Makes docs/screenshot.svg: a real drill with the embedded interviewer, played in a temporary home.

python docs/make_screenshot.py
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from pathlib import Path

TARGET = Path(__file__).parent / "screenshot.svg"
QUESTION = "exp_sample_ratio_mismatch"
ANSWERS = (
    "I do not sign off yet. Before the conversion I look at the split: 501,200 against 497,600. At fifty-fifty, a "
    "difference of 3,600 in 998,800 users is 3.6 standard deviations, p about 0.0003: a sample ratio mismatch.",
    "I would cut the counts by day, browser, country and app version, and look where they part: at assignment, at "
    "exposure or in the logs. A redirect or a crash in treatment loses users before the event is written.",
)
BEGUN = "The 1.8 percent cannot be repaired by reweighting, because the users who are missing"
NOTES = "SRM first, then the lift\nask: when did the split move?\nA/A test of the pipeline\n"


async def play() -> str:
    """Play the drill; the screen as SVG."""
    from textual.widgets import TextArea

    from agent.api.sessions import Options
    from tui.app import HotseatApp

    app = HotseatApp(opening=Options(kind="drill", question=QUESTION, seed=1, engine="embedded"))
    async with app.run_test(size=(120, 38)) as pilot:

        async def settled() -> None:
            await pilot.pause(0.3)
            while app.stage.busy:
                await pilot.pause(0.1)
            await pilot.pause(0.3)

        await settled()
        for answer in ANSWERS:
            app.screen.query_one("#answer", TextArea).text = answer
            await pilot.press("ctrl+j")
            await settled()
        await pilot.press("f3")
        app.screen.query_one("#notes", TextArea).text = NOTES
        box = app.screen.query_one("#answer", TextArea)
        box.text = BEGUN
        box.move_cursor(box.document.end)
        box.focus()
        await pilot.pause(0.3)
        svg = app.export_screenshot(title="Hotseat", simplify=True)
        app.action_leave_app()
    return svg


def main() -> None:
    """Write the picture, without the web fonts that Textual names in it."""
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(HOTSEAT_HOME=home, TEXTUAL_ANIMATIONS="none")
        svg = asyncio.run(play())
    TARGET.write_text(re.sub(r"@font-face\s*{.*?}", "", svg, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    main()
