"""Three counts for every figure: reports, chains of text, holders; the unknown apart; loops by name."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compare.harbour import edge, says, story
from workbench import ledger
from workbench.compare.support.corroboration import corroboration_rows, lineage_of, loops, supports, told
from workbench.story import Story

DAYS = {"a": "2031-05-02", "b": "2031-05-03", "c": "2031-05-04", "d": "2031-05-05"}


def rows_of(one: Story) -> list[dict[str, Any]]:
    return corroboration_rows(one, lineage_of(one))


def only(one: Story) -> dict[str, Any]:
    rows = rows_of(one)
    assert len(rows) == 1
    return rows[0]


def badges(one: Story) -> list[str]:
    return [support.badge for support in supports(told(one, lineage_of(one)))]


def test_a_figure_copied_twice_has_one_origin_and_one_source() -> None:
    figures = [says("a", 40, "port"), says("b", 40, "port"), says("c", 40, "port")]
    row = only(story(DAYS, figures, draws=[("b", "a"), ("c", "b")]))
    assert (row["reports"], row["origins"], row["ultimate_sources"]) == (["a", "b", "c"], [["a", "b", "c"]], ["velna"])


def test_texts_that_draw_on_nothing_are_origins_of_their_own_and_may_share_a_source() -> None:
    row = only(story(DAYS, [says("a", 40, "port"), says("b", 40, "guard")]))
    assert (row["origins"], row["ultimate_sources"]) == ([["a"], ["b"]], ["velna"])


def test_one_value_is_one_figure_whatever_the_bound() -> None:
    figures = [says("a", 40, "port", bound="at least"), says("b", 40, "torrin"), says("c", 41, "torrin")]
    rows = rows_of(story(DAYS, figures))
    assert [(row["value"], len(row["reports"])) for row in rows] == [(40, 2), (41, 1)]
    assert rows[0]["variants"] == [{"claimant": "port", "bound": "at least"}, {"claimant": "torrin", "bound": "bare"}]


def test_low_and_high_are_the_loosest_that_anybody_says() -> None:
    row = only(story(DAYS, [says("a", 40, "port", bound="at least"), says("b", 40, "torrin")]))
    assert (row["low"], row["high"]) == (40, None)


def test_a_range_is_no_figure_of_one_of_its_ends() -> None:
    assert len(rows_of(story(DAYS, [says("a", (40, 60), "port"), says("b", 40, "port")]))) == 2


def test_a_vague_number_is_not_the_number_it_must_at_least_be() -> None:
    assert len(rows_of(story(DAYS, [says("a", 24, "port", bound="vague"), says("b", 24, "port")]))) == 2


def test_a_bare_number_and_its_ceiling_are_one_figure_and_what_excludes_it_is_another() -> None:
    figures = [
        says("a", 40, "port"),
        says("b", 40, "torrin", bound="at most"),
        says("c", 40, "guard", bound="at least"),
    ]
    assert [row["reports"] for row in rows_of(story(DAYS, figures))] == [["a", "b", "c"]]
    above = [*figures[:2], says("c", 40, "guard", bound="more than")]
    assert sorted(row["reports"] for row in rows_of(story(DAYS, above))) == [["a", "b"], ["c"]]
    assert len({row["figure_id"] for row in rows_of(story(DAYS, above))}) == 2


def test_what_is_expected_and_what_is_so_are_two_figures() -> None:
    figures = [says("a", 400, "port", stance="expected"), says("b", 400, "port")]
    assert sorted(row["reports"] for row in rows_of(story(DAYS, figures))) == [["a"], ["b"]]
    one = story(DAYS, figures)
    assert [figure.words for figure in told(one, []).figures] == ["400", "400, expected"]


def test_on_a_plan_what_is_expected_stands_with_the_rest() -> None:
    figures = [says("a", 400, "port", stance="expected", of="planned"), says("b", 400, "port", of="planned")]
    assert [row["reports"] for row in rows_of(story(DAYS, figures))] == [["a", "b"]]


def test_two_texts_of_one_outlet_are_one_origin_however_little_they_share() -> None:
    figures = [says("a", 40, "port"), says("b", 40, "torrin"), says("c", 40, "guard")]
    row = only(story(DAYS, figures, outlets={"a": "Bay Post", "b": "Bay Post", "c": "The Gazette"}))
    assert (row["reports"], row["origins"]) == (["a", "b", "c"], [["a", "b"], ["c"]])
    assert row["ultimate_sources"] == ["torrin", "velna"]


def test_the_texts_of_one_wire_are_one_origin_in_whatever_outlet() -> None:
    figures = [says("a", 40, "port"), says("b", 40, "port"), says("c", 40, "port")]
    outlets, wires = {"a": "Bay Post", "b": "The Gazette", "c": "Bay Post"}, {"a": "Velna Wire", "b": "Velna Wire"}
    assert only(story(DAYS, figures, outlets=outlets, wires=wires))["origins"] == [["a", "b"], ["c"]]


def test_an_origin_of_which_one_text_names_a_holder_is_not_unknown() -> None:
    outlets = {"a": "Bay Post", "b": "Bay Post"}
    row = only(story(DAYS, [says("a", 40), says("b", 40, "port")], outlets=outlets))
    assert (row["ultimate_sources"], row["unknown"]) == (["velna"], [])
    row = only(story(DAYS, [says("a", 40), says("b", 40, "officials")], outlets=outlets))
    assert (row["ultimate_sources"], row["unknown"]) == ([], ["a"])


def test_places_that_contain_each_other_are_one_figure_and_two_apart_are_not() -> None:
    nested = [says("a", 40, "port", place="bay"), says("b", 40, "port", place="north"), says("c", 40, "port")]
    assert len(rows_of(story(DAYS, nested))) == 1
    apart = [*nested[:2], says("c", 40, "port", place="south")]
    assert sorted(len(row["reports"]) for row in rows_of(story(DAYS, apart))) == [1, 1, 1]


def test_a_holder_named_only_in_a_retelling_is_no_source() -> None:
    row = only(story(DAYS, [says("a", 40, "velna"), says("b", 40, "both")], draws=[("b", "a")]))
    assert row["ultimate_sources"] == ["velna"]
    row = only(story(DAYS, [says("a", 40), says("b", 40, "velna")], draws=[("b", "a")]))
    assert (row["ultimate_sources"], row["unknown"]) == ([], ["a"])


def test_joint_holders_at_the_beginning_are_each_a_source() -> None:
    assert only(story(DAYS, [says("a", 40, "both")]))["ultimate_sources"] == ["torrin", "velna"]


def test_who_could_be_anybody_is_unknown_and_never_corroborates() -> None:
    figures = [
        says("a", 40, "unnamed", unnamed="unnamed"),
        says("b", 40, "officials"),
        says("c", 40),
        says("d", 40, "port"),
    ]
    row = only(story(DAYS, figures))
    assert (row["ultimate_sources"], row["unknown"]) == (["velna"], ["a", "b", "c"])
    assert badges(story(DAYS, figures)) == ["4 / 4 / 1 + 3 unknown"]


def test_an_office_without_a_name_is_not_another_source_beside_a_named_one() -> None:
    row = only(story(DAYS, [says("a", 40, "office"), says("b", 40, "port")]))
    assert (row["ultimate_sources"], row["unknown"]) == (["velna"], ["a"])


def test_a_union_with_a_name_is_a_source() -> None:
    assert only(story(DAYS, [says("a", 40, "insurers")]))["ultimate_sources"] == ["insurers"]


def test_a_number_that_moved_to_another_thing_on_the_way_has_no_source_there() -> None:
    figures = [says("a", 400, "velna"), says("b", 400, "both", of="missing")]
    lost, missing = rows_of(story(DAYS, figures, draws=[("b", "a", "partly")]))
    assert (lost["ultimate_sources"], missing["ultimate_sources"], missing["unknown"]) == (["velna"], [], ["b"])


def test_a_small_number_is_told_of_many_things_and_moves_nowhere() -> None:
    figures = [says("a", 4, "velna"), says("b", 4, "torrin", of="missing")]
    _, missing = rows_of(story(DAYS, figures, draws=[("b", "a", "partly")]))
    assert missing["ultimate_sources"] == ["torrin"]


def test_a_report_that_draws_in_part_is_a_beginning_for_what_its_parent_lacks() -> None:
    figures = [says("a", 400, "velna"), says("b", 500, "torrin")]
    _, own = rows_of(story(DAYS, figures, draws=[("b", "a", "partly")]))
    assert (own["origins"], own["ultimate_sources"]) == ([["b"]], ["torrin"])
    _, added = rows_of(story(DAYS, figures, draws=[("b", "a", "wholly")]))
    assert (added["origins"], added["ultimate_sources"], added["unknown"]) == ([["b"]], [], ["b"])


def test_a_digest_of_two_texts_does_not_make_them_one() -> None:
    figures = [says("a", 40, "velna"), says("b", 40, "torrin"), says("c", 40, "velna")]
    row = only(story(DAYS, figures, draws=[("c", "a", "partly"), ("c", "b", "partly")]))
    assert (row["origins"], row["ultimate_sources"]) == ([["a", "c"], ["b", "c"]], ["torrin", "velna"])


def test_a_text_between_two_that_leaves_the_number_out_still_joins_them() -> None:
    figures = [says("a", 40, "velna"), says("c", 40, "velna")]
    assert only(story(DAYS, figures, draws=[("b", "a"), ("c", "b")]))["origins"] == [["a", "c"]]


def test_a_denied_edge_joins_nothing() -> None:
    one = story(DAYS, [says("a", 40, "velna"), says("b", 40, "velna")])
    assert corroboration_rows(one, [edge("b", "a", state="denied")])[0]["origins"] == [["a"], ["b"]]


def test_an_unseen_parent_joins_its_children_and_is_no_origin_beside_them() -> None:
    figures = [says("a", 40, "velna"), says("b", 40, "both")]
    unseen = [("a", "inferred:x"), ("b", "inferred:x")]
    row = only(story(DAYS, figures, draws=unseen))
    assert (row["origins"], row["ultimate_sources"]) == ([["a", "b"]], ["velna"])
    three = [*figures, says("c", 40, "velna")]
    row = only(story(DAYS, three, draws=[*unseen, ("a", "c")]))
    assert row["origins"] == [["c", "a", "b"]]


def test_two_texts_that_credit_one_agency_are_two_origins() -> None:
    figures = [says("a", 40, "velna"), says("b", 40, "velna")]
    agency = [("a", "wire:Inland Press"), ("b", "wire:Inland Press")]
    assert only(story(DAYS, figures, draws=agency))["origins"] == [["a"], ["b"]]


def test_a_follow_up_by_the_same_desk_is_no_origin_of_its_own() -> None:
    figures = [says("a", 40, "port"), says("b", 40, "guard"), says("c", 40, "torrin")]
    row = only(story(DAYS, figures, outlets={"a": "Quay Post", "b": "Quay Post", "c": "Hill Echo"}))
    assert (row["origins"], row["ultimate_sources"]) == ([["a", "b"], ["c"]], ["torrin", "velna"])


def test_two_texts_of_one_wire_under_two_outlets_are_one_origin() -> None:
    figures = [says("a", 40, "port"), says("b", 40, "port")]
    outlets = {"a": "Quay Post", "b": "Hill Echo"}
    one_wire = story(DAYS, figures, outlets=outlets, wires={"a": "Inland Press", "b": "Inland Press"})
    assert only(one_wire)["origins"] == [["a", "b"]]
    assert only(story(DAYS, figures, outlets=outlets))["origins"] == [["a"], ["b"]]


def test_a_desk_that_names_a_holder_once_leaves_nothing_unknown() -> None:
    figures = [says("a", 40), says("b", 40, "port")]
    row = only(story(DAYS, figures, outlets={"a": "Quay Post", "b": "Quay Post"}))
    assert (row["ultimate_sources"], row["unknown"]) == (["velna"], [])


def test_what_is_expected_is_another_figure_than_what_is_so() -> None:
    figures = [
        says("a", 40, "port"),
        says("b", 40, "port", stance="expected"),
        says("c", 40, "port", stance="expected"),
    ]
    rows = rows_of(story(DAYS, figures))
    assert [row["reports"] for row in rows] == [["a"], ["b", "c"]]
    assert len({row["figure_id"] for row in rows}) == 2


def test_a_denial_is_no_report_of_the_figure() -> None:
    row = only(story(DAYS, [says("a", 40, "velna"), says("b", 40, "torrin", stance="denied")]))
    assert (row["reports"], row["ultimate_sources"], row["estimates"]) == (["a"], ["velna"], ["e00", "e01"])


def test_a_figure_that_an_outlet_takes_back_is_no_report_of_it() -> None:
    taken = says("b", 40, former=True, sentence="CORRECTION: An earlier version said 40 boats were lost.", words="40")
    assert only(story(DAYS, [says("a", 40, "velna"), taken]))["reports"] == ["a"]


def test_an_outlet_that_is_cited_is_asked_whom_it_cites() -> None:
    figures = [says("a", 40, "velna"), says("b", 40, "gazette")]
    row = only(story(DAYS, figures, outlets={"a": "The Gazette", "b": "The Herald"}))
    assert row["ultimate_sources"] == ["velna"]


def test_outlets_that_cite_each_other_are_a_loop_by_name_and_no_source() -> None:
    figures = [says("a", 40, "herald"), says("b", 40, "gazette"), says("c", 40, "velna")]
    one = story(DAYS, figures, outlets={"a": "The Gazette", "b": "The Herald"})
    (row,) = rows_of(one)
    (loop,) = loops(one, [])
    assert row["ultimate_sources"] == ["velna"]
    assert row["unknown"] == ["a", "b"]
    assert (loop.reports, loop.figures) == (("a", "b"), (row["figure_id"],))


def test_texts_that_draw_on_each_other_are_a_loop_and_one_chain() -> None:
    one = story(DAYS, [says("a", 40, "velna"), says("b", 40, "velna")], draws=[("a", "b"), ("b", "a")])
    assert only(one)["origins"] == [["a", "b"]]
    assert [loop.reports for loop in loops(one, lineage_of(one))] == [("a", "b")]


def test_the_rows_fit_the_ledger() -> None:
    rows = rows_of(story(DAYS, [says("a", 40, "port"), says("b", (40, 60))]))
    assert len(ledger.frame("corroboration", rows)) == 2


REPORTS = st.sampled_from(["a", "b", "c", "d"])
FIGURES = st.lists(
    st.builds(
        says,
        REPORTS,
        st.sampled_from([40, 400, 500]),
        st.sampled_from([None, "port", "torrin", "both", "officials", "unnamed"]),
        of=st.sampled_from(["lost", "missing"]),
        place=st.sampled_from([None, "bay", "north", "south"]),
        stance=st.sampled_from(["asserted", "denied"]),
    ),
    max_size=10,
)
DRAWS = st.lists(
    st.tuples(
        REPORTS,
        st.sampled_from(["a", "b", "c", "d", "inferred:x", "inferred:y"]),
        st.sampled_from(["wholly", "partly"]),
    ),
    max_size=6,
)


@settings(deadline=None, max_examples=40)
@given(FIGURES, DRAWS)
def test_no_count_of_texts_exceeds_that_of_reports(figures: list[Any], draws: list[Any]) -> None:
    for row in rows_of(story(DAYS, figures, draws=draws)):
        assert len(row["origins"]) <= len(row["reports"])
        assert len(row["unknown"]) <= len(row["origins"])
        assert {report for chain in row["origins"] for report in chain} == set(row["reports"])
        assert bool(row["reports"]) == bool(row["ultimate_sources"] or row["unknown"])


@settings(deadline=None, max_examples=40)
@given(FIGURES, DRAWS, st.randoms())
def test_the_order_of_the_rows_given_does_not_matter(figures: list[Any], draws: list[Any], random: Any) -> None:
    one = story(DAYS, figures, draws=draws)
    shuffled = list(draws)
    random.shuffle(shuffled)
    estimates = one.estimates.sample(frac=1, random_state=random.randrange(1000))
    other = Story({**one.tables, "estimates": estimates}, file=one.file)
    assert rows_of(one) == corroboration_rows(other, [edge(*row) for row in shuffled])


@settings(deadline=None, max_examples=40)
@given(FIGURES)
def test_every_charted_figure_is_in_one_row(figures: list[Any]) -> None:
    one = story(DAYS, figures)
    counted = [estimate for row in rows_of(one) for estimate in row["estimates"]]
    assert sorted(counted) == sorted(one.estimates["estimate_id"])


def test_many_reports_of_an_outlet_that_holds_the_figure_itself_are_asked_once_each() -> None:
    reports = [f"r{number:02}" for number in range(30)]
    days = dict.fromkeys(reports, "2031-05-02")
    figures = [says(report, 400, "gazette") for report in reports]
    row = only(story(days, figures, outlets=dict.fromkeys(reports, "The Gazette")))
    assert len(row["reports"]) == 30
    assert list(row["ultimate_sources"]) == ["gazette"]
