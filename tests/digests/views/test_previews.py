"""What a member would get at this moment."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client

from debates.models import Activity, Claim, Naming
from digests.models import Digest
from teams.models import Team, User
from tests.digests.helpers import long_ago
from tests.factories import make_claim, make_debate, root_of

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
URL = "/teams/horizons/digest/preview/"


class TestShow:
    def test_it_shows_the_mail_and_sends_nothing(
        self, client_of: ClientOf, thesis: Claim, writer: User, viewer: User
    ) -> None:
        long_ago(viewer)
        make_claim(thesis, writer, "Coffee <b>keeps</b> you awake")
        for _ in range(2):
            html = client_of(viewer).get(URL).content.decode()
            assert "Horizons: 1 new argument in 1 debate" in html
            assert html.count("Coffee &lt;b&gt;keeps&lt;/b&gt; you awake") == 2
        assert mail.outbox == []
        assert not Digest.objects.exists()

    def test_it_needs_no_inline_style(
        self, client_of: ClientOf, thesis: Claim, writer: User, viewer: User
    ) -> None:
        long_ago(viewer)
        make_claim(thesis, writer)
        html = client_of(viewer).get(URL).content.decode()
        assert "style=" not in html
        assert "<style" not in html

    def test_a_quiet_time_says_so(self, client_of: ClientOf, viewer: User) -> None:
        assert "there would be no mail" in client_of(viewer).get(URL).content.decode()

    def test_masks_stay_on(
        self, client_of: ClientOf, team: Team, facilitator: User, writer: User, viewer: User
    ) -> None:
        long_ago(viewer)
        root = root_of(make_debate(team, facilitator, "Night shifts", naming=Naming.MASKED))
        make_claim(root, writer)
        html = client_of(viewer).get(URL).content.decode()
        assert root.debate.join(writer).mask in html
        assert "Will Writer" not in html
        assert writer.email not in html

    def test_strangers_find_nothing(self, client_of: ClientOf, outsider: User, team: Team) -> None:
        assert client_of(outsider).get(URL).status_code == 404

    def test_reading_only(self, client_of: ClientOf, viewer: User) -> None:
        assert client_of(viewer).post(URL).status_code == 405

    def test_what_was_told_is_not_shown_again(
        self, client_of: ClientOf, thesis: Claim, writer: User, viewer: User
    ) -> None:
        from digests.delivery import send_waiting
        from tests.digests.helpers import planned

        long_ago(viewer)
        make_claim(thesis, writer)
        planned(viewer, thesis.debate.team)
        assert send_waiting() == {"sent": 1}
        assert "there would be no mail" in client_of(viewer).get(URL).content.decode()
        assert Activity.objects.exists()
