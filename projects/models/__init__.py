"""Models of the projects app, by theme."""

from projects.models.attachments import Attachment
from projects.models.carrying import CarriedRow
from projects.models.checking import Excuse, RuleSetting, TableCheck
from projects.models.citations import Citation
from projects.models.department import DepartmentGoals, SubGoal
from projects.models.imports import ImportBatch, ImportedTable
from projects.models.journal import CellEdit
from projects.models.rule_control import RuleDraft, RuleFailure
from projects.models.tables import Amount, FiscalYear, Goal, Indicator, Project, ScheduleEntry, new_uid
from projects.models.twins import TwinGram, TwinIndex, TwinPair, TwinPhrase, TwinStamp, TwinUse

__all__ = [
    "Amount",
    "Attachment",
    "CarriedRow",
    "CellEdit",
    "Citation",
    "DepartmentGoals",
    "Excuse",
    "FiscalYear",
    "Goal",
    "ImportBatch",
    "ImportedTable",
    "Indicator",
    "Project",
    "RuleDraft",
    "RuleFailure",
    "RuleSetting",
    "ScheduleEntry",
    "SubGoal",
    "TableCheck",
    "TwinGram",
    "TwinIndex",
    "TwinPair",
    "TwinPhrase",
    "TwinStamp",
    "TwinUse",
    "new_uid",
]
