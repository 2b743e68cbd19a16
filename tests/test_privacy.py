"""Nothing is asked of any network: with all sockets but those of this computer refused, and by way of a proxy.

The sockets show what this process asks; the proxy, which writes down whatever comes, shows what any program asks that a
command starts. ``pages`` is not among them: it runs every notebook, which takes minutes.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.browser.jupyter_server import Lab, running_app, running_lab
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


#: One of each command that reads or writes a story; a colon stands for a blank within a word.
COMMANDS = (
    "build in", "propose in --out drafted.toml", "add in late.txt", "brief in --out page.html", "verify page.html",
    "check in 340:boats:left --out checked.html", "export in --to csv --out csv", "export in --to jsonl --out a.jsonl",
    "export in --to claimreview --out a.json", "export in --to stix --out b.json", "export in --to bibtex --out a.bib",
    "export in --to webannotation --out c.json", "evaluate in", "doctor", "doctor --licences",
)  # fmt: skip


def put(tmp_path: Path) -> None:
    """Leaves a story whose reports name a tracker wherever something might ask for it."""
    (tmp_path / "in" / "reports").mkdir(parents=True)
    text = (
        "Harbour\n\nNORRSUND, 12 May 2024 - At least 340 boats left, the mayor said. See https://tracker.invalid/a.png"
    )
    (tmp_path / "in" / "reports" / "one.txt").write_text(text)
    (tmp_path / "in" / "reports" / "two.html").write_text(
        f"<base href=https://tracker.invalid><link rel=stylesheet href=//tracker.invalid/x.css><p>{text}</p>"
    )
    (tmp_path / "late.txt").write_text(text.replace("340", "360"))


def test_no_command_asks_anything_of_a_network(tmp_path: Path) -> None:
    put(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", _BLOCKED, ";".join(COMMANDS)],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    lines = done.stdout.splitlines()
    assert lines[-1] == "asked []", done.stderr
    assert [line for line in lines if line in {f"{one.split()[0]} 0" for one in COMMANDS}] == [
        f"{one.split()[0]} 0" for one in COMMANDS
    ], done.stderr


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What a proxy is asked for, which every program that is started from now on is told to use."""
    seen: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    caller, _ = server.accept()
                except OSError:
                    return
                with caller:
                    seen.append(caller.recv(200).split(b"\r\n")[0].decode("latin-1"))
                    caller.sendall(b"HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n")

        threading.Thread(target=listen, daemon=True).start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        for name in ("http_proxy", "https_proxy", "all_proxy", "ftp_proxy"):
            monkeypatch.setenv(name, address)
            monkeypatch.setenv(name.upper(), address)
        monkeypatch.setattr(urllib.request, "_opener", None)  # it keeps the proxies of the first who asked
        monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
        yield seen
        server.shutdown(socket.SHUT_RDWR)


def test_a_program_that_asks_is_seen_by_the_proxy(asked: list[str]) -> None:
    ask = (
        "import urllib.request\nfor s in ('http', 'https'):\n try: urllib.request.urlopen(f'{s}://tracker.invalid/')\n"
    )
    subprocess.run([sys.executable, "-c", f"{ask} except OSError: pass"], check=True)
    assert asked == ["GET http://tracker.invalid/ HTTP/1.1", "CONNECT tracker.invalid:443 HTTP/1.0"]


def test_no_command_asks_anything_of_a_proxy(tmp_path: Path, asked: list[str]) -> None:
    put(tmp_path)
    commands = f"from workbench.cli import main; print([main(one.split()) for one in {COMMANDS!r}])"
    done = subprocess.run(
        [sys.executable, "-c", commands], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == str([0] * len(COMMANDS)), done.stderr
    assert asked == []


@pytest.mark.parametrize(("running", "path"), [(running_lab, "api/contents"), (running_app, "")], ids=["lab", "app"])
def test_the_servers_ask_nothing_listen_here_only_and_let_nobody_in_without_the_token(
    running: Callable[..., AbstractContextManager[Lab]], path: str, tmp_path: Path, asked: list[str]
) -> None:
    put(tmp_path)
    with running(tmp_path, story=tmp_path / "in") as server:
        assert listening(int(server.address.rpartition(":")[2])) == {"127.0.0.1"}
        assert status(f"{server.address}/{path}?token={server.token}") == 200
        assert status(f"{server.address}/{path}") in (401, 403)
        assert status(f"{server.address}/{path}?token=wrong") in (401, 403)
    assert asked == []


def listening(port: int) -> set[str]:
    """The addresses of this computer on which a port is listened at, as the kernel tells them."""
    found = set()
    for kind in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{kind}").read_text().splitlines()[1:]:
            local, state = line.split()[1], line.split()[3]
            address, _, number = local.partition(":")
            if state == "0A" and int(number, 16) == port:
                found.add(".".join(str(part) for part in bytes.fromhex(address)[::-1]))
    return found


def status(address: str) -> int:
    """The status that an address answers with, a page to log in with counted as being kept out."""
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return 403 if "/login" in answer.url else int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


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
