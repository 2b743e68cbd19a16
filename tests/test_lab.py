"""The lab: JupyterLab on this computer only, with our settings before all others and the analyst's own left alone."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from workbench import cli, lab
from workbench import notebooks as pages
from workbench.errors import InputError


@pytest.fixture
def notebooks(tmp_path: Path) -> Path:
    folder = tmp_path / "notebooks"
    folder.mkdir()
    (folder / pages.FIRST_NOTEBOOK).write_text("{}", encoding="utf-8")
    return folder


def test_the_lab_listens_on_this_computer_only_and_keeps_its_token(notebooks: Path) -> None:
    given = lab.arguments(notebooks)
    assert "--ServerApp.ip=127.0.0.1" in given
    assert not [option for option in given if "token" in option or "password" in option]


def test_the_lab_asks_for_no_news_no_updates_and_no_extensions(notebooks: Path) -> None:
    given = lab.arguments(notebooks)
    assert "--LabApp.news_url=None" in given
    assert "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate" in given
    assert "--LabApp.extension_manager=readonly" in given
    assert "--LanguageServerManager.autodetect=False" in given


@pytest.mark.parametrize(("root", "allowed"), [(True, 1), (False, 0)])
def test_running_as_root_is_allowed_only_to_root(
    root: bool, allowed: int, notebooks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lab, "is_root", lambda: root)
    assert lab.arguments(notebooks).count("--allow-root") == allowed


def test_options_for_jupyter_itself_come_last_so_that_they_win(notebooks: Path) -> None:
    assert lab.arguments(notebooks, more=["--ServerApp.ip=127.0.0.2"])[-1] == "--ServerApp.ip=127.0.0.2"


def test_our_settings_come_before_the_analysts_and_add_to_them() -> None:
    ours, theirs = lab.environment({"JUPYTER_CONFIG_PATH": "theirs"})["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert theirs == "theirs"
    settings = json.loads((Path(ours) / "labconfig" / "default_setting_overrides.json").read_text(encoding="utf-8"))
    assert settings["@jupyterlab/apputils-extension:notification"] == {"fetchNews": "false", "checkForUpdates": False}


def test_the_analysts_own_lab_settings_are_not_those_this_lab_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    made = lab.environment({})
    assert made["JUPYTERLAB_SETTINGS_DIR"] == str(tmp_path / "workbench" / "settings")
    assert made["JUPYTERLAB_WORKSPACES_DIR"] == str(tmp_path / "workbench" / "workspaces")


@pytest.mark.parametrize(("story", "variable"), [(Path("s"), "s"), (None, None)])
def test_the_story_reaches_the_notebooks_by_one_variable(story: Path | None, variable: str | None) -> None:
    assert lab.environment({}, story=story).get(pages.STORY_VARIABLE) == variable


def test_the_notebooks_of_the_checkout_are_found_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert (pages.find_notebooks() / pages.FIRST_NOTEBOOK).is_file()


def test_notebooks_that_are_not_there_are_refused_with_the_place_looked_at(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no 00_start_here\.ipynb in .*--notebooks"):
        pages.find_notebooks(tmp_path)


def test_a_story_that_is_no_folder_is_refused_before_jupyterlab_starts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["lab", str(tmp_path / "nowhere"), "--no-browser"]) == 1
    assert "nowhere: no such story folder" in capsys.readouterr().err
