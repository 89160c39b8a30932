"""The table of who may: every address of ours, asked by every kind of person.

A row says what each of FIVE gets for GET and for an empty POST: a status, or IN where one is
asked to sign in first. Somebody who was removed from the team must get what the outsider gets.
"""

from dataclasses import dataclass

# The columns. The outsider is an administrator of another team; the member wrote the claim.
FIVE = ("anonymous", "outsider", "member", "facilitator", "admin")
IN = "sign in"
Answers = tuple[int | str, int | str, int | str, int | str, int | str]


def everybody_in_team(status: int) -> Answers:
    """All three kinds of member get this."""
    return (IN, 404, status, status, status)


def facilitators(status: int) -> Answers:
    """Facilitators and administrators get this."""
    return (IN, 404, 403, status, status)


def admins(status: int) -> Answers:
    """Only the administrator gets this."""
    return (IN, 404, 403, 403, status)


def author(status: int) -> Answers:
    """Only whoever wrote it gets this."""
    return (IN, 404, status, 403, 403)


def signed_in(status: int) -> Answers:
    """Everybody with an account gets this."""
    return (IN, status, status, status, status)


def all_alike(status: int) -> Answers:
    """Visitors too."""
    return (status,) * 5


NO_SUCH_METHOD = signed_in(405)


@dataclass(frozen=True)
class Row:
    """One address. `arguments` name things of the world in test_who_may.py."""

    name: str
    arguments: str
    get: Answers
    post: Answers = NO_SUCH_METHOD


TEAMS = (
    Row("teams:account_edit", "", signed_in(200), signed_in(422)),
    Row("teams:theme_edit", "", all_alike(405), all_alike(400)),
    Row("teams:team_new", "", signed_in(200), signed_in(422)),
    Row("teams:team_edit", "team", admins(200), admins(422)),
    Row("teams:membership_index", "team", everybody_in_team(200)),
    Row("teams:membership_edit", "team fellow", admins(200), admins(422)),
    Row("teams:membership_delete", "team fellow", admins(200), admins(302)),
    Row(
        "teams:membership_delete", "team member", (IN, 404, 200, 403, 200), (IN, 404, 302, 403, 302)
    ),
    Row("teams:membership_delete", "team admin", admins(200), admins(409)),
    Row("teams:invitation_new", "team", admins(200), admins(422)),
    Row("teams:invitation_link_new", "team", admins(200), admins(422)),
    Row("teams:invitation_delete", "team invitation", NO_SUCH_METHOD, admins(302)),
    Row("teams:joining_accept", "", all_alike(404), all_alike(404)),
    Row("teams:joining_new", "token", all_alike(302), all_alike(405)),
    Row("teams:joining_new", "guess", all_alike(404), all_alike(405)),
    Row("teams:founding_new", "guess", all_alike(404), all_alike(404)),
)

DEBATES = (
    Row("debates:home", "", signed_in(302)),
    Row("debates:debate_index", "team", everybody_in_team(200)),
    Row("debates:debate_new", "team", everybody_in_team(200), everybody_in_team(422)),
    Row("debates:import_new", "team", everybody_in_team(200), everybody_in_team(422)),
    Row("debates:debate_archive_index", "team", everybody_in_team(200)),
    Row("debates:debate_deletion_index", "team", everybody_in_team(200)),
    Row("debates:debate_show", "debate", everybody_in_team(200)),
    Row("debates:debate_edit", "debate", facilitators(200), facilitators(422)),
    Row("debates:phase_edit", "debate", facilitators(200), facilitators(422)),
    Row("debates:debate_copy_create", "debate", everybody_in_team(200), everybody_in_team(422)),
    # It is no copy and was no branch: there is nothing to undo.
    Row("debates:debate_copy_delete", "debate", NO_SUCH_METHOD, (IN, 404, 403, 404, 404)),
    Row("debates:branch_debate_delete", "debate", NO_SUCH_METHOD, (IN, 404, 403, 404, 404)),
    Row("debates:branch_debate_create", "debate claim", facilitators(200), facilitators(422)),
    # A reason is optional, so an empty form archives.
    Row("debates:debate_archive_create", "debate", facilitators(200), facilitators(302)),
    Row("debates:debate_archive_delete", "debate", NO_SUCH_METHOD, facilitators(302)),
    # The facilitator opened it; it is not deleted, so there is nothing to bring back.
    Row("debates:debate_deletion_create", "debate", facilitators(200), facilitators(422)),
    Row("debates:debate_deletion_delete", "debate", NO_SUCH_METHOD, (IN, 404, 404, 404, 404)),
    Row("debates:debate_export", "debate", everybody_in_team(200)),
    Row("debates:live_show", "debate", everybody_in_team(200)),
    Row("debates:claim_show", "debate claim", everybody_in_team(200)),
    Row("debates:claim_new", "debate claim", everybody_in_team(200), everybody_in_team(422)),
    Row("debates:claim_edit", "debate claim", author(200), author(422)),
    Row("debates:details_index", "debate claim", everybody_in_team(200)),
    Row("debates:details_edit", "debate claim", author(200), author(422)),
    # An empty vote takes back one's vote.
    Row("debates:vote_edit", "debate claim", everybody_in_team(200), everybody_in_team(302)),
    Row("debates:activity_index", "debate", everybody_in_team(200)),
    # The author reworded it.
    Row("debates:undoing_create", "debate activity", author(200), author(302)),
    Row("debates:claim_archive_index", "debate", everybody_in_team(200)),
    # The author needs no reason; a claim that is not archived is left as it is.
    Row(
        "debates:claim_archive_create",
        "debate claim",
        everybody_in_team(200),
        (IN, 404, 302, 422, 422),
    ),
    Row("debates:claim_archive_delete", "debate claim", NO_SUCH_METHOD, everybody_in_team(302)),
    # Nothing is gone, so nobody is told of it.
    Row("debates:ghost_delete", "debate claim", NO_SUCH_METHOD, everybody_in_team(302)),
    # Without htmx the way to the claim itself.
    Row("debates:arrival_show", "debate claim", everybody_in_team(302)),
    Row(
        "debates:claim_merge_create", "debate claim", everybody_in_team(200), everybody_in_team(422)
    ),
    Row(
        "debates:claim_move_create", "debate claim", everybody_in_team(200), everybody_in_team(422)
    ),
    Row("debates:sibling_index", "debate claim", everybody_in_team(200)),
    Row("debates:unread_show", "debate claim", everybody_in_team(302)),
    Row("debates:reading_create", "debate claim", NO_SUCH_METHOD, everybody_in_team(302)),
    Row("debates:reading_delete", "debate claim", everybody_in_team(200), everybody_in_team(302)),
    # To the next one.
    Row("debates:sibling_show", "debate claim", everybody_in_team(302)),
    Row(
        "debates:claim_link_create", "debate claim", everybody_in_team(200), everybody_in_team(422)
    ),
    Row("debates:claim_link_index", "debate claim", everybody_in_team(200)),
    Row("debates:version_index", "debate claim", everybody_in_team(200)),
    Row("debates:keys_show", "", signed_in(200)),
    Row("debates:bookmark_index", "debate", everybody_in_team(200)),
    Row("debates:bookmark_create", "debate claim", NO_SUCH_METHOD, everybody_in_team(302)),
    Row("debates:bookmark_delete", "debate claim", NO_SUCH_METHOD, everybody_in_team(302)),
    # Nobody thanks themselves: the member wrote it.
    Row("debates:thanks_create", "debate claim", NO_SUCH_METHOD, facilitators(302)),
    Row("debates:thanks_delete", "debate claim", NO_SUCH_METHOD, facilitators(302)),
    Row("debates:flag_index", "debate", everybody_in_team(200)),
    # Nobody raises a flag at their own claim: the member wrote it.
    Row("debates:flag_new", "debate claim", facilitators(200), facilitators(422)),
    Row("debates:flag_delete", "debate claim kind", NO_SUCH_METHOD, facilitators(302)),
    Row(
        "debates:flag_answer_new",
        "debate claim kind",
        everybody_in_team(200),
        everybody_in_team(422),
    ),
    Row("debates:flag_answer_new", "debate thesis kind", facilitators(200), facilitators(422)),
    Row("debates:mention_index", "debate", everybody_in_team(200)),
    Row("debates:comment_index", "debate claim", everybody_in_team(200)),
    Row("debates:comment_new", "debate claim", everybody_in_team(200), everybody_in_team(422)),
    Row("debates:comment_edit", "debate comment", author(200), author(422)),
    Row(
        "debates:comment_claim_new",
        "debate comment",
        everybody_in_team(200),
        everybody_in_team(422),
    ),
    # The author of the claim is the member; who frames may do so as well.
    Row(
        "debates:comment_resolution_create",
        "debate comment",
        NO_SUCH_METHOD,
        everybody_in_team(302),
    ),
    Row(
        "debates:comment_resolution_delete",
        "debate comment",
        NO_SUCH_METHOD,
        everybody_in_team(302),
    ),
    Row("debates:comment_resolution_create", "debate question", NO_SUCH_METHOD, facilitators(302)),
    Row("debates:source_index", "debate", everybody_in_team(200)),
    # Anybody may say what somebody else's claim is founded on.
    Row("debates:source_new", "debate claim", everybody_in_team(200), everybody_in_team(422)),
    Row("debates:source_edit", "debate source", author(200), author(422)),
    # The member added it to their own claim; who frames needs a reason.
    Row(
        "debates:source_removal_create",
        "debate source",
        everybody_in_team(200),
        (IN, 404, 302, 422, 422),
    ),
    Row("debates:source_check_create", "debate source", NO_SUCH_METHOD, everybody_in_team(302)),
    Row("debates:source_removal_delete", "debate source", NO_SUCH_METHOD, everybody_in_team(302)),
    Row("debates:suggestion_index", "debate", everybody_in_team(200)),
    Row("debates:open_suggestion_index", "debate claim", everybody_in_team(200)),
    # Whoever wrote it changes it themselves.
    Row("debates:suggestion_new", "debate claim wording", facilitators(200), facilitators(422)),
    Row(
        "debates:suggestion_new",
        "debate claim guess",
        everybody_in_team(404),
        everybody_in_team(404),
    ),
    # The member wrote the claim and decides; nobody has waited for seven days.
    Row("debates:suggestion_edit", "debate suggestion", author(200), author(422)),
    Row("debates:suggestion_reject", "debate suggestion", author(200), author(422)),
    # Without what they had before them nobody accepts.
    Row("debates:suggestion_accept", "debate suggestion", NO_SUCH_METHOD, author(409)),
    Row("debates:suggestion_accept", "debate aged", NO_SUCH_METHOD, everybody_in_team(409)),
    Row("debates:suggestion_edit", "debate aged", everybody_in_team(200), everybody_in_team(422)),
    Row("debates:suggestion_reject", "debate aged", everybody_in_team(200), everybody_in_team(422)),
    # Another member made it; the proposal is the administrator's.
    Row("debates:suggestion_delete", "debate suggestion", NO_SUCH_METHOD, everybody_in_team(403)),
    Row("debates:suggestion_delete", "debate proposal", NO_SUCH_METHOD, admins(302)),
    Row("debates:search_index", "debate", everybody_in_team(200)),
    Row("debates:team_search_index", "team", everybody_in_team(200)),
    Row("debates:similar_claim_index", "debate claim", everybody_in_team(200)),
    Row("debates:ballot_show", "debate", everybody_in_team(200)),
    Row("debates:ballot_edit", "debate claim", everybody_in_team(200), everybody_in_team(422)),
    Row("debates:skip_create", "debate claim", NO_SUCH_METHOD, everybody_in_team(302)),
    Row("debates:skip_delete", "debate", NO_SUCH_METHOD, everybody_in_team(302)),
    Row("debates:ignored_branch_index", "debate", everybody_in_team(200)),
    Row("debates:ignored_branch_create", "debate claim", NO_SUCH_METHOD, everybody_in_team(302)),
    Row("debates:ignored_branch_delete", "debate claim", NO_SUCH_METHOD, everybody_in_team(302)),
    Row("debates:inconsistency_index", "debate", everybody_in_team(200)),
    Row("debates:outline_show", "debate", everybody_in_team(200)),
    Row("debates:overview_show", "debate", everybody_in_team(200)),
    Row("debates:poster_show", "debate form", everybody_in_team(200)),
    Row("debates:overview_caption", "debate claim", everybody_in_team(200)),
    Row("debates:difference_index", "debate", everybody_in_team(200)),
    Row("debates:health_index", "debate", everybody_in_team(200)),
    Row("debates:health_show", "debate measure", everybody_in_team(200)),
    Row("debates:health_show", "debate guess", everybody_in_team(404)),
    Row("debates:perspective_index", "debate", everybody_in_team(200)),
    Row("debates:voter_group_new", "debate", everybody_in_team(200), everybody_in_team(422)),
    # The administrator saved it.
    Row("debates:voter_group_delete", "debate group", NO_SUCH_METHOD, facilitators(302)),
)

DIGESTS = (
    Row("digests:preference_edit", "team", everybody_in_team(200), everybody_in_team(422)),
    Row("digests:preview_show", "team", everybody_in_team(200)),
    Row("digests:notification_index", "", signed_in(200)),
    Row("digests:reading_create", "", NO_SUCH_METHOD, signed_in(302)),
    # Whoever has the signed link of a mail, signed in or not.
    Row("digests:unsubscribe", "unsubscribing", all_alike(200), all_alike(200)),
    Row("digests:unsubscribe", "guess", all_alike(400), all_alike(400)),
)

ROWS = (*TEAMS, *DEBATES, *DIGESTS)
