"""Paper: goal tables to and from Word, Excel and HTML; pure Python, no database, no framework."""
