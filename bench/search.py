"""What it costs to search 200,000 claims, against the bare query for the same words.

uv run python -m bench.search [--claims 200000] [--rounds 15]
"""

import argparse
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from bench.measure import counted, interleaved, machine, median, percentile, table
from bench.similar import SMALL, invented_texts
from bench.site import analyze, scratch_site

if TYPE_CHECKING:
    from debates.models import Debate
    from teams.models import User

# Half of the claims stand in one debate, the others in debates of this share of all.
SHARE = 40
BARE = """
    SELECT id FROM debates_claim
    WHERE debate_id = ANY(%(debates)s) AND words @@ websearch_to_tsquery('english', %(text)s)
    ORDER BY ts_rank(words, websearch_to_tsquery('english', %(text)s)) DESC LIMIT 1001
"""


def main() -> None:
    """Read the arguments, seed, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.search")
    parser.add_argument("--claims", type=int, default=200_000, help="claims in all debates")
    parser.add_argument("--rounds", type=int, default=15, help="times each search is done")
    arguments = parser.parse_args()
    with scratch_site():
        texts = invented_texts(arguments.claims)
        reader = seed(texts)
        analyze()
        print(f"{machine()}; {arguments.rounds} in turn, {arguments.claims:,} claims\n")
        print(measure(reader, searches(texts), arguments.rounds))


def seed(texts: list[str]) -> "User":
    """A team with one large debate and many small ones; somebody who may see them."""
    from bench.seed import seed_debate, seed_team

    team, people = seed_team()
    small = len(texts) // SHARE
    sizes = [len(texts) // 2, *[small] * (SHARE // 2)]
    begin = 0
    for number, size in enumerate(sizes, 1):
        said = texts[begin : begin + size]
        seed_debate(size, team, people, seed=number, texts=said)
        begin += size
    return people[1]


def searches(texts: list[str]) -> dict[str, dict[str, Any]]:
    """What is asked for: words from the most frequent to the rarest, and all a search can do."""
    said = Counter(word for text in texts[:5_000] for word in {*text.split()} - {*SMALL})
    words = [word for word, _claims in said.most_common()]
    often, some, rare = words[0], words[300], words[3_000]
    return {
        "a word of every second claim": {"q": "would"},
        "the most frequent word": {"q": often},
        "a word of some": {"q": some},
        "a rare word": {"q": rare},
        "two words": {"q": f"{words[10]} {words[20]}"},
        "either of two": {"q": f"{often} or {some}"},
        "one without another": {"q": f"{often} -would"},
        "a phrase": {"q": f'"{words[1]} would"'},
        "two letters": {"q": often[:2]},
        "most of a word": {"q": some[:-1]},
        "a word, cons only": {"q": some, "stance": "con"},
        "unvoted": {"unvoted": True},
        "a word, unvoted and unread": {"q": often, "unvoted": True, "unread": True},
    }


def measure(reader: "User", asked: dict[str, dict[str, Any]], rounds: int) -> str:
    """A line for each search, in the large debate and across all."""
    from debates.models import Debate

    debates = list(Debate.objects.visible_to(reader).order_by("pk"))
    rows = []
    for name, words in asked.items():
        for where, among in (("one debate", debates[:1]), ("all", debates)):
            times = interleaved(candidates(reader, among, words), rounds)
            ours, bare = median(times["ours"]), median(times["bare"]) if "q" in words else 0.0
            (found, more), queries = counted(partial(search, reader, among, words))
            number = f"{found:,}{'+' if more else ''}"
            rows.append(
                [f"{name}, {where}", number, queries, ours, percentile(times["ours"], 0.95), bare]
            )
    return table(["search", "found", "queries", "ours ms", "p95", "bare ms"], rows)


def search(reader: "User", debates: "list[Debate]", asked: dict[str, Any]) -> tuple[int, bool]:
    """The first page of a search, with the ways to the claims and the words marked."""
    from debates.searching import Search

    done = Search(reader, debates, [], asked)
    done.page("1")
    return done.number, done.is_more


def candidates(
    reader: "User", debates: "list[Debate]", asked: dict[str, Any]
) -> dict[str, Callable[[int], object]]:
    """What is called under each name with the number of the round."""

    def bare(_turn: int) -> object:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(BARE, {"debates": [debate.pk for debate in debates], "text": asked["q"]})
            return cursor.fetchall()

    def ours(_turn: int) -> object:
        return search(reader, debates, asked)

    return {"ours": ours, "bare": bare} if "q" in asked else {"ours": ours}


if __name__ == "__main__":
    main()
