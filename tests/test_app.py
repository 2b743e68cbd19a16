"""The web page without code: on this computer only, behind a token, with our templates and a list of our pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench import app, cli
from workbench import notebooks as pages
from workbench.errors import InputError

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"


def test_the_page_listens_on_this_computer_only_and_behind_its_token() -> None:
    voila = app.settings(NOTEBOOKS, token="t")["Voila"]
    assert voila["ip"] == "127.0.0.1"
    assert voila["token"] == "t"


def test_a_reader_can_neither_choose_another_template_nor_fetch_a_file() -> None:
    configured = app.settings(NOTEBOOKS, token="t")["VoilaConfiguration"]
    assert configured["template"] == "workbench"
    assert configured["allow_template_override"] == "NO"
    assert configured["file_allowlist"] == []


def test_the_policy_of_the_pages_names_no_other_host() -> None:
    policy = app.settings(NOTEBOOKS, token="t")["Voila"]["tornado_settings"]["headers"]["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy
    assert "*" not in policy


def test_the_templates_name_no_other_host() -> None:
    for path in pages.JUPYTER_FILES.rglob("*"):
        if path.is_file():
            assert "://" not in path.read_text(encoding="utf-8"), path


def test_jupyter_finds_our_templates_before_those_of_others() -> None:
    path = pages.jupyter_environment({"JUPYTER_PATH": "theirs"})["JUPYTER_PATH"]
    assert path.split(":" if ":" in path else ";")[-1] == "theirs"
    assert path.startswith(str(pages.JUPYTER_FILES))
    assert (pages.JUPYTER_FILES / "voila" / "templates" / "workbench" / "tree.html").is_file()


def test_the_list_has_the_storys_own_title_and_each_notebooks_title_and_question() -> None:
    listed = app.settings(NOTEBOOKS, token="t", story=ROOT / "data" / "stories" / "storm-daniel-derna-2023")
    found = listed["VoilaConfiguration"]["page_config_hook"]({})["contents"]
    assert "Derna" in found["title"]
    assert found["pages"][0]["title"] == "Start here: one story, many reports"
    assert all(page["question"].endswith("?") for page in found["pages"])
    assert found["pages"][0]["href"] == "/voila/render/00_start_here.ipynb"


def test_a_story_that_is_no_folder_is_refused_before_voila_starts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["app", str(tmp_path / "nowhere"), "--no-browser"]) == 1
    assert "nowhere: no such story folder" in capsys.readouterr().err


def test_a_folder_without_notebooks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--notebooks"):
        app.start_app(notebooks=tmp_path)
