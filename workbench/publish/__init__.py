"""What leaves the workbench: the briefing, one file that opens from disk with the network off."""
