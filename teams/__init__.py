"""People and their groups: who one is, which teams one is in, how one gets in."""
