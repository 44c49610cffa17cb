"""States and kinds of what belongs to a project's goal table."""

from django.db import models


class Status(models.TextChoices):
    """Where a goal table stands; only reviews.actions.perform writes it."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待审核"
    RETURNED = "returned", "已退回"
    APPROVED = "approved", "已批复"


EDITABLE_STATUSES = frozenset({Status.DRAFT, Status.RETURNED})


class BatchState(models.TextChoices):
    PREVIEWED = "previewed", "待确认"
    ACCEPTED = "accepted", "已导入"
    UNDONE = "undone", "已撤销"
    DISCARDED = "discarded", "已放弃"


class EditKind(models.TextChoices):
    """What was done to a cell or a row."""

    SET = "set", "填写"
    INSERT = "insert", "插入行"
    DELETE = "delete", "删除行"
    MOVE = "move", "移动行"


class EditSource(models.TextChoices):
    """What a change of a table came from."""

    TYPING = "typing", "填写"
    FORM = "form", "整表保存"
    PASTE = "paste", "粘贴"
    LIBRARY = "library", "指标库"
    CITATION = "citation", "引用文件"
    REPAIR = "repair", "修复"
    COPY = "copy", "复制"
    IMPORT = "import", "导入"
    UNDO = "undo", "撤销"
    REDO = "redo", "重做"


class Severity(models.TextChoices):
    """What a finding asks for: an error stops submission, a warning wants a change or an excuse, a hint is advice."""

    ERROR = "error", "错误"
    WARNING = "warning", "警告"
    HINT = "hint", "提示"


class AttachmentKind(models.TextChoices):
    BASIS = "basis", "立项依据"
    CONTRACT = "contract", "合同"
    PLAN = "plan", "实施方案"
    OTHER = "other", "其他"


class CarryDecision(models.TextChoices):
    """What became of a row carried over from last year."""

    OPEN = "open", "待处理"
    KEPT = "kept", "沿用"
    CHANGED = "changed", "已修改"
    DROPPED = "dropped", "不再设置"
