"""The command line: what is asked for, handed to the stage that does it, and the exit status.

What is here: the subcommands and their options, how a refusal is said in one line, and nothing else; the standard
library is all this module loads, and each command loads its own stage when it is run. Exit status: 0 when all was
done, 1 when something was refused (each with file and cause on stderr, the rest done), 2 for wrong usage.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import __version__
from workbench.errors import InputError

if TYPE_CHECKING:
    from workbench.publish.lint import Finding
    from workbench.story import Story

DONE, REFUSED = 0, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status of the command given by ``arguments``, or by the process's own when missing.

    Leaves through ``SystemExit`` with status 2 for wrong usage and 0 for ``--help`` and ``--version``.
    """
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except BrokenPipeError:
        # The reader of our output has closed it ("| head"); there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return _refuse("stopped before it was done")
    except Exception as error:
        if options.debug:
            raise
        return _refuse(_in_one_line(error))


def _in_one_line(error: Exception) -> str:
    if isinstance(error, InputError):
        said = str(error)
    elif isinstance(error, OSError) and error.filename is not None:
        said = f"{error.filename}: {error.strerror}"
    else:
        said = f"unexpected {type(error).__name__}: {error} (the same command with --debug shows where)"
    return " ".join(said.split())


def _refuse(cause: str) -> int:
    print(f"workbench: {cause}", file=sys.stderr)
    return REFUSED


def _build(options: argparse.Namespace) -> int:
    from workbench.build import build_story, summary

    story = build_story(
        options.path,
        story_file=options.story,
        ledger_folder=options.ledger,
        model=options.model,
        workers=options.workers,
        scheduler=options.scheduler,
        partitions=options.partitions,
        only_if_stale=True,
        progress=sys.stderr.isatty(),
    )
    print(summary(story))
    return _name_refused(story)


def _propose(options: argparse.Namespace) -> int:
    from workbench.draft import write_story_file

    write_story_file(options.path, options.out)
    print(f"Wrote {options.out}: read it, rename what is badly named, delete what you do not count.")
    return DONE


def _add_reports(options: argparse.Namespace) -> int:
    from workbench.adding import add_reports, lines_of

    story, arrivals = add_reports(options.story, options.files, model=options.model, progress=sys.stderr.isatty())
    for line in lines_of(story, arrivals):
        print(line)
    refused = [one for one in arrivals if one.outcome == "refused"]
    for one in refused:
        print(f"{one.file}: {one.word}", file=sys.stderr)
    return max(_name_refused(story), REFUSED if refused else DONE)


def _brief(options: argparse.Namespace) -> int:
    from workbench.publish.briefing import RefusedWords, compose, save, write_draft
    from workbench.story import open_story

    story = open_story(options.story, progress=sys.stderr.isatty())
    if options.draft:
        print(f"Wrote {write_draft(story)}: edit it; the next briefing opens with your words.")
        return _name_refused(story)
    try:
        briefing = compose(
            story, known_by=options.known_by, detail=options.detail, since=options.since, after=options.after,
            one_page=options.one_page,
        )  # fmt: skip
    except RefusedWords as refused:
        _name_findings(refused.findings)
        return _refuse("the briefing was not written: a sentence of briefing.md is refused")
    _name_findings(briefing.findings)
    save(briefing, options.out)
    print(f"Wrote {options.out}: one file, it opens from disk in any browser, with the network off.")
    for refusal in briefing.gate.refusals:
        print(f"workbench: left out of the briefing: {refusal.sentence}", file=sys.stderr)
    return max(_name_refused(story), int(bool(briefing.gate.refusals)))


def _name_findings(findings: Sequence[Finding]) -> None:
    for finding in findings:
        print(finding.sentence, file=sys.stderr)


def _verify(options: argparse.Namespace) -> int:
    from workbench.publish.verify import verify

    found = verify(options.file, reports=options.reports)
    for fault in found.faults:
        print(f"{options.file}: {fault.row or 'the file'}: {fault.reason}", file=sys.stderr)
    for row in found.unchecked:
        print(f"{options.file}: {row}: not checkable without the reports; name them with --reports", file=sys.stderr)
    print(found.sentence)
    return 0 if found.is_good else 1


def _check(options: argparse.Namespace) -> int:
    from workbench.checks.checking import check
    from workbench.checks.lines import WIDTH, lines_of
    from workbench.checks.writing import write_check
    from workbench.story import open_story

    story = open_story(options.story, progress=sys.stderr.isatty())
    found = check(story, options.sentence)
    print("\n".join(lines_of(found, width=shutil.get_terminal_size((WIDTH, 0)).columns)))
    if options.out is not None:
        written = write_check(found, options.out, detail=options.detail)
        print(f"Wrote {', '.join(map(str, written))}.")
    return _name_refused(story)


def _export(options: argparse.Namespace) -> int:
    from workbench.look.selection import Selection
    from workbench.publish.exports.writing import export
    from workbench.story import open_story

    story = open_story(options.story, progress=sys.stderr.isatty())
    selection = Selection(known_by=options.known_by)
    done = export(story, to=options.to, path=options.out, selection=selection, detail=options.detail)
    print("\n".join(done.lines))
    return max(_name_refused(story), int(bool(done.refused)))


def _evaluate(options: argparse.Namespace) -> int:
    from workbench.corrections.measuring import lines_of, write_gold
    from workbench.story import open_story

    story = open_story(options.story, progress=sys.stderr.isatty())
    print("\n".join(lines_of(story)))
    if options.out is not None:
        print(f"Wrote {options.out}: {write_gold(story, options.out)} reviewed figures as a gold standard.")
    return _name_refused(story)


def _exercise(options: argparse.Namespace) -> int:
    from workbench.story import open_story
    from workbench.teach.exercises.making import make_exercise

    story = open_story(options.story, progress=sys.stderr.isatty())
    groups = [f"{number}" for number in range(1, options.groups + 1)]
    made = make_exercise(
        story, options.out, groups=groups, seed=options.seed, errors=options.errors, reports=options.reports or ()
    )
    print(f"Wrote {made.key.parent}: the teacher's key and its sheet. {made.basis}")
    print(f"Wrote {len(made.students)} student copies without answers: {', '.join(map(str, made.students.values()))}.")
    return _name_refused(story)


def _mark(options: argparse.Namespace) -> int:
    from workbench.teach.exercises.fixing import add, fix
    from workbench.teach.exercises.key import read_key
    from workbench.teach.exercises.marking import lines_of, mark_class, read_class, write_marks

    if options.add:
        everybody, _ = read_class(read_key(options.key), options.students)
        add(options.key, everybody, mark=options.add, reason=options.because or "")
    if options.fix:
        item, field, value = options.fix
        fix(options.key, item=item, field=field, value=value, reason=options.because or "")
    marking = mark_class(options.key, options.students)
    print("\n".join(lines_of(marking)))
    if options.out is not None:
        written = write_marks(marking, options.out)
        print(f"Wrote {written[0]} without names, {written[1]}, and a sheet for each student.")
    for cause in marking.refused:
        print(cause, file=sys.stderr)
    return REFUSED if marking.refused else DONE


def _lab(options: argparse.Namespace) -> int:
    from workbench.lab import start_lab

    return start_lab(
        story=options.story,
        notebooks=options.notebooks,
        port=options.port,
        browser=not options.no_browser,
        more=options.jupyter,
    )


def _app(options: argparse.Namespace) -> int:
    from workbench.app import start_app

    return start_app(
        story=options.story,
        notebooks=options.notebooks,
        port=options.port,
        browser=not options.no_browser,
        more=options.jupyter,
    )


def _pages(options: argparse.Namespace) -> int:
    from workbench.notebooks import SHIPPED, find_notebooks, story_folder
    from workbench.publish.pages import write_pages

    story = story_folder(options.story) or SHIPPED
    written = write_pages(story, options.out, notebooks=find_notebooks(options.notebooks), progress=_say_running)
    print(
        f"Wrote {written[-1]} and {len(written) - 1} pages: they open from disk in any browser, with the network off."
    )
    return DONE


def _say_running(file: str) -> None:
    print(f"workbench: running {file}", file=sys.stderr)


def _doctor(options: argparse.Namespace) -> int:
    from workbench.doctor import examine, licences, lines

    if options.licences:
        print("\n".join(f"{name:<32} {licence}" for name, licence in licences()))
        return DONE
    findings = examine(model=options.model)
    print("\n".join(lines(findings)))
    return REFUSED if any(finding.stops for finding in findings) else DONE


def _name_refused(story: Story) -> int:
    from workbench.build import refused

    lines = refused(story.files)
    for line in lines:
        print(line, file=sys.stderr)
    return REFUSED if lines else DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="workbench",
        description="Who said how many of what, where, as of when, how sure, and on whose word: "
        "from a folder of news reports to a ledger, charts and a briefing.",
        epilog="workbench COMMAND --help says more of each. Exit status: 0 all was done, 1 something was refused "
        "(named on stderr), 2 wrong usage.",
    )
    parser.add_argument("--version", action="version", version=f"workbench {__version__}")
    parser.add_argument("--debug", action="store_true", help="show where in the program a failure came from")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
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
    return parser


if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def _add(
    commands: _Commands, name: str, run: Callable[[argparse.Namespace], int], *, short: str, long: str
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=short, description=long)
    parser.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    parser.set_defaults(command=run)
    return parser


def _add_build(commands: _Commands) -> None:
    parser = _add(
        commands,
        "build",
        _build,
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
        _propose,
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
        _add_reports,
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
        _brief,
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
        _check,
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
        _export,
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
        _verify,
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
        _evaluate,
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
        _exercise,
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
        _mark,
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
        _lab,
        short="open the notebooks in JupyterLab",
        long="Starts JupyterLab on the notebooks, on this computer only, with nothing asked of the network. "
        "Stop it with Ctrl-C.",
    )
    _add_serving(parser, port=8888, example="--jupyter=--ServerApp.quit_button=False")


def _add_app(commands: _Commands) -> None:
    parser = _add(
        commands,
        "app",
        _app,
        short="open the notebooks as a web page without code",
        long="Serves the notebooks as pages without code, to a browser on this computer only, behind a token, with "
        "nothing asked of the network. Stop it with Ctrl-C.",
    )
    _add_serving(parser, port=8866, example="--jupyter=--Voila.port_retries=0")


def _add_pages(commands: _Commands) -> None:
    parser = _add(
        commands,
        "pages",
        _pages,
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
        _doctor,
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


if __name__ == "__main__":
    sys.exit(main())
