"""Annotations kept between builds: found by what was read, lost without harm, and never growing without end."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from workbench.annotate.cache import AnnotationCache, Annotations, packed, pressed
from workbench.model import Annotation, Mention, Passage, Report
from workbench.parts import FULL, SMALL_FILES


def report(text: str) -> Report:
    passage = Passage(0, len(text), "body", "test")
    return Report(
        report_id=text, file=text, part=None, sha256="", encoding="", reader="", text=text, passages=(passage,)
    )


def annotation(text: str) -> Annotation:
    return Annotation(mentions=(Mention(0, len(text), text, "GPE"),))


def kept(folder: Path, *texts: str, version: str = "1") -> AnnotationCache:
    """A cache with these texts in one file."""
    cache = AnnotationCache(folder, version)
    cache.keep(packed((cache.name(report(text)), annotation(text)) for text in texts))
    return cache


def unpacked(part: bytes) -> dict[str, Annotation]:
    values = pressed(part)
    return dict(zip(values, Annotations(list(values.values())), strict=True))


def found(cache: AnnotationCache, *texts: str) -> list[Annotation | None]:
    """For each text the annotation that the cache has of it, or nothing."""
    reports = [report(text) for text in texts]
    values = cache.found(reports)
    held = dict(zip(values, Annotations(list(values.values())), strict=True))
    return [held.get(cache.name(one)) for one in reports]


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@given(st.lists(st.text(st.characters(), min_size=1), unique=True))
def test_what_is_packed_is_what_is_unpacked(texts: list[str]) -> None:
    told = {f"{number}": annotation(text) for number, text in enumerate(texts)}
    assert unpacked(packed(told.items())) == told


def test_annotations_are_in_the_order_given_and_may_be_cut() -> None:
    values = list(pressed(packed((text, annotation(text)) for text in "abc")).values())
    held = Annotations(values)
    assert [one.mentions[0].text for one in held] == [*"abc"]
    assert held[-1] == annotation("c")
    assert list(held[1:]) == [annotation("b"), annotation("c")]


def test_half_a_character_survives() -> None:
    told = {"one": annotation("Lund \ud800")}
    assert unpacked(packed(told.items())) == told


def test_the_same_reports_give_the_same_file(tmp_path: Path) -> None:
    kept(tmp_path / "one", "a", "b")
    kept(tmp_path / "two", "a", "b")
    (one,), (two,) = (list((tmp_path / name).iterdir()) for name in ("one", "two"))
    assert one.name == two.name
    assert one.read_bytes() == two.read_bytes()


def test_another_text_another_passage_and_another_version_are_not_found(tmp_path: Path) -> None:
    cache = kept(tmp_path, "Lund")
    assert found(cache, "Lund") == [annotation("Lund")]
    assert found(cache, "Lundby") == [None]
    assert found(AnnotationCache(tmp_path, "2"), "Lund") == [None]


def test_what_could_not_be_read_is_tried_again(tmp_path: Path) -> None:
    cache = AnnotationCache(tmp_path, "1")
    cache.keep(packed([(cache.name(report("Lund")), Annotation(problem="its sentences could not be read"))]))
    assert found(cache, "Lund") == [None]


def test_a_damaged_file_counts_as_absent_and_goes(tmp_path: Path) -> None:
    cache = kept(tmp_path, "Lund")
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    for raw in (b"", whole[: len(whole) // 2], b"PAR1" * 20):
        path.write_bytes(raw)
        assert found(cache, "Lund") == [None]
    cache.keep_only([report("Lund")])
    assert files(tmp_path) == []


def test_a_flipped_byte_is_never_read_as_another_annotation(tmp_path: Path) -> None:
    cache = kept(tmp_path, "Lund")
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    for at in range(0, len(whole), 3):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x40]) + whole[at + 1 :])
        assert found(cache, "Lund") in ([None], [annotation("Lund")])


def test_what_no_report_uses_any_more_is_dropped(tmp_path: Path) -> None:
    kept(tmp_path, "Lund", version="0")
    (tmp_path / f"{'a' * 32}.json").write_text("{}")
    (tmp_path / f".{'a' * 32}.parquet-killed").write_text("half")
    (tmp_path / "build.lock").write_text("")
    cache = kept(tmp_path, "a", "b", "c", "d")
    cache.keep_only([report("a")])
    assert len(files(tmp_path)) == 2
    assert "build.lock" in files(tmp_path)
    assert found(cache, "a", "b") == [annotation("a"), None]


def test_many_small_files_become_few(tmp_path: Path) -> None:
    texts = [f"report {number}" for number in range(FULL + 10)]
    for text in texts:
        cache = kept(tmp_path, text)
    assert len(files(tmp_path)) > SMALL_FILES
    everything = [report(text) for text in texts]
    cache.keep_only(everything)
    assert len(files(tmp_path)) == 2
    assert found(cache, *texts) == [annotation(text) for text in texts]
    cache.keep_only(everything)
    assert len(files(tmp_path)) == 2
