"""Commands of the timeline."""
