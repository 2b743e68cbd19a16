"""What differs between reports: sentences that say the same, the changes between them, and the queue of all."""
