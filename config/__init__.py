"""Settings, addresses, the private database and the task queue."""
