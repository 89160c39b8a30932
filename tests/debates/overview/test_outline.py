"""The overview in words."""

import re
from html.parser import HTMLParser

import pytest
from django.utils import translation
from hypothesis import given

from bench.debate_shapes import chain, natural
from debates.overview import outline
from debates.overview.printed import as_printed
from debates.overview.svg import Links
from debates.overview.tree import Row, Tree, build

from .debates import trees

LINKS = Links(("/debates/3/claims/", "/"), ("/debates/3/overview/?centre=", ""), "#outline")


class Balance(HTMLParser):
    """Counts elements and fails on one that is closed in the wrong place."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.deepest = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)
        self.deepest = max(self.deepest, len(self.open))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def render(tree: Tree, centre: int = 0) -> str:
    with translation.override("en-gb"):
        return outline.render(tree, LINKS, centre)


def small() -> Tree:
    return build(
        [
            Row(1, None, None, text="Tea"),
            Row(2, 1, "pro", position=1, text="Warm"),
            Row(3, 2, "con", text="Too [warm](https://example.org)"),
            Row(4, 1, "con", position=2, text="<b>Cold</b>"),
            Row(5, 3, "pro", links_to_id=4, text="<b>Cold</b>"),
        ]
    )


def claims(html: str) -> list[tuple[str, str, str]]:
    """Number, stance and text of every claim in the lists."""
    return re.findall(
        r'outline__number">([^<]*)</span> <span class="outline__stance">(\w+)</span> '
        r"<a[^>]*>([^<]*)</a>",
        html,
    )


def test_every_claim_stands_with_number_stance_and_visible_text() -> None:
    assert claims(render(small())) == [
        ("1.1.", "Pro", "Warm"),
        ("1.1.1.", "Con", "Too warm"),
        ("1.1.1.1.", "Pro", "&lt;b&gt;Cold&lt;/b&gt;"),
        ("1.2.", "Con", "&lt;b&gt;Cold&lt;/b&gt;"),
    ]


def test_a_link_leads_to_what_it_shows() -> None:
    assert re.findall(r'id="o5-text" href="([^"]+)"', render(small())) == ["/debates/3/claims/4/"]


def test_counts_are_those_of_the_branch() -> None:
    assert re.findall(r"<summary[^>]*>([^<]*)", render(small())) == [
        "2 claims below",
        "1 claim below",
    ]


def test_a_branch_keeps_its_numbers_when_it_is_the_centre() -> None:
    numbers = [number for number, *_ in claims(render(small(), 1))]
    assert numbers == ["1.1.1.", "1.1.1.1."]


@given(trees())
def test_it_holds_the_whole_debate_and_every_list_is_closed(tree: Tree) -> None:
    html = render(tree)
    balance = Balance()
    balance.feed(html)
    assert balance.open == []
    assert len(claims(html)) == len(tree) - 1
    assert len(set(re.findall(r' id="([^"]+)"', html))) == len(re.findall(r' id="', html))


@given(trees())
def test_its_numbers_are_those_of_the_tree(tree: Tree) -> None:
    below = re.findall(r'id="o(\d+)-fold">(\d+)', render(tree))
    tree = as_printed(tree).tree
    sizes = {row.id: size for row, size in zip(tree.rows[1:], tree.sizes[1:], strict=True)}
    assert {int(pk): int(n) for pk, n in below} == {
        pk: size - 1 for pk, size in sizes.items() if size > 1
    }


def test_small_branches_are_unfolded_and_large_ones_show_two_levels() -> None:
    assert "<details>" not in render(build(natural(100)))
    large = render(build(natural(1_000)))
    assert "<details>" in large
    assert "<details open>" in large


@pytest.mark.parametrize("rows", [natural(10_000), chain(5_000)])
def test_a_very_large_debate_stops_at_a_level_and_links_on(rows: list[Row]) -> None:
    html = render(build(rows))
    balance = Balance()
    balance.feed(html)
    assert len(claims(html)) <= outline.Manner().most
    assert balance.deepest < 256
    assert re.search(r'href="/debates/3/overview/\?centre=\d+#outline">[\d,]+ claims below', html)
    # What is not shown is counted by the links: nothing disappears.
    linked = re.findall(r'-more"[^>]*>([\d,]+)', html)
    shown = len(claims(html))
    assert shown + sum(int(n.replace(",", "")) for n in linked) == len(rows) - 1


@pytest.mark.parametrize("rows", [natural(10_000), chain(5_000)])
def test_asked_for_it_writes_as_much_as_browsers_can_nest(rows: list[Row]) -> None:
    tree = build(rows)
    with translation.override("en-gb"):
        html = outline.render(tree, LINKS, 0, outline.Manner(most=20_000))
    balance = Balance()
    balance.feed(html)
    assert balance.deepest < 256
    assert len(claims(html)) == sum(0 < depth <= outline.DEEPEST for depth in tree.depths)


def test_as_many_levels_are_unfolded_as_asked_for() -> None:
    tree = build(chain(9))
    for levels in (1, 3, 60):
        with translation.override("en-gb"):
            html = outline.render(tree, LINKS, 0, outline.Manner(levels=levels))
        assert html.count("<details open>") == min(levels, 9) - 1
        assert html.count("<details") == 8


def test_sources_stand_as_numbers_behind_the_words() -> None:
    with translation.override("en-gb"):
        html = outline.render(small(), LINKS, 0, outline.Manner(marks={2: [1, 7]}))
    (marks,) = re.findall(r'id="o2-text"[^>]*>Warm</a>(.*?)</p>', html)
    assert marks == "".join(
        f'<sup class="cite"><a href="#source-{n}">{n}</a></sup>' for n in (1, 7)
    )


def test_a_claim_that_came_before_points_to_where_it_stands_in_full() -> None:
    html = render(small())
    # Under the pro it comes first: there are its words' own place and number.
    assert re.findall(r'href="#o(\d+)">→ ([\d.]+)</a>', html) == [("5", "1.1.1.1.")]


def test_large_branches_can_be_had_alone() -> None:
    tree = build(natural(300))
    with translation.override("en-gb"):
        html = outline.render(tree, LINKS, 0, outline.Manner(alone=20))
    alone = {int(pk) for pk in re.findall(r'outline__only" href="[^"]*centre=(\d+)"', html)}
    pairs = zip(tree.rows[1:], tree.sizes[1:], strict=True)
    assert alone == {row.id for row, size in pairs if size > 20}
