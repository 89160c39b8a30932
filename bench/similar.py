"""What it costs to look for claims like a draft, against one bare query of each kind.

uv run python -m bench.similar [--claims 10000] [--rounds 15]
"""

import argparse
import random
from collections.abc import Callable
from functools import partial
from itertools import accumulate, product
from typing import TYPE_CHECKING

from bench.measure import interleaved, machine, median, percentile, table
from bench.site import analyze, scratch_site

if TYPE_CHECKING:
    from debates.models import Claim

# Characters of a draft: its first words, a sentence, the longest claim.
DRAFTS = (40, 120, 500)
SMALL = "the a of to and in is that for it with by this from would not when because".split()  # noqa: SIM905 (one reads words, not a list)
# Some 800 syllables: with fewer, invented words share trigrams more often than those of a language.
SYLLABLES = [
    f"{first}{vowel}{last}"
    for first in "b c d f g h k l m n p r s t v w st tr pl ch".split()  # noqa: SIM905 (the same)
    for vowel in ("a", "e", "i", "o", "u", "ea", "ou")
    for last in ("", "n", "r", "s", "t", "l")
]
TRIGRAMS = """
    SELECT id FROM debates_claim WHERE debate_id = %(debate)s
    AND debates_plain(%(beginning)s) <%% plain LIMIT 5
"""
WORDS = """
    SELECT id FROM debates_claim WHERE debate_id = %(debate)s AND words @@ replace(
        plainto_tsquery('english', debates_plain(%(text)s))::text, '&', '|'
    )::tsquery ORDER BY ts_rank('{0,0,0,1}', words, replace(
        plainto_tsquery('english', debates_plain(%(text)s))::text, '&', '|'
    )::tsquery) DESC LIMIT 5
"""


def main() -> None:
    """Read the arguments, seed, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.similar")
    parser.add_argument("--claims", type=int, default=10_000, help="claims of the debate")
    parser.add_argument("--rounds", type=int, default=15, help="times each draft is looked for")
    arguments = parser.parse_args()
    with scratch_site():
        claims = seed(arguments.claims)
        analyze()
        print(f"{machine()}; {arguments.rounds} in turn, {arguments.claims:,} claims\n")
        print(measure(claims, arguments.rounds))


def seed(size: int) -> "list[Claim]":
    """A debate in which every claim says something else."""
    from bench.seed import seed_debate, seed_team

    team, people = seed_team()
    return seed_debate(size, team, people, texts=invented_texts(size))[1]


def invented_texts(size: int) -> list[str]:
    """So many claims of invented words, no two alike, each word about as often as in a language."""
    chance = random.Random(1)
    vocabulary = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 3))) for _ in range(6_000)]
    # As in any language: the second word half as often as the first, the third a third.
    often = list(accumulate(1 / rank for rank in range(10, len(vocabulary) + 10)))
    texts = []
    for _ in range(size):
        said = chance.choices(vocabulary, cum_weights=often, k=chance.randint(5, 65))
        small = chance.choices(SMALL, k=len(said))
        text = " ".join(f"{a} {b}" for a, b in zip(small, said, strict=True))
        texts.append(text[: chance.choice((90, 160, 250, 500))].strip())
    return texts


def measure(claims: "list[Claim]", rounds: int) -> str:
    """One line a length of draft: ours, and the two bare queries."""
    rows = []
    for length, alike in product(DRAFTS, (True, False)):
        drafts = [claim.text[:length] for claim in claims[1:] if len(claim.text) >= length - 9]
        if not alike:
            # The same words in another order and company: the letters are searched too.
            words = random.Random(2).sample(" ".join(drafts).split(), k=rounds * length // 3)
            drafts = [" ".join(words[turn::rounds])[:length] for turn in range(rounds)]
        drafts = drafts[:rounds]
        times = interleaved(candidates(claims[0], drafts), len(drafts))
        ours, words_ms, trigrams = (median(times[name]) for name in ("ours", "words", "trigrams"))
        slowest = percentile(times["ours"], 0.95)
        what = "begins like a claim" if alike else "words thrown together"
        rows.append(
            [f"{length}, {what}", ours, slowest, words_ms, trigrams, ours / (words_ms + trigrams)]
        )
    head = [
        "characters of the draft",
        "ours ms",
        "p95",
        "words alone",
        "trigrams alone",
        "ours / both",
    ]
    return table(head, rows)


def candidates(root: "Claim", drafts: list[str]) -> dict[str, Callable[[int], object]]:
    """What is called under each name with the number of the round."""
    from debates.models import Claim
    from debates.models.search import TRIGRAMS_OF

    def ours(turn: int) -> object:
        return Claim.objects.similar_to(drafts[turn], under=root)

    def bare(sql: str, turn: int) -> object:
        from django.db import connection

        text = drafts[turn]
        with connection.cursor() as cursor:
            cursor.execute(
                sql, {"debate": root.debate_id, "text": text, "beginning": text[:TRIGRAMS_OF]}
            )
            return cursor.fetchall()

    return {"ours": ours, "words": partial(bare, WORDS), "trigrams": partial(bare, TRIGRAMS)}


if __name__ == "__main__":
    main()
