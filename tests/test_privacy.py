"""Nothing is asked of any network: every command runs with all sockets but those of this computer refused."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from workbench import app, lab
from workbench.doctor import licences

#: Runs the commands in one process, and writes down each address that is not on this computer.
_BLOCKED = """
import socket, sys
asked = []
def local(address):
    return not isinstance(address, tuple) or str(address[0]) in ("127.0.0.1", "::1", "localhost", "")
def refuse(address):
    asked.append(repr(address))
    raise OSError("no network here")
for name in ("connect", "connect_ex", "sendto"):
    real = getattr(socket.socket, name)
    def call(self, *given, _real=real):
        return _real(self, *given) if local(given[-1]) else refuse(given[-1])
    setattr(socket.socket, name, call)
looked_up = socket.getaddrinfo
socket.getaddrinfo = lambda host, *rest, **more: looked_up(host, *rest, **more) if local((host,)) else refuse(host)
from workbench.cli import main
for words in sys.argv[1].split(";"):
    print(words.split()[0], main(words.split()))
print("asked", asked)
"""


def test_no_command_asks_anything_of_a_network(tmp_path: Path) -> None:
    (tmp_path / "in" / "reports").mkdir(parents=True)
    text = (
        "Harbour\n\nNORRSUND, 12 May 2024 - At least 340 boats left, the mayor said. See https://tracker.invalid/a.png"
    )
    (tmp_path / "in" / "reports" / "one.txt").write_text(text)
    (tmp_path / "in" / "reports" / "two.html").write_text(
        f"<base href=https://tracker.invalid><link rel=stylesheet href=//tracker.invalid/x.css><p>{text}</p>"
    )
    (tmp_path / "late.txt").write_text(text.replace("340", "360"))
    commands = (
        "build in; propose in --out drafted.toml; add in late.txt; brief in --out page.html; verify page.html; "
        "evaluate in; doctor"
    )
    done = subprocess.run(
        [sys.executable, "-c", _BLOCKED, commands.replace("; ", ";")],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    lines = done.stdout.splitlines()
    assert lines[-1] == "asked []", done.stderr
    for command in ("build", "propose", "add", "brief", "verify", "evaluate", "doctor"):
        assert f"{command} 0" in lines, done.stderr


def test_the_notebooks_are_served_to_this_computer_only_and_behind_a_token(tmp_path: Path) -> None:
    given = app.settings(tmp_path, token="t")["Voila"]
    assert (given["ip"], given["token"]) == ("127.0.0.1", "t")
    options = lab.arguments(tmp_path)
    assert "--ServerApp.ip=127.0.0.1" in options
    assert not [one for one in options if "token" in one or "password" in one]
    assert {"--LabApp.news_url=None", "--LabApp.extension_manager=readonly"} <= set(options)


def test_every_package_that_runs_is_listed_with_its_licence() -> None:
    found = dict(licences())
    assert {"spacy", "pandas", "altair", "lxml"} <= set(found)
    assert all(found.values())
    assert not [name for name, licence in found.items() if "AGPL" in licence]
