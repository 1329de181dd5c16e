"""A file is written whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from agenda_ical.errors import AgendaError
from agenda_ical.writing import write_whole

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions or links")


def test_a_new_file(tmp_path):
    """The content stands in the file, and nothing else beside it."""
    write_whole(tmp_path / "new.ics", b"all\r\nof it")

    assert (tmp_path / "new.ics").read_bytes() == b"all\r\nof it"
    assert os.listdir(tmp_path) == ["new.ics"]


@pytest.mark.parametrize("step", ["replace", "fsync"])
def test_a_failure_leaves_the_old_file(tmp_path, monkeypatch, step):
    """When the disk fails in the middle, the old content is untouched and no scrap is left."""
    target = tmp_path / "old.ics"
    target.write_bytes(b"old")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(AgendaError, match=r"old\.ics could not be written \(no space left on device\)"):
        write_whole(target, b"new")

    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["old.ics"]


def test_an_interruption_leaves_the_old_file(tmp_path, monkeypatch):
    """Ctrl-C in the middle leaves the old content and no scrap."""
    target = tmp_path / "old.ics"
    target.write_bytes(b"old")

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(target, b"new")

    assert os.listdir(tmp_path) == ["old.ics"]
    assert target.read_bytes() == b"old"


def test_a_folder_that_is_not_there(tmp_path):
    """A folder that is not there is made."""
    write_whole(tmp_path / "new" / "folder" / "new.ics", b"new")

    assert (tmp_path / "new" / "folder" / "new.ics").read_bytes() == b"new"


def test_a_file_for_a_folder(tmp_path):
    """What is a file cannot hold another."""
    (tmp_path / "file").touch()

    with pytest.raises(AgendaError, match="name another place"):
        write_whole(tmp_path / "file" / "new.ics", b"new")


def test_a_folder_in_its_place(tmp_path):
    """A folder is not replaced by a file."""
    with pytest.raises(AgendaError, match="could not be written"):
        write_whole(tmp_path, b"new")


@posix_only
def test_permissions_are_kept(tmp_path):
    """Who could read the old file can read the new one, and nobody else."""
    target = tmp_path / "old.ics"
    target.write_bytes(b"old")
    target.chmod(0o640)

    write_whole(target, b"new")

    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@posix_only
def test_a_new_file_obeys_the_umask(tmp_path):
    """A new file has the permissions that any new file has."""
    (tmp_path / "any").touch()

    write_whole(tmp_path / "new.ics", b"new")

    assert (tmp_path / "new.ics").stat().st_mode == (tmp_path / "any").stat().st_mode


@posix_only
def test_a_link_is_followed(tmp_path):
    """A link goes on pointing where it did, and its target has the new content."""
    (tmp_path / "there").mkdir()
    target = tmp_path / "there" / "real.ics"
    target.write_bytes(b"old")
    (tmp_path / "link.ics").symlink_to(target)

    write_whole(tmp_path / "link.ics", b"new")

    assert (tmp_path / "link.ics").is_symlink()
    assert target.read_bytes() == b"new"


@posix_only
def test_a_device_is_written_to():
    """What is no file is written to, not replaced."""
    write_whole(Path(os.devnull), b"new")

    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
