"""What stands below a claim that is merged, and the places that show it."""

from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Max, Q

from .claim_places import SEEN_UNDER_SQL
from .claim_verbs import STEP

if TYPE_CHECKING:
    from .claim import Claim

Brought = dict[str, Any]


def bring_branch(claim: "Claim", kept: "Claim") -> Brought:
    """Children, links and what was merged into the claim before go over to the one that is kept.

    A place that would show something twice, or below itself, is put out of sight with the claim:
    it stays below it, or shows it.
    """
    model = type(claim)
    doubled = _doubled_children(claim, kept)
    staying = [pk for pk, _at in doubled["stay"]]
    children = claim.children.exclude(pk__in=staying).exclude(links_to=kept)
    moved = list(children.order_by("position", "pk").values_list("pk", "position"))
    last = kept.children.aggregate(last=Max("position"))["last"] or 0
    for n, (pk, _position) in enumerate(moved, start=1):
        model.objects.filter(pk=pk).update(parent=kept, position=last + n * STEP)
    model.objects.filter(pk__in=[pk for pk, _at in doubled["go"]]).update(parent=claim)
    shown = [place.pk for place in claim.placements.all() if _may_show(kept, place)]
    claim.placements.filter(pk__in=shown).update(links_to=kept)
    looped = [place.pk for place in kept.placements.all() if _is_seen_under(kept, place)]
    kept.placements.filter(pk__in=looped).update(links_to=claim)
    before = list(model.objects.filter(merged_into=claim).values_list("pk", flat=True))
    model.objects.filter(pk__in=before).update(merged_into=kept)
    return {
        "children": moved,
        "doubled": doubled["go"],
        "placements": shown,
        "looped": looped,
        "merged": before,
    }


def give_branch_back(claim: "Claim", kept: "Claim", brought: Brought) -> None:
    """The reverse, for what still stands where it was brought."""
    model = type(claim)
    for pk, position in brought["children"]:
        kept.children.filter(pk=pk).update(parent=claim, position=position)
    for pk, position in brought["doubled"]:
        claim.children.filter(pk=pk).update(parent=kept, position=position)
    kept.placements.filter(pk__in=brought["placements"]).update(links_to=claim)
    claim.placements.filter(pk__in=brought["looped"]).update(links_to=kept)
    model.objects.filter(pk__in=brought["merged"], merged_into=kept).update(merged_into=claim)


def _doubled_children(claim: "Claim", kept: "Claim") -> dict[str, list[tuple[int, int]]]:
    """Links that would show below the kept claim what stands there already.

    `stay` are those below the merged claim, `go` those that a claim with a branch replaces.
    """
    fields = ("pk", "links_to_id", "position")
    below = claim.children.filter(archived_at=None).values_list(*fields)
    there = kept.children.filter(archived_at=None).values_list(*fields)
    contents = {target or pk for pk, target, _at in there}
    stay = [(pk, at) for pk, target, at in below if target in contents]
    coming = {pk for pk, target, _at in below if target is None}
    go = [(pk, at) for pk, target, at in there if target in coming]
    return {"stay": stay, "go": go}


def _may_show(kept: "Claim", place: "Claim") -> bool:
    """Whether a place that showed the merged claim can show the kept one."""
    if _is_seen_under(kept, place):
        return False
    beside = type(kept).objects.filter(parent=place.parent_id, archived_at=None)
    return not beside.filter(Q(pk=kept.pk) | Q(links_to=kept)).exists()


def _is_seen_under(above: "Claim", place: "Claim") -> bool:
    with connection.cursor() as cursor:
        cursor.execute(SEEN_UNDER_SQL, [place.parent_id, [above.pk]])
        return bool(cursor.fetchone() == (True,))
