"""The colours of files are those of the site."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from debates.overview import ink
from debates.overview.textures import TEXTURES

TOKENS = Path(settings.BASE_DIR, "static/css/tokens.css").read_text()
SUNBURST = Path(settings.BASE_DIR, "static/css/components/sunburst.css").read_text()
NAMES = ("card", "ink", "quiet", "line", "teal", "orange", "stone", "blue")


@pytest.mark.parametrize("name", [*NAMES, "plum", "rose", "amber", "moss"])
def test_every_colour_is_that_of_the_light_theme(name: str) -> None:
    found = re.search(rf"--{name}: light-dark\((#\w+),", TOKENS)
    assert found
    assert getattr(ink, name.upper()) == found[1]


def test_every_shade_of_the_page_has_its_colour_in_files() -> None:
    rules = set(re.findall(r"& \.([\w-]+)", SUNBURST))
    of_the_page_alone = {"open", "cursor", "cursor--shown"}
    missing = {name for name in rules - of_the_page_alone if f".{name}" not in ink.STYLE}
    assert missing == set()
    assert {shade for shade in TEXTURES if f".{shade}{{fill" not in ink.STYLE} == set()


def test_outer_rings_fade_alike() -> None:
    on_page = dict(re.findall(r"\.(fade-\d) \{ opacity: ([\d.]+)", SUNBURST))
    in_files = dict(re.findall(r"\.(fade-\d)\{opacity:([\d.]+)", ink.STYLE))
    assert in_files.items() >= on_page.items()


def test_mixed_colours_lie_between_a_colour_and_the_card() -> None:
    shares = [float(n) for n in re.findall(r"accent\) (\d+)%, var\(--color-card", SUNBURST)]
    assert shares == [30, 47, 64, 82]
    scale = re.findall(r"\.scale-\d\{stroke:#(\w\w)", ink.STYLE)
    assert sorted(scale, reverse=True) == scale
