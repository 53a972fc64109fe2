"""The facade: one module a noun. Front ends use these alone; heavy rooms are imported when a call needs them."""
