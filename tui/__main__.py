"""`python -m tui`."""

from tui.command import main

main()
