"""The command line: what is asked for, handed to the stage that does it, and the exit status.

What is here: what each command runs and prints, and how a refusal is said in one line; what may be asked for is in
``options.py``. The standard library is all this module loads, and each command loads its own stage when it is run.
Exit status: 0 when all was done, 1 when something was refused (each with file and cause on stderr, the rest done), 2
for wrong usage.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from workbench.errors import InputError
from workbench.options import parser

if TYPE_CHECKING:
    from workbench.publish.lint import Finding
    from workbench.story import Story

DONE, REFUSED = 0, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status of the command given by ``arguments``, or by the process's own when missing.

    Leaves through ``SystemExit`` with status 2 for wrong usage and 0 for ``--help`` and ``--version``.
    """
    options = parser().parse_args(arguments)
    try:
        return _COMMANDS[options.command](options)
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
    return max(_name_refused(story), REFUSED if briefing.gate.refusals else DONE)


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
    return DONE if found.is_good else REFUSED


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
    return max(_name_refused(story), REFUSED if done.refused else DONE)


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

    return start_lab(**_serving(options))


def _app(options: argparse.Namespace) -> int:
    from workbench.app import start_app

    return start_app(**_serving(options))


def _serving(options: argparse.Namespace) -> dict[str, Any]:
    """What JupyterLab and the web page are started with alike."""
    return {
        "story": options.story,
        "notebooks": options.notebooks,
        "port": options.port,
        "browser": not options.no_browser,
        "more": options.jupyter,
    }


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


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "propose": _propose,
    "add": _add_reports,
    "brief": _brief,
    "verify": _verify,
    "check": _check,
    "export": _export,
    "evaluate": _evaluate,
    "exercise": _exercise,
    "mark": _mark,
    "lab": _lab,
    "app": _app,
    "pages": _pages,
    "doctor": _doctor,
}


if __name__ == "__main__":
    sys.exit(main())
