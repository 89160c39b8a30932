"""Addresses of debates: nouns, and verbs of a closed list (index new create show edit delete)."""

from django.urls import path

from .views import (
    activities,
    arrivals,
    ballots,
    bookmarks,
    branch_debates,
    claim_archives,
    claim_links,
    claim_merges,
    claim_moves,
    claims,
    comment_claims,
    comment_resolutions,
    comments,
    debate_archives,
    debate_copies,
    debate_deletions,
    debates,
    details,
    differences,
    exports,
    flag_answers,
    flags,
    ghosts,
    health,
    ignored_branches,
    imports,
    inconsistencies,
    keys,
    live,
    mentions,
    open_suggestions,
    outlines,
    overview,
    perspectives,
    phases,
    posters,
    readings,
    searches,
    siblings,
    similar_claims,
    skips,
    source_checks,
    source_removals,
    sources,
    suggestions,
    team_debates,
    team_searches,
    thanks,
    undoings,
    unread,
    versions,
    voter_groups,
    votes,
)

app_name = "debates"

# /teams/<slug>/
team_urls = [
    path("", team_debates.home, name="home"),
    path("teams/<slug:slug>/", team_debates.index, name="debate_index"),
    path("teams/<slug:slug>/debates/new/", debates.new, name="debate_new"),
    path("teams/<slug:slug>/import/", imports.new, name="import_new"),
    path("teams/<slug:slug>/archived/", debate_archives.index, name="debate_archive_index"),
    path("teams/<slug:slug>/search/", team_searches.index, name="team_search_index"),
    path("teams/<slug:slug>/deleted/", debate_deletions.index, name="debate_deletion_index"),
]

# /keys/
help_urls = [path("keys/", keys.show, name="keys_show")]

# /debates/<debate>/
debate_urls = [
    path("debates/<int:pk>/", claims.show, name="debate_show"),
    path("debates/<int:pk>/frame/", debates.edit, name="debate_edit"),
    path("debates/<int:pk>/phase/", phases.edit, name="phase_edit"),
    path("debates/<int:pk>/search/", searches.index, name="search_index"),
    path("debates/<int:pk>/record/", activities.index, name="activity_index"),
    path("debates/<int:pk>/record/<int:activity>/undo/", undoings.create, name="undoing_create"),
    path("debates/<int:pk>/copy/", debate_copies.create, name="debate_copy_create"),
    path("debates/<int:pk>/copy/undo/", debate_copies.delete, name="debate_copy_delete"),
    path("debates/<int:pk>/branch/undo/", branch_debates.delete, name="branch_debate_delete"),
    path("debates/<int:pk>/archive/", debate_archives.create, name="debate_archive_create"),
    path("debates/<int:pk>/restore/", debate_archives.delete, name="debate_archive_delete"),
    path("debates/<int:pk>/delete/", debate_deletions.create, name="debate_deletion_create"),
    path("debates/<int:pk>/bring-back/", debate_deletions.delete, name="debate_deletion_delete"),
    path("debates/<int:pk>/archived/", claim_archives.index, name="claim_archive_index"),
    path("debates/<int:pk>/live/", live.show, name="live_show"),
    path("debates/<int:pk>/export/kialo.txt", exports.show, name="debate_export"),
]

# /debates/<debate>/claims/<claim>/
claim_urls = [
    path("debates/<int:pk>/claims/<int:claim>/", claims.show, name="claim_show"),
    path("debates/<int:pk>/claims/<int:claim>/add/", claims.new, name="claim_new"),
    path("debates/<int:pk>/claims/<int:claim>/edit/", claims.edit, name="claim_edit"),
    path("debates/<int:pk>/claims/<int:claim>/details/", details.index, name="details_index"),
    path("debates/<int:pk>/claims/<int:claim>/details/edit/", details.edit, name="details_edit"),
    path(
        "debates/<int:pk>/claims/<int:claim>/debate/",
        branch_debates.create,
        name="branch_debate_create",
    ),
    path("debates/<int:pk>/claims/<int:claim>/vote/", votes.edit, name="vote_edit"),
    path(
        "debates/<int:pk>/claims/<int:claim>/archive/",
        claim_archives.create,
        name="claim_archive_create",
    ),
    path(
        "debates/<int:pk>/claims/<int:claim>/restore/",
        claim_archives.delete,
        name="claim_archive_delete",
    ),
    path("debates/<int:pk>/claims/<int:claim>/arrivals/", arrivals.show, name="arrival_show"),
    path("debates/<int:pk>/claims/<int:claim>/ghost/delete/", ghosts.delete, name="ghost_delete"),
    path("debates/<int:pk>/claims/<int:claim>/link/", claim_links.create, name="claim_link_create"),
    path("debates/<int:pk>/claims/<int:claim>/places/", claim_links.index, name="claim_link_index"),
    path(
        "debates/<int:pk>/claims/<int:claim>/merge/",
        claim_merges.create,
        name="claim_merge_create",
    ),
    path("debates/<int:pk>/claims/<int:claim>/move/", claim_moves.create, name="claim_move_create"),
    path("debates/<int:pk>/claims/<int:claim>/versions/", versions.index, name="version_index"),
    path("debates/<int:pk>/claims/<int:claim>/next-unread/", unread.show, name="unread_show"),
    path("debates/<int:pk>/claims/<int:claim>/read/", readings.create, name="reading_create"),
    path(
        "debates/<int:pk>/claims/<int:claim>/read/delete/",
        readings.delete,
        name="reading_delete",
    ),
    path("debates/<int:pk>/claims/<int:claim>/siblings/", siblings.index, name="sibling_index"),
    path("debates/<int:pk>/claims/<int:claim>/siblings/open/", siblings.show, name="sibling_show"),
    path(
        "debates/<int:pk>/claims/<int:claim>/similar/",
        similar_claims.index,
        name="similar_claim_index",
    ),
]

# What is said and done about a claim without arguing.
talk_urls = [
    path("debates/<int:pk>/bookmarks/", bookmarks.index, name="bookmark_index"),
    path("debates/<int:pk>/claims/<int:claim>/bookmark/", bookmarks.create, name="bookmark_create"),
    path(
        "debates/<int:pk>/claims/<int:claim>/bookmark/delete/",
        bookmarks.delete,
        name="bookmark_delete",
    ),
    path("debates/<int:pk>/claims/<int:claim>/thanks/", thanks.create, name="thanks_create"),
    path("debates/<int:pk>/claims/<int:claim>/thanks/delete/", thanks.delete, name="thanks_delete"),
    path("debates/<int:pk>/flags/", flags.index, name="flag_index"),
    path("debates/<int:pk>/claims/<int:claim>/flags/add/", flags.new, name="flag_new"),
    path(
        "debates/<int:pk>/claims/<int:claim>/flags/<slug:kind>/delete/",
        flags.delete,
        name="flag_delete",
    ),
    path(
        "debates/<int:pk>/claims/<int:claim>/flags/<slug:kind>/answer/",
        flag_answers.new,
        name="flag_answer_new",
    ),
    path("debates/<int:pk>/claims/<int:claim>/talk/", comments.index, name="comment_index"),
    path("debates/<int:pk>/claims/<int:claim>/talk/add/", comments.new, name="comment_new"),
    path("debates/<int:pk>/mentions/", mentions.index, name="mention_index"),
    path("debates/<int:pk>/comments/<int:comment>/edit/", comments.edit, name="comment_edit"),
    path(
        "debates/<int:pk>/comments/<int:comment>/resolve/",
        comment_resolutions.create,
        name="comment_resolution_create",
    ),
    path(
        "debates/<int:pk>/comments/<int:comment>/reopen/",
        comment_resolutions.delete,
        name="comment_resolution_delete",
    ),
    path(
        "debates/<int:pk>/comments/<int:comment>/claim/",
        comment_claims.new,
        name="comment_claim_new",
    ),
]

# What claims are founded on.
source_urls = [
    path("debates/<int:pk>/sources/", sources.index, name="source_index"),
    path("debates/<int:pk>/claims/<int:claim>/sources/add/", sources.new, name="source_new"),
    path("debates/<int:pk>/sources/<int:source>/edit/", sources.edit, name="source_edit"),
    path(
        "debates/<int:pk>/sources/<int:source>/remove/",
        source_removals.create,
        name="source_removal_create",
    ),
    path(
        "debates/<int:pk>/sources/<int:source>/restore/",
        source_removals.delete,
        name="source_removal_delete",
    ),
    path(
        "debates/<int:pk>/sources/<int:source>/check/",
        source_checks.create,
        name="source_check_create",
    ),
]

# What is proposed for others' claims.
suggestion_urls = [
    path("debates/<int:pk>/suggestions/", suggestions.index, name="suggestion_index"),
    path(
        "debates/<int:pk>/claims/<int:claim>/suggestions/",
        open_suggestions.index,
        name="open_suggestion_index",
    ),
    path(
        "debates/<int:pk>/claims/<int:claim>/suggest/<slug:kind>/",
        suggestions.new,
        name="suggestion_new",
    ),
    path(
        "debates/<int:pk>/suggestions/<int:suggestion>/edit/",
        suggestions.edit,
        name="suggestion_edit",
    ),
    path(
        "debates/<int:pk>/suggestions/<int:suggestion>/accept/",
        suggestions.accept,
        name="suggestion_accept",
    ),
    path(
        "debates/<int:pk>/suggestions/<int:suggestion>/reject/",
        suggestions.reject,
        name="suggestion_reject",
    ),
    path(
        "debates/<int:pk>/suggestions/<int:suggestion>/delete/",
        suggestions.delete,
        name="suggestion_delete",
    ),
]

# /debates/<debate>/voting/
ballot_urls = [
    path("debates/<int:pk>/voting/", ballots.show, name="ballot_show"),
    path("debates/<int:pk>/voting/<int:claim>/", ballots.edit, name="ballot_edit"),
    path("debates/<int:pk>/voting/<int:claim>/skip/", skips.create, name="skip_create"),
    path("debates/<int:pk>/voting/skipped/delete/", skips.delete, name="skip_delete"),
    path("debates/<int:pk>/voting/ignored/", ignored_branches.index, name="ignored_branch_index"),
    path(
        "debates/<int:pk>/voting/<int:claim>/ignore/",
        ignored_branches.create,
        name="ignored_branch_create",
    ),
    path(
        "debates/<int:pk>/voting/<int:claim>/ignore/delete/",
        ignored_branches.delete,
        name="ignored_branch_delete",
    ),
    path(
        "debates/<int:pk>/voting/inconsistencies/",
        inconsistencies.index,
        name="inconsistency_index",
    ),
]

# /debates/<debate>/overview/ and the same in words
overview_urls = [
    path("debates/<int:pk>/outline/", outlines.show, name="outline_show"),
    path("debates/<int:pk>/overview/", overview.show, name="overview_show"),
    path("debates/<int:pk>/overview.<str:form>", posters.show, name="poster_show"),
    path(
        "debates/<int:pk>/overview/caption/<int:claim>/", overview.caption, name="overview_caption"
    ),
    path("debates/<int:pk>/differences/", differences.index, name="difference_index"),
    path("debates/<int:pk>/health/", health.index, name="health_index"),
    path("debates/<int:pk>/health/<slug:measure>/", health.show, name="health_show"),
    path("debates/<int:pk>/perspectives/", perspectives.index, name="perspective_index"),
    path("debates/<int:pk>/perspectives/groups/add/", voter_groups.new, name="voter_group_new"),
    path(
        "debates/<int:pk>/perspectives/groups/<int:group>/delete/",
        voter_groups.delete,
        name="voter_group_delete",
    ),
]

urlpatterns = (
    team_urls
    + help_urls
    + debate_urls
    + claim_urls
    + talk_urls
    + source_urls
    + suggestion_urls
    + ballot_urls
    + overview_urls
)
