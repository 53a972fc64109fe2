"""The `hotseat` command. Importing this loads none of the heavy packages; each call imports what it needs."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import click

COMMANDS: dict[str, tuple[str, str]] = {
    "onsite": ("interview", "A full mock onsite: at least one round of every kind."),
    "screen": ("interview", "A technical screen."),
    "drill": ("interview", "One question on a topic, or one given question."),
    "resume": ("interview", "Go on exactly where a session stopped."),
    "report": ("archive", "The scored transcript of a session."),
    "history": ("archive", "All sessions with their levels."),
    "rescore": ("archive", "Score stored sessions anew, and see what moved and why."),
    "contest": ("archive", "Disagree with a label; the note is kept and exported."),
    "plan": ("setup", "What to study: minutes and labels, with a reason each."),
    "study": ("library", "The guide's passages on a topic, recall prompts first."),
    "ingest": ("library", "Read a guide of yours (Markdown, text or HTML) into the index."),
    "guides": ("library", "The guides in the index."),
    "search": ("library", "Search the guides."),
    "questions": ("bank", "The question bank, and a check of questions."),
    "problems": ("bank", "The coding problems, and a check of them."),
    "problem": ("bank", "The statement of a coding problem."),
    "judge": ("bank", "Judge a solution of a coding problem."),
    "score": ("bank", "Score an answer or a transcript."),
    "cluster": ("bank", "The cost model of GEMMs and collectives."),
    "stories": ("stories", "Your own STAR stories: what they cover and what they lack."),
    "profile": ("setup", "Show or set your profile."),
    "model": ("setup", "Agree to, test or forget a language model."),
    "doctor": ("setup", "What works on this machine."),
    "schema": ("setup", "JSON schemas of what goes in and out."),
}
"""Name, module under `tui.commands`, and the line of `--help`."""


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"tui.commands.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])


@click.group(
    cls=_Lazy,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="hotseat")
@click.pass_context
def cli(context: click.Context) -> None:
    """Hotseat: a mock onsite for machine-learning engineers. Without a command: the home screen."""
    if context.invoked_subcommand is None:
        from tui.commands.interview import open_home

        open_home()


def main(args: Sequence[str] | None = None) -> None:
    """Run the command; every failure ends with words for people and the right exit status."""
    try:
        status = cli.main(args=None if args is None else list(args), prog_name="hotseat", standalone_mode=False)
        sys.exit(status if isinstance(status, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.exceptions.Abort, KeyboardInterrupt):
        sys.stderr.write("\nStopped. Nothing is lost: `hotseat resume` goes on with an open session.\n")
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(1)
    except Exception as error:
        from agent.api.faults import explain
        from tui.output import complain

        told = explain(error)
        if told is None:
            raise
        complain(told.title, told.happened, told.todo)
        sys.exit(told.exit_status)
