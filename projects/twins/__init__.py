"""Twins (雷同): texts of goal tables that say nearly the same, by their pairs of neighbouring characters. No database."""
