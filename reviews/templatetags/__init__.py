"""What the pages of other apps show of reviews."""
