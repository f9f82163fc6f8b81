"""What somebody said on a subject over time, and two statements side by side."""
