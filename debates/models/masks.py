"""Aliases for masked debates: a colour and a bird, drawn at random, told apart by ear."""

import secrets
from collections.abc import Collection

COLOURS = """
    Amber Ash Auburn Azure Blue Brass Bronze Chalk Cherry Cobalt Copper Coral Cream Crimson
    Dove Ebony Emerald Fawn Flint Golden Grey Hazel Honey Indigo Ivory Jade Lilac Lime Maroon
    Mint Ochre Olive Opal Pearl Plum Quartz Rose Ruby Russet Saffron Sage Sand Scarlet Silver
    Slate Tawny Teal Umber Violet White
""".split()  # noqa: SIM905 (fifty quoted words are harder to read)
BIRDS = """
    Avocet Bittern Bunting Bustard Chough Cormorant Crane Crossbill Cuckoo Curlew Dipper
    Dotterel Dunlin Eider Fieldfare Finch Gannet Godwit Goldcrest Grebe Guillemot Harrier
    Heron Hobby Hoopoe Jay Kestrel Kingfisher Kite Knot Lapwing Linnet Magpie Martin Merlin
    Nightjar Nuthatch Oriole Osprey Ouzel Owl Petrel Pipit Plover Puffin Redwing Sandpiper
    Shearwater Siskin Skylark
""".split()  # noqa: SIM905 (fifty quoted words are harder to read)


def invent_mask(taken: Collection[str]) -> str:
    """A free alias such as "Amber Heron".

    Drawn with the system's randomness, because an order that could be guessed would tell who came
    first. In a debate with more than 2,500 masks a number follows.
    """
    free = [f"{c} {b}" for c in COLOURS for b in BIRDS if f"{c} {b}" not in taken]
    if free:
        return secrets.choice(free)
    while (
        mask := f"{secrets.choice(COLOURS)} {secrets.choice(BIRDS)} {secrets.randbelow(10**6)}"
    ) in taken:
        continue
    return mask
