"""Help at the cell: the indicator library, suggestions, citations, examples, last year's table."""
