"""Names of files that people download."""

import re

from documents.text import clean_text

LONGEST_STEM = 100
# Path separators, what Windows forbids, and line ends, which would break the header.
_FORBIDDEN = re.compile(r'[\\/:*?"<>|;\s]+')


def file_name(stem: str, extension: str) -> str:
    """Return a name that every file system takes and that shows nothing but what it is: 招商经费绩效目标表.docx."""
    clean = _FORBIDDEN.sub("_", clean_text(stem)).strip("._")[:LONGEST_STEM]
    return f"{clean or '绩效目标表'}.{extension}"
