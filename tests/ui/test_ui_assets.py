"""Files that are fetched by address: only those of the named folders."""

import pytest

from kb.ui import assets


def test_folders_exist_and_hold_no_code_of_ours():
    for folder in assets.FOLDERS.values():
        files = list((assets._ROOT / folder).rglob("*"))
        assert files
        assert not [file for file in files if file.suffix in (".py", ".yaml")]


def test_an_unknown_folder_has_no_address():
    with pytest.raises(KeyError, match="no folder of files is called 'data': ui"):
        assets.path("data", "points/ST.yaml")


def test_the_address_is_relative_to_every_page():
    assert assets.path("ui", "a/b.svg") == "./_stcore/bidi-components/mingtang.ui/a/b.svg"
