"""The signing key: made once, read ever after."""

import os

from perfgoals import secret_key
from perfgoals.secret_key import read_or_create_secret_key


def test_key_stays_the_same(tmp_path):
    path = tmp_path / "new folder" / "secret_key"

    first = read_or_create_secret_key(path)

    assert read_or_create_secret_key(path) == first
    assert [file.name for file in path.parent.iterdir()] == ["secret_key"]


def test_of_two_first_starts_one_key_wins(tmp_path, monkeypatch):
    path = tmp_path / "secret_key"
    link = os.link

    def other_process_is_faster(source, target):
        path.write_text("the other's key")
        link(source, target)

    monkeypatch.setattr(secret_key.os, "link", other_process_is_faster)

    assert read_or_create_secret_key(path) == "the other's key"
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]
