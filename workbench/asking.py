"""Questions to a ledger in SQL, answered by DuckDB from the files as they lie: one a table, or a folder of partitions.

What is here: a connection that sees each table of the contract as a view, read from disk as the question needs it, so
that a ledger larger than memory can be asked. Nothing can be written through it. Frames of whole tables are read by
``ledger.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb
import pandas as pd

from workbench import ledger
from workbench.errors import InputError


def ask(folder: Path, question: str) -> pd.DataFrame:
    """The answer to a question in SQL over the ledger's tables, which go by their names in the contract.

    Rows come in no order that the question does not state. Raises ``InputError`` when there is no ledger in the folder,
    or with what DuckDB says of a question that it cannot answer.
    """
    files = {name: [*map(str, ledger.files_of(folder, name))] for name in ledger.manifest(folder)["tables"]}
    with duckdb.connect() as connection:
        try:
            _show(connection, files)
            asked = connection.extract_statements(question)
            if [one.type for one in asked] != [duckdb.StatementType.SELECT]:
                raise InputError(f"one question is answered at a time, and nothing is written: {question[:100]!r}")
            answer = connection.sql(question).to_arrow_table()
        except duckdb.Error as error:
            raise InputError(f"the question cannot be answered: {error}") from None
    found: pd.DataFrame = answer.to_pandas(types_mapper=ledger.ARROW_TO_PANDAS.get)
    return found


def _show(connection: duckdb.DuckDBPyConnection, files: Mapping[str, list[str]]) -> None:
    """Leaves a view for each table, and no way to any other file or to a network."""
    for name, schema in ledger.TABLES.items():
        if name in files:
            connection.read_parquet(files[name]).create_view(name)
        else:
            connection.register(name, schema.empty_table())
    connection.execute("SET allowed_paths = ?", [[path for paths in files.values() for path in paths]])
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
