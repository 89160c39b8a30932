"""Addresses of people and teams: nouns, and verbs of a closed list."""

from django.conf import settings
from django.urls import URLPattern, path

from .views import (
    account,
    demonstration,
    foundings,
    invitation_links,
    invitations,
    joinings,
    memberships,
    teams,
    themes,
)

app_name = "teams"

# What belongs to a person.
own_urls = [
    path("you/", account.edit, name="account_edit"),
    path("you/theme/", themes.edit, name="theme_edit"),
]

# /teams/<slug>/, whose first page is in debates; a team may be called "new".
team_urls = [
    path("new-team/", teams.new, name="team_new"),
    path("teams/<slug:slug>/settings/", teams.edit, name="team_edit"),
    path("teams/<slug:slug>/people/", memberships.index, name="membership_index"),
    path("teams/<slug:slug>/people/<int:pk>/", memberships.edit, name="membership_edit"),
    path(
        "teams/<slug:slug>/people/<int:pk>/leaving/", memberships.delete, name="membership_delete"
    ),
    path("teams/<slug:slug>/invitations/", invitations.new, name="invitation_new"),
    path("teams/<slug:slug>/invitations/<int:pk>/", invitations.delete, name="invitation_delete"),
    path("teams/<slug:slug>/invitation-link/", invitation_links.new, name="invitation_link_new"),
]

# Ways in.
arriving_urls = [
    path("join/", joinings.accept, name="joining_accept"),
    path("join/<str:token>/", joinings.new, name="joining_new"),
    path("first-administrator/<str:token>/", foundings.new, name="founding_new"),
]

urlpatterns: list[URLPattern] = own_urls + team_urls + arriving_urls

# Outside the demonstration this door does not exist.
if settings.COUNTERPOINT_DEMONSTRATION:
    urlpatterns += [
        path("demonstration/", demonstration.index, name="demonstration_index"),
        path("demonstration/<int:pk>/", demonstration.create, name="demonstration_create"),
    ]
