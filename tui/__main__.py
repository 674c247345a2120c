"""`python -m tui` is `rung`."""

from tui.cli import main

main()
