import errno
import os
from contextlib import suppress

import pytest

from projects.output_files import UnwritableFile, written_whole


def test_file_takes_its_place_at_the_end(tmp_path):
    path = tmp_path / "out.docx"
    path.write_bytes(b"old")

    with written_whole(path) as target:
        target.write(b"new")
        assert path.read_bytes() == b"old"

    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["out.docx"]


def test_file_that_fails_on_the_way_leaves_the_old_one(tmp_path):
    path = tmp_path / "out.docx"
    path.write_bytes(b"old")

    with suppress(KeyboardInterrupt), written_whole(path) as target:
        target.write(b"half")
        raise KeyboardInterrupt

    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["out.docx"]


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "磁盘已满，请清理后再试"),
        (errno.EACCES, "没有写入的权限，请换一个文件夹"),
        (errno.EIO, "请检查磁盘和路径"),
    ],
)
def test_disk_that_refuses_is_told_in_a_sentence(tmp_path, number, reason):
    path = tmp_path / "out.docx"

    with pytest.raises(UnwritableFile) as unwritable, written_whole(path):
        raise OSError(number, "from the disk")

    assert str(unwritable.value) == f"不能写入文件“{path}”：{reason}。"
    assert os.listdir(tmp_path) == []


def test_folder_is_no_file(tmp_path):
    with pytest.raises(UnwritableFile, match="这是一个文件夹，请写明文件名"), written_whole(tmp_path):
        pass


def test_long_name_is_told_in_a_sentence(tmp_path):
    with pytest.raises(UnwritableFile, match="文件名太长，请改短"), written_whole(tmp_path / ("长" * 90)):
        pass
