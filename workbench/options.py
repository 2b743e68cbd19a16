"""What may be asked for on the command line: the commands, their options, and what each says of itself.

What a command does is in ``cli.py``. The standard library is all this module loads, so that ``--help`` answers at once.
"""

from __future__ import annotations

import argparse
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import __version__

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; the name of the command is left in ``command``."""
    whole = argparse.ArgumentParser(
        prog="workbench",
        description="Who said how many of what, where, as of when, how sure, and on whose word: "
        "from a folder of news reports to a ledger, charts and a briefing.",
        epilog="workbench COMMAND --help says more of each. Exit status: 0 all was done, 1 something was refused "
        "(named on stderr), 2 wrong usage.",
    )
    whole.add_argument("--version", action="version", version=f"workbench {__version__}")
    whole.add_argument("--debug", action="store_true", help="show where in the program a failure came from")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", dest="command", required=True)
    _add_build(commands)
    _add_propose(commands)
    _add_add(commands)
    _add_brief(commands)
    _add_verify(commands)
    _add_check(commands)
    _add_export(commands)
    _add_evaluate(commands)
    _add_exercise(commands)
    _add_mark(commands)
    _add_lab(commands)
    _add_app(commands)
    _add_pages(commands)
    _add_doctor(commands)
    return whole


def _add(commands: _Commands, name: str, *, short: str, long: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=short, description=long)
    parser.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return parser


def _add_build(commands: _Commands) -> None:
    parser = _add(
        commands,
        "build",
        short="read reports and build their ledger",
        long="Reads a file, or a folder with its subfolders, and leaves a ledger: STORY/ledger for a story folder "
        "(one with a story.toml), ./NAME.story/ledger for any other PATH. Prints what was found.",
    )
    parser.add_argument(
        "path",
        metavar="PATH",
        type=_place,
        help="a report, a folder of reports, a story folder, or an address such as s3://bucket/folder",
    )
    parser.add_argument("--story", metavar="FILE", type=Path, help="the story file; default: PATH/story.toml, if any")
    parser.add_argument("--ledger", metavar="DIR", type=Path, help="where the ledger goes instead")
    _add_model(parser)
    parser.add_argument("--workers", metavar="N", type=_whole_from_one, default=1, help="processes; default: 1")
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help="read on the workers of this Dask scheduler, such as tcp://host:8786"
    )
    parser.add_argument(
        "--partitions",
        metavar="N",
        type=_whole_from_one,
        default=1,
        help="keep each table as a folder of N files; default: one file a table",
    )


def _add_propose(commands: _Commands) -> None:
    parser = _add(
        commands,
        "propose",
        short="write a first story file for a folder of reports",
        long="Writes a first story.toml: the parties, places and estimands that the reports speak of, each with "
        "an example, for the analyst to edit.",
    )
    parser.add_argument("path", metavar="PATH", type=Path, help="a report or a folder of reports")
    parser.add_argument(
        "--out", metavar="FILE", type=Path, default=Path("story.toml"), help="default: story.toml; never overwritten"
    )


def _add_add(commands: _Commands) -> None:
    parser = _add(
        commands,
        "add",
        short="copy reports into a story and read what is new",
        long="Copies reports into a story folder, says what became of each, and rebuilds: only what is new is read. "
        "A file that is there already, by its bytes or its text, is skipped with a word; nothing is written over. A "
        "story made from a bare folder keeps what is added in its own folder, NAME.story/reports, and reads both.",
    )
    parser.add_argument("story", metavar="STORY", type=Path, help="a story folder")
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+", help="a report, in any format that is read")
    _add_model(parser)


def _add_brief(commands: _Commands) -> None:
    parser = _add(
        commands,
        "brief",
        short="write the briefing: one HTML file",
        long="Writes one HTML file with the estimates over time and the sentence behind each. The ledger is built "
        "first where it is missing or stale.",
    )
    parser.add_argument("story", metavar="STORY", type=Path, help="a story folder")
    parser.add_argument(
        "--out", metavar="FILE", type=Path, default=Path("briefing.html"), help="default: briefing.html"
    )
    last = parser.add_mutually_exclusive_group()
    last.add_argument("--since", metavar="DATE", type=_day, help="the day of the last issue: say what came in after it")
    last.add_argument(
        "--after", metavar="OLD.html", type=Path, help="the file of the last issue: say what changed since it"
    )
    parser.add_argument(
        "--one-page", action="store_true", help="the short form, which is printed on one sheet of paper"
    )
    parser.add_argument("--draft", action="store_true", help="write a first briefing.md into the story and stop")
    _add_leaving(parser)


def _add_check(commands: _Commands) -> None:
    parser = _add(
        commands,
        "check",
        short="check a sentence against the reports, part by part",
        long="Says where a sentence stands in the reports, what supports each of its parts, number by number, and what "
        "it seems drawn from. With --out it writes a page, and beside it a ClaimReview and a table.",
    )
    parser.add_argument("story", metavar="STORY", type=Path, help="a story folder")
    parser.add_argument("sentence", metavar="SENTENCE", help="the sentence, in quotation marks")
    parser.add_argument("--out", metavar="FILE.html", type=Path, help="the page; the other two are named like it")
    _add_detail(parser)


def _add_leaving(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--known-by", metavar="DATE", type=_day, help="only reports that were out on that day (YYYY-MM-DD)"
    )
    _add_detail(parser)


def _add_detail(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--detail",
        choices=("full", "snippet", "none"),
        default="full",
        help="how much of the reports' own words leave: whole texts, short quotations, or none; default: full",
    )


def _add_export(commands: _Commands) -> None:
    parser = _add(
        commands,
        "export",
        short="write the figures for other tools: spreadsheets, fact-check readers, reference managers",
        long="Writes the story's figures in one format, checked against its schema, and says what the format had no "
        "place for. A figure whose cited words do not hold it does not leave.",
    )
    parser.add_argument("story", metavar="STORY", type=Path, help="a story folder")
    parser.add_argument(
        "--to",
        required=True,
        choices=("csv", "jsonl", "claimreview", "stix", "webannotation", "bibtex"),
        help="csv: a folder of tables; the others: one file",
    )
    parser.add_argument("--out", metavar="PATH", type=Path, required=True, help="a folder for csv, else a file")
    _add_leaving(parser)


def _add_verify(commands: _Commands) -> None:
    parser = _add(
        commands,
        "verify",
        short="check every figure of a briefing against its evidence",
        long="Checks a briefing: the file against its own seal, and every figure in the words it cites. With --reports "
        "the words are taken from the reports themselves. Exit status 1 when something does not hold or cannot be "
        "checked; each such thing is named.",
    )
    parser.add_argument("file", metavar="FILE.html", type=Path, help="a briefing")
    parser.add_argument("--reports", metavar="PATH", type=Path, help="the reports it was made from: a file or a folder")


def _add_evaluate(commands: _Commands) -> None:
    parser = _add(
        commands,
        "evaluate",
        short="say how right the machine was, by the rows a person has reviewed",
        long="Prints, field by field, the share of reviewed rows in which the machine was right, with an interval of "
        "95 percent. A row is reviewed when somebody accepted, edited, rejected or added it.",
    )
    parser.add_argument("story", metavar="STORY", type=Path, help="a story folder")
    parser.add_argument("--out", metavar="FILE", type=Path, help="write the reviewed figures as a gold standard (JSON)")


def _add_exercise(commands: _Commands) -> None:
    parser = _add(
        commands,
        "exercise",
        short="make a class exercise: a student copy without answers and a teacher's key",
        long="Makes an exercise from a story as it stands, corrections and all: for each group a copy without answers "
        "and a sheet to print, for the teacher the key. Each group's homework has other changes planted in it; the "
        "same seed plants the same.",
    )
    parser.add_argument("story", metavar="STORY", type=Path, help="a story folder")
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help="a folder outside the story")
    parser.add_argument("--groups", metavar="N", type=_whole_from_one, default=2, help="groups of students; default: 2")
    parser.add_argument("--seed", metavar="N", type=int, default=1, help="what the planted changes are drawn with")
    parser.add_argument(
        "--errors", metavar="N", type=int, help="changes planted in each group's homework; default: 4, if there is room"
    )
    parser.add_argument(
        "--reports", metavar="FILE", nargs="+", help="the reports to set, by file name; default: up to five of a family"
    )


def _add_mark(commands: _Commands) -> None:
    parser = _add(
        commands,
        "mark",
        short="score students' marks against the key of an exercise",
        long="Prints each student's points and how far the class agrees. With --out it writes the class's sheet "
        "without names, a table of points, and a sheet for each student with the right answers. With --fix it first "
        "changes one answer of the key, in a log beside it, with --add it puts in what students found and the key did "
        "not have; every mark is then reckoned anew.",
    )
    parser.add_argument("key", metavar="KEY", type=Path, help="key.json, or the teacher's folder")
    parser.add_argument("students", metavar="STUDENT", type=Path, nargs="*", help="files of marks, or folders of them")
    parser.add_argument("--out", metavar="DIR", type=Path, help="where the sheets and the table go")
    parser.add_argument(
        "--fix", metavar=("NAME", "FIELD", "VALUE"), nargs=3, help="change an answer; the key's sheet gives the names"
    )
    parser.add_argument("--add", metavar="MARK", help="put a mark into the key; the class's sheet gives the names")
    parser.add_argument("--because", metavar="WHY", help="the reason for --fix or --add, kept in the log")


def _add_lab(commands: _Commands) -> None:
    parser = _add(
        commands,
        "lab",
        short="open the notebooks in JupyterLab",
        long="Starts JupyterLab on the notebooks, on this computer only, with nothing asked of the network. "
        "Stop it with Ctrl-C.",
    )
    _add_serving(parser, port=8888, example="--jupyter=--ServerApp.quit_button=False")


def _add_app(commands: _Commands) -> None:
    parser = _add(
        commands,
        "app",
        short="open the notebooks as a web page without code",
        long="Serves the notebooks as pages without code, to a browser on this computer only, behind a token, with "
        "nothing asked of the network. Stop it with Ctrl-C.",
    )
    _add_serving(parser, port=8866, example="--jupyter=--Voila.port_retries=0")


def _add_pages(commands: _Commands) -> None:
    parser = _add(
        commands,
        "pages",
        short="run every notebook and write it as an HTML page",
        long="Runs every notebook on a story and writes each as an HTML page, with a list of them; the pages open from "
        "disk and hold no script.",
    )
    parser.add_argument("story", metavar="STORY", nargs="?", type=Path, help="a story folder; default: the shipped one")
    parser.add_argument("--notebooks", metavar="DIR", type=Path, help="default: notebooks/ of the checkout, or here")
    parser.add_argument("--out", metavar="DIR", type=Path, default=Path("pages"), help="default: pages/")


def _add_serving(parser: argparse.ArgumentParser, *, port: int, example: str) -> None:
    parser.add_argument("story", metavar="STORY", nargs="?", type=Path, help="a story folder; default: the shipped one")
    parser.add_argument("--notebooks", metavar="DIR", type=Path, help="default: notebooks/ of the checkout, or here")
    parser.add_argument("--port", metavar="N", type=_port, default=port, help=f"default: {port}, or the next free one")
    parser.add_argument("--no-browser", action="store_true", help="print the address and open nothing")
    parser.add_argument(
        "--jupyter",
        metavar="OPTION",
        action="append",
        default=[],
        help=f"an option for Jupyter itself, such as {example}; may be repeated",
    )


def _add_doctor(commands: _Commands) -> None:
    parser = _add(
        commands,
        "doctor",
        short="say what is installed, what is missing and how to get it",
        long="Lists versions, the language model, whether charts can be drawn without a network, and what is missing "
        "with the way to get it. Exit status 1 when something needed is missing.",
    )
    _add_model(parser)
    parser.add_argument("--licences", action="store_true", help="list the packages that run, each with its licence")


def _add_model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model",
        metavar="NAME",
        default=os.environ.get("WORKBENCH_MODEL"),
        help="the spaCy model; default: what WORKBENCH_MODEL names, or the small one that was installed along",
    )


def _place(text: str) -> Path | str:
    """A path, or the address of what lies elsewhere as it was written."""
    return text if "://" in text else Path(text)


def _whole_from_one(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number from 1, is {text!r}")
    return int(text)


def _port(text: str) -> int:
    number = _whole_from_one(text)
    if number > 65535:
        raise argparse.ArgumentTypeError(f"must be at most 65535, is {text!r}")
    return number


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).strftime("%Y-%m-%d")
    except ValueError:
        raise argparse.ArgumentTypeError(f"must be a day such as 2024-10-23, is {text!r}") from None
