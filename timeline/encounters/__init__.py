"""What passed between two actors of a crisis, and who meets whom."""
