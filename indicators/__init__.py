"""Language: categories by scheme and year, the grammar of target values, the indicator library."""
