"""Reading: raw files to reports with passages, a masthead and an interval of publication.

The stage's public face is ``read_path``. The formats beside the plain ones join the registry by being imported here.
"""

from workbench.read import columnar, feed, mail, markdown, pdf, webarchive, webpage, zipped
from workbench.read.intake import Reading, read_path

__all__ = [
    "Reading", "columnar", "feed", "mail", "markdown", "pdf", "read_path", "webarchive", "webpage", "zipped",
]  # fmt: skip
