"""When each of the invented people writes, and how they lean.

Hours are those of the person's own clock; above 24 is after midnight. `lean` is towards the
statement about the hours, from -1 (against) to 1 (for). `away` is for how many days they have not
looked in at least, unless they wrote something meanwhile; `zeal` is how many of the claims they
vote on.
"""

import random
import zoneinfo
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from teams.demonstration import BY_KEY

RECENT = timedelta(days=4)


@dataclass(frozen=True)
class Habit:
    """One person's ways."""

    hours: tuple[tuple[float, float], ...]
    lean: float
    away: float
    zeal: float
    sundays: bool = False


HABITS = {
    "zoe": Habit(((8.5, 9.4), (16.5, 17.5)), 0.1, 1.2, 0.75),
    "graham": Habit(((7.0, 8.2), (12.5, 13.2)), 0.2, 1.5, 0.7),
    "nadia": Habit(((21.5, 24.2),), 0.85, 1.2, 0.7, sundays=True),
    "wren": Habit(((11.0, 12.5), (19.0, 20.5)), 0.0, 2.5, 0.35),
    "siobhan": Habit(((12.4, 13.4), (18.5, 19.5)), -0.6, 1.8, 0.75),
    "priya": Habit(((9.8, 12.0), (15.5, 17.0)), 0.7, 1.3, 0.6),
    "jun": Habit(((9.0, 12.0), (15.5, 17.0)), -0.2, 1.1, 0.65),
    "tomasz": Habit(((6.3, 7.2), (17.0, 18.5)), -0.75, 1.6, 0.7),
    "dev": Habit(((22.8, 25.6),), 1.0, 1.0, 0.6, sundays=True),
    "bea": Habit(((20.4, 22.2),), -0.15, 1.3, 0.6),
    "fola": Habit(((7.6, 8.6), (16.8, 18.6)), -0.5, 4.0, 0.55),
    "marguerite": Habit(((9.2, 11.2),), 0.5, 1.4, 0.6),
    "idris": Habit(((12.2, 13.6), (21.5, 22.8)), 0.1, 6.0, 0.65),
    "callum": Habit(((5.6, 7.6),), 0.4, 2.2, 0.6),
}


def chance(*what: object) -> random.Random:
    """The same dice for the same thing, in every run and on every machine."""
    return random.Random("|".join(map(str, what)))  # noqa: S311 (a play, not a secret)


class Clock:
    """Turns "eighteen days ago" into a moment at which that person would have written."""

    day = timedelta(days=1)

    def __init__(self, now: datetime) -> None:
        self.now = now

    def ago(self, amount: str) -> datetime:
        """`18` days or `5h` hours before now."""
        if amount.endswith("h"):
            return self.now - timedelta(hours=int(amount[:-1]))
        return self.now - timedelta(days=int(amount))

    def moment(self, key: str, amount: str, after: datetime, *, seed: str) -> datetime:
        """When a person did something, later than `after` and before now.

        Hours are taken as they are; days become an hour that the person keeps, moved on by whole
        days until it follows what it answers.
        """
        if amount.endswith("h"):
            return max(self.ago(amount), after + timedelta(minutes=7))
        dice = chance(key, seed)
        moment = self._on_day(key, self.ago(amount), dice)
        while moment <= after + timedelta(minutes=15):
            moment += self.day
        if moment >= self.now - timedelta(hours=1):
            return after + (self.now - after) * dice.uniform(0.2, 0.6)
        return moment

    def later(self, key: str, after: datetime, *, seed: str) -> datetime:
        """When a person comes past something: mostly within two days, at an hour they keep.

        May lie in the future; then they have not come yet.
        """
        dice = chance("comes", key, seed)
        moment = self._on_day(key, after + timedelta(days=dice.expovariate(0.6)), dice)
        return moment if moment > after else moment + self.day

    def ago_days(self, days: float) -> datetime:
        """A part of a day counts too."""
        return self.now - timedelta(days=days)

    def _on_day(self, key: str, day: datetime, dice: random.Random) -> datetime:
        habit, zone = HABITS[key], zoneinfo.ZoneInfo(BY_KEY[key].time_zone)
        date = day.astimezone(zone).date()
        # Most people leave Sundays alone. Not those of these days: there is nowhere to put them.
        recent = self.now - day < RECENT
        if date.isoweekday() == 7 and not recent and not (habit.sundays and dice.random() < 0.5):
            date += self.day
        minutes = round(dice.uniform(*dice.choice(habit.hours)) * 60)
        return datetime.combine(date, time(0), zone) + timedelta(
            minutes=minutes, seconds=dice.randrange(60)
        )
