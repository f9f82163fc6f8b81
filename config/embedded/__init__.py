"""A Django database backend on a private PostgreSQL server that the project starts itself."""
