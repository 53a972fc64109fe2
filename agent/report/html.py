"""A report as one HTML page: the Markdown rendered with raw HTML off, so that no text of others becomes markup."""

from __future__ import annotations

import html

from markdown_it import MarkdownIt

from agent.models import Report
from agent.report.markdown import as_markdown

_STYLE = (
    "body{max-width:52rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;color:#1c1c1c}"
    "table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.25rem .6rem;text-align:left}"
    "blockquote{margin:.3rem 0;padding:.1rem 1rem;border-left:3px solid #bbb}"
    "pre{background:#f4f4f4;padding:.6rem;overflow:auto}"
    "@media(prefers-color-scheme:dark){body{color:#e8e8e8;background:#161616}pre{background:#242424}}"
)


def as_html(report: Report) -> str:
    """A page of its own: no script, no link to anything outside."""
    body = (
        MarkdownIt("commonmark", {"html": False})
        .enable("table")
        .disable(["link", "image", "autolink"])
        .render(as_markdown(report))
    )
    title = html.escape(f"Hotseat {report.kind} {report.session}")
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<style>{_STYLE}</style></head><body>\n{body}</body></html>\n"
    )
