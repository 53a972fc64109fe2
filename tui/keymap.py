"""Every key in one place. Each binding has an id, so that keys can be remapped; the help screen reads this table.

Function keys and control keys are both given where an action is essential: some terminals keep F1, F10 or ctrl+q.
"""

from __future__ import annotations

from textual.binding import Binding, BindingType


def _key(
    name: str, keys: str, action: str, label: str, about: str, *, show: bool = True, first: bool = False
) -> Binding:
    # Priority is for lists only: a priority key overtakes characters that still wait for an editor.
    return Binding(keys, action, label, id=name, tooltip=about, show=show, priority=first)


APP: list[BindingType] = [
    _key("app.help", "f1,question_mark", "help", "Help", "The keys of this screen"),
    _key("app.keys", "alt+k", "help", "Help", "The keys of this screen, inside an editor", show=False),
    _key("app.quit", "ctrl+q", "leave_app", "Quit", "Quit; everything is kept", show=False),
    _key("app.palette", "ctrl+g", "command_palette", "Commands", "All commands (ctrl+p, too)", show=False),
]
QUIT: list[BindingType] = [
    _key("list.quit", "q", "app.leave_app", "Quit", "Quit; everything is kept"),
]
BACK: list[BindingType] = [
    _key("page.back", "escape,backspace", "app.back", "Back", "Back to where you came from"),
    _key("page.quit", "q", "app.leave_app", "Quit", "Quit; everything is kept"),
]
LISTS: list[BindingType] = [
    _key("list.down", "j", "cursor_down", "Down", "Down (arrows, too)", show=False),
    _key("list.up", "k", "cursor_up", "Up", "Up", show=False),
    _key("list.first", "g", "first", "First", "First line", show=False),
    _key("list.last", "G", "last", "Last", "Last line", show=False),
]
SCROLL: list[BindingType] = [
    _key("scroll.down", "j", "scroll_down", "Down", "Down (arrows, too)", show=False),
    _key("scroll.up", "k", "scroll_up", "Up", "Up", show=False),
    _key("scroll.first", "g", "scroll_home", "Top", "To the top", show=False),
    _key("scroll.last", "G", "scroll_end", "End", "To the end", show=False),
]
HOME: list[BindingType] = [
    _key("home.resume", "r", "resume", "Resume", "Go on with the open session"),
    _key("home.onsite", "o", "start('onsite')", "Onsite", "Start a full mock onsite", show=False),
    _key("home.screen", "s", "start('screen')", "Screen", "Start a technical screen", show=False),
    _key("home.drill", "d", "drill", "Drill", "Drill the topic under the cursor, or choose one"),
    _key("home.study", "t", "study", "Study", "Study the topic under the cursor, or choose one"),
    _key("home.history", "h", "history", "History", "All sessions and their reports"),
    _key("home.profile", "p", "profile", "Profile", "Target level, date, ratings"),
    _key("home.stories", "m", "stories", "Stories", "Your own STAR stories and their gaps", show=False),
    _key("home.due", "v", "due", "Review", "Points of earlier rounds that are due", show=False),
    _key("home.doctor", "x", "doctor", "Check", "What works on this machine", show=False),
    *QUIT,
]
ROUND: list[BindingType] = [
    _key("round.hint", "f2,alt+h", "hint", "Hint", "The next hint; points made after it count half"),
    _key("round.pause", "f4,alt+p", "pause", "Pause", "Stop the clock"),
    _key("round.end", "f8,alt+e", "end", "End", "End and score, or leave and go on later"),
]
INTERVIEW: list[BindingType] = [
    _key(
        "interview.send",
        "ctrl+j,alt+j,alt+enter,ctrl+enter",
        "send",
        "Send",
        "Send the answer (enter makes a new line)",
    ),
    ROUND[0],
    _key("interview.notes", "f3,alt+n", "notes", "Notes", "Your private notes; nobody scores them"),
    *ROUND[1:],
    _key(
        "interview.editor",
        "ctrl+o,alt+o",
        "external",
        "Editor",
        "Write in your own editor ($VISUAL, $EDITOR)",
        show=False,
    ),
    _key("interview.skip", "f9,alt+s", "skip", "Pass", "Pass on what was just asked"),
    _key("interview.stop", "escape", "stop", "Stop", "Stop a reply that is being written", show=False),
]
CODING: list[BindingType] = [
    _key("coding.run", "f5,ctrl+r", "run", "Run", "Run the visible cases"),
    _key("coding.submit", "ctrl+s,f10", "submit", "Submit", "Hand it in: the hidden cases decide"),
    _key(
        "coding.case",
        "f12,alt+c",
        "case",
        "Input",
        "An input of yours: run with the visible cases, or tried on a patch",
        show=False,
    ),
    _key("coding.talk", "ctrl+t,alt+t", "talk", "Talk", "To the conversation and back to the editor"),
    _key(
        "coding.send",
        "ctrl+j,alt+j,alt+enter,ctrl+enter",
        "send",
        "Send",
        "Send what you wrote in the conversation",
        show=False,
    ),
    ROUND[0],
    _key("coding.task", "f3,alt+n", "task", "Task", "Show or hide the task"),
    *ROUND[1:],
    _key(
        "coding.editor", "ctrl+o,alt+o", "external", "Editor", "Write in your own editor ($VISUAL, $EDITOR)", show=False
    ),
    _key("coding.skip", "f9,alt+s", "skip", "Pass", "Pass on what was just asked", show=False),
    _key("coding.stop", "escape", "stop", "Stop", "Stop what runs; or leave the editor", show=False),
]
DEBRIEF: list[BindingType] = [
    _key("debrief.next", "n,enter", "next", "Next round", "Begin the next round"),
    _key("debrief.again", "a", "again", "Again", "This question once more; both attempts are kept side by side"),
    _key("debrief.end", "e,f8", "end", "End here", "End the session with its report"),
    _key("debrief.later", "escape", "later", "Later", "Leave; the next round waits"),
    *QUIT,
]
REPORT: list[BindingType] = [
    _key("report.next", "right_square_bracket,l", "turn(1)", "Next tab", "Next tab (left and right on the tabs, too)"),
    _key("report.previous", "left_square_bracket", "turn(-1)", "Tab before", "Tab before", show=False),
    _key("report.again", "a", "again", "Again", "A question of this session once more"),
    _key("report.contest", "c", "contest", "Contest", "Disagree with a label; your note is kept and exported"),
    _key("report.export", "x,ctrl+s", "export", "Export", "Write the report to a file: .md, .html or .json"),
    *BACK,
]
HISTORY: list[BindingType] = [
    _key("history.open", "enter", "open", "Report", "The report of the session", first=True),
    _key("history.resume", "r", "resume", "Resume", "Go on with an open session"),
    *BACK,
]
STUDY: list[BindingType] = [
    _key("study.search", "slash,ctrl+f", "search", "Search", "Search all guides"),
    _key("study.drill", "d", "drill", "Drill", "Drill this topic"),
    _key("study.back", "escape,backspace", "back", "Back", "From the results to the topics, then home"),
    BACK[1],
]
LESSON: list[BindingType] = [
    _key("lesson.show", "space,enter", "show", "Show guide", "Show the passages, once you tried to recall"),
    _key("lesson.drill", "d", "drill", "Drill", "Drill this topic"),
    *BACK,
]
DUE: list[BindingType] = [
    _key("due.show", "space,enter", "show", "Show", "What a full answer holds, once you tried to recall"),
    _key("due.drill", "d", "drill", "Drill", "Drill the question of the point under the cursor"),
    *BACK,
]
STORIES: list[BindingType] = [
    _key("stories.edit", "enter,e", "edit", "Edit", "Open the story in your own editor", first=True),
    _key("stories.new", "n", "new", "New", "A new story on a competency of your choice"),
    _key("stories.drill", "d", "drill", "Drill", "A behavioral question that aims at a gap"),
    *BACK,
]
PROFILE: list[BindingType] = [
    _key("profile.save", "ctrl+s,ctrl+j", "save", "Save", "Keep it and go on"),
    _key("profile.skip", "escape", "skip", "Skip", "Leave it as it is"),
]
