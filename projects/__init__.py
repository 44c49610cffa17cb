"""What: projects of a year with money, schedule, goals and indicator rows; import and export."""
