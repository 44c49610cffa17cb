"""The roles a person can hold in a unit, and the named groups of them."""

from django.db import models


class Role(models.TextChoices):
    AUTHOR = "author", "填报人"
    UNIT_REVIEWER = "unit_reviewer", "单位审核人"
    DEPARTMENT_REVIEWER = "department_reviewer", "主管部门审核人"
    FINANCE_REVIEWER = "finance_reviewer", "财政审核人"
    SYSTEM_ADMINISTRATOR = "system_administrator", "系统管理员"
    SECURITY_ADMINISTRATOR = "security_administrator", "安全管理员"
    AUDITOR = "auditor", "审计员"


REVIEWER_ROLES = frozenset({Role.UNIT_REVIEWER, Role.DEPARTMENT_REVIEWER, Role.FINANCE_REVIEWER})

# The roles that read the goal tables of their unit and of every unit below it.
# The security administrator grants roles and reads no table.
TABLE_READER_ROLES = frozenset({Role.AUTHOR, *REVIEWER_ROLES, Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR})

# Three kinds of administrator watch each other (三员分立): whoever holds one of these roles holds no other.
ADMINISTRATIVE_ROLES = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR})


class MoneyUnit(models.TextChoices):
    YUAN = "元", "元"
    TEN_THOUSAND_YUAN = "万元", "万元"
