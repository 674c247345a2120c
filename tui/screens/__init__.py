"""What opens over or inside a pane: ticket lists, one ticket, the ledger, dialogs."""
