"""What a file may cost: the limits of reading, which a story file may set and a refusal names.

What is here: their names, what they hold by default, and nothing else. They are kept by the readers (``read/``), the
last by the pipeline (``annotate/pipeline.py``), and checked where a story file is read (``storyfile.py``).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost: its size in bytes, the length of one report in characters, the reports in one file.

    ``members`` are the files of an archive or the entries of a feed, ``unpacked_bytes`` what all members of one archive
    come to, ``packing`` how many times larger than packed one of them may be, ``pages`` the pages of a PDF.
    ``report_seconds`` is how long the sentences of one report may take; it is far above what the longest report takes,
    so that a ledger does not depend on how fast the computer is.
    """

    file_bytes: int = 20_000_000
    report_characters: int = 2_000_000
    parts: int = 100_000
    members: int = 10_000
    unpacked_bytes: int = 200_000_000
    packing: int = 200
    pages: int = 2_000
    report_seconds: int = 900
