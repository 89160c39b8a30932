"""What a page offers somebody to do at an open claim; templates ask these by name."""

from debates.permissions import (
    may_argue,
    may_branch_off,
    may_copy,
    may_edit,
    may_flag,
    may_link,
    may_merge,
    may_resolve,
    may_take_away,
)

from .places import Place, frames


def rights_at(place: Place) -> dict[str, bool]:
    """Each right by its name in templates. Nothing is offered where nothing can be changed.

    `may_frame` and `may_copy` alone stand in a closed debate, too: whoever frames it can open it
    again, and a copy is another debate.
    """
    claim, reader, role = place.claim, place.reader, place.debate.my_role
    framing = reader.user is not None and frames(place.debate, reader.user)
    is_open = place.debate.is_open() and not claim.is_out_of_sight
    rights = {
        "may_argue": may_argue(reader),
        "may_edit": may_edit(claim, reader),
        "may_flag": may_flag(claim, reader),
        "may_answer_flags": may_resolve(claim, reader, frames=framing),
        "may_take_away": may_take_away(claim, reader, frames=framing),
        "may_link": may_link(claim, reader),
        "may_merge": may_merge(claim, reader, frames=framing),
        "may_unlink": may_take_away(place.link or claim, reader, frames=framing),
        "may_branch_off": may_branch_off(claim, role, frames=framing),
    }
    always = {"may_frame": framing, "may_copy": may_copy(place.debate, role)}
    return {name: is_open and right for name, right in rights.items()} | always
