"""What changed: each case counts for how far it lies above or below what the period before promised."""
