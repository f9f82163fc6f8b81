"""Sources, articles and their revisions, and the pages that readers read."""
