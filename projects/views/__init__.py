"""Pages of the projects: the list, a table, its editor, files out and files in."""
