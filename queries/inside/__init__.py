"""What stands inside a figure: its shares, weeks, hours, and by whom and what its late cases came."""
