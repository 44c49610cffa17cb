"""Who: fiscal regions, budget units, memberships and roles, the audit trail."""
