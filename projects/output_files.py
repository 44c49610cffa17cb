"""Files that appear whole or not at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


class UnwritableFile(Exception):
    """A file that cannot be written; str() is a Chinese sentence: which file, why, what to do."""


_REASONS = {
    errno.ENOENT: "文件夹不存在，请先建立",
    errno.ENOTDIR: "路径中有一段不是文件夹，请检查路径",
    errno.EISDIR: "这是一个文件夹，请写明文件名",
    errno.EACCES: "没有写入的权限，请换一个文件夹",
    errno.EPERM: "没有写入的权限，请换一个文件夹",
    errno.EROFS: "这个磁盘只能读，请换一个文件夹",
    errno.ENOSPC: "磁盘已满，请清理后再试",
    errno.EDQUOT: "磁盘配额已用完，请清理后再试",
    errno.ENAMETOOLONG: "文件名太长，请改短",
}


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """Open a file beside `path` that takes its place when the block ends, and vanishes when it fails.

    Whoever reads `path` meanwhile sees the old file or the new one, never a part. Raises UnwritableFile.
    """
    draft = path.with_name(f".{path.name[:200]}.{os.getpid()}")
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a directory")
        with draft.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        reason = _REASONS.get(error.errno, "请检查磁盘和路径")
        raise UnwritableFile(f"不能写入文件“{path}”：{reason}。") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
