"""Tell where and when a meeting takes place and how long it lasts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from itertools import pairwise

from ..analysis import Analysis
from ..clauses import Clause, clauses_in
from ..dates.clause import narrowed
from ..entities.knowledge import load_knowledge
from ..findings import NO_DAYS, DayRange, FoundDate, Span
from ..lexicon import load_pattern, load_set
from ..roles import Role, roles_in
from .acting import is_plural
from .distance import days_ahead, days_by_distance, moved_to
from .journeys import days_of_journey, end_of_journey, goal_of_journey
from .newsday import FRESH, news_day
from .phrases import governor_of
from .scope import belongs
from .triggers import Trigger

LOCATIONS = load_set("meetings/frames.toml", "locations")
NEWS = timedelta(days=6)  # further back lies background
REACH = 700  # characters back to the place that "dort" means
JOINED = load_set("meetings/frames.toml", "joined")
SEATS = tuple(load_set("meetings/frames.toml", "seats"))
SINCE_LAST = load_pattern("meetings/frames.toml", "since_last")
THERE = load_pattern("meetings/frames.toml", "there")
FRAMES = load_set("meetings/frames.toml", "frames")
THEN = frozenset({"dann", "da"})
ACTS = load_set("meetings/frames.toml", "acts")
PLUPERFECT = load_set("meetings/frames.toml", "pluperfect")
MEANT_FOR = load_pattern("meetings/frames.toml", "meant_for")
NOW = load_pattern("meetings/frames.toml", "now")
GOING_ON = load_pattern("meetings/frames.toml", "going_on")
AHEAD = load_set("meetings/frames.toml", "ahead")


def own_clauses(trigger: Trigger) -> tuple[Clause, ...]:
    """Return the trigger's clause and, for a noun, the relative clause that follows: "der Gipfel, der in Rom stattfindet"."""
    clauses = trigger.sentence.clauses
    if trigger.verb or trigger.clause not in clauses:
        return (trigger.clause,)
    place = clauses.index(trigger.clause)
    following = (clause for clause in clauses[place + 1 : place + 2] if clause.kind == "relative")
    return (trigger.clause, *(clause for clause in following if _ends_with(trigger) or not is_plural(clause)))


def _ends_with(trigger: Trigger) -> bool:
    """Tell whether the clause ends with the noun's phrase, so that a relative clause can hang on it."""
    behind = [word for word in trigger.clause.words if word.start >= trigger.end]
    return not any(
        word.is_a("article") and earlier.noun for earlier, word in pairwise((trigger.word, *behind))
    )


def place_of(analysis: Analysis, trigger: Trigger, taken: Collection[str]) -> str | None:
    """Return the place named for the meeting: a visit's destination, else where the clause says it is."""
    for clause in own_clauses(trigger):
        roles = [role for role in roles_in(analysis, clause) if _is_told_of(analysis, trigger, role)]
        if trigger.format == "visit" and (destination := _destination(analysis, trigger, roles)):
            return destination.entity.id
        located = [
            role for role in roles if role.entity.id not in taken and _is_located(analysis, trigger, role)
        ]
        located.sort(key=lambda role: _distance(role, trigger))
        best = next(
            (role for role in located if role.entity.kind == "place"), located[0] if located else None
        )
        best = best or goal_of_journey(analysis, trigger, roles)
        found = best.entity.id if best else _seat(analysis, trigger, clause, roles) or _house(roles, taken)
        if found:
            return found
    return _there(analysis, trigger) or end_of_journey(analysis, trigger)


def _is_told_of(analysis: Analysis, trigger: Trigger, role: Role) -> bool:
    """Tell whether a place belongs to the trigger; a journey's goal does, whatever stands between."""
    goal = trigger.verb is not None and role.governor == "nach" and role.governor in trigger.goes
    inside = trigger.span.start <= role.mention.start < trigger.span.end
    return (goal and inside) or belongs(analysis, trigger, role.mention.start)


def _house(roles: list[Role], taken: Collection[str]) -> str | None:
    """Return a seat of government in which one meets: "im Weißen Haus"."""
    for role in roles:
        entry = load_knowledge().entries.get(role.entity.key or "")
        if role.governor == "in" and entry and entry.type == "government" and role.entity.id not in taken:
            return role.entity.id
    return None


def is_house(analysis: Analysis, place: str | None) -> bool:
    """Tell whether a place is a building or a seat of government, which lies in some town."""
    entry = load_knowledge().entries.get(analysis.entity[place].key or "") if place else None
    return entry is not None and entry.type in ("building", "government")


def _there(analysis: Analysis, trigger: Trigger) -> str | None:
    """Return the place told last before "dort" or "wo"."""
    word = THERE.search(analysis.text, *trigger.span)
    if not word:
        return None
    paragraph = analysis.document.paragraph_at(trigger.start)
    start = max(paragraph.start, word.start() - REACH)
    places = [
        mention
        for mention in reversed(analysis.mentions_in((start, word.start())))
        if analysis.entity[mention.entity].kind == "place" and mention.form == "name"
    ]
    told = (mention for mention in places if _is_in_main_clause(analysis, mention.start))
    best = next(told, places[0] if places else None)
    return best.entity if best else None


def _is_in_main_clause(analysis: Analysis, offset: int) -> bool:
    clauses = clauses_in(analysis.document, analysis.document.sentence_at(offset))
    return any(clause.kind == "main" and clause.start <= offset < clause.end for clause in clauses)


def _is_located(analysis: Analysis, trigger: Trigger, role: Role) -> bool:
    if role.entity.kind not in ("place", "state") or role.attribute_of:
        return False
    if role.topic or _is_water(role):
        return False
    directly = role.governor == "von" and analysis.text[trigger.end : role.mention.start].strip() == "von"
    return role.governor in LOCATIONS or (directly and role.entity.kind == "place")


def _is_water(role: Role) -> bool:
    """Tell whether the place is a lake, a river or a sea, on whose shore an unnamed hotel may stand."""
    entry = load_knowledge().entries.get(role.entity.key or "")
    return (entry is not None and entry.type == "water") or role.entity.name.lower().endswith("see")


def _distance(role: Role, trigger: Trigger) -> tuple[bool, int]:
    """Prefer what follows the trigger, and what is near to it."""
    return role.mention.start < trigger.start, abs(role.mention.start - trigger.start)


def _seat(analysis: Analysis, trigger: Trigger, clause: Clause, roles: list[Role]) -> str | None:
    """Read a city's adjective: "das Genfer Treffen", "in der Wiener Hofburg", "ins Prager Außenministerium zitiert"."""
    summoned = trigger.asks in ("summons", "ministry")
    for mention in analysis.mentions_in(clause.span):
        if analysis.entity[mention.entity].kind != "place" or mention.form != "adjective":
            continue
        following = analysis.text[mention.end : mention.end + 40].split()[:1]
        before_trigger = (
            not trigger.verb
            and mention.end <= trigger.start
            and not analysis.text[mention.end : trigger.start].strip()
        )
        if before_trigger or (summoned and following and following[0].lower().endswith(SEATS)):
            return mention.entity
    houses = (role for role in roles if role.words.endswith("er") and role.mention.form == "adjective")
    return next(
        (role.entity.id for role in houses if role.entity.kind == "place" and role.governor in LOCATIONS),
        None,
    )


def _destination(analysis: Analysis, trigger: Trigger, roles: list[Role]) -> Role | None:
    noun = analysis.text[trigger.start : trigger.end].lower()
    for role in roles:
        if role.entity.kind in ("place", "state") and _is_destination(trigger, role, noun):
            return role
    return None


def further_stops(analysis: Analysis, trigger: Trigger, first: str | None) -> tuple[str, ...]:
    """Return the other places of a journey: "reist nach Kiew und anschließend nach Moskau"."""
    if trigger.format != "visit" or not trigger.verb or not first:
        return ()
    stops = (
        role.entity.id
        for role in roles_in(analysis, trigger.clause)
        if role.entity.kind == "place"
        and role.governor == "nach"
        and belongs(analysis, trigger, role.mention.start)
    )
    return tuple(stop for stop in dict.fromkeys(stops) if stop != first)


def _is_destination(trigger: Trigger, role: Role, noun: str) -> bool:
    if role.mention.start == trigger.start or (role.attribute_of == noun and role.mention.form == "compound"):
        return True  # "China-Besuch", "Europareise"
    if role.attribute_of:
        return False
    if trigger.verb:
        bare = trigger.takes == "place" and role.governor == "" and not role.genitive
        return bare or role.governor in trigger.goes
    return role.mention.start > trigger.end and role.governor in ("in", "nach", "bei", "auf", "an")


def days_of(analysis: Analysis, trigger: Trigger) -> DayRange:
    """Return the days that the trigger's clause names, the nearest date first."""
    if later := moved_to(analysis, trigger):
        return narrowed(analysis.document, later)
    if apart := days_by_distance(analysis, trigger):
        return apart
    for clause in own_clauses(trigger):
        dates = [found for found in analysis.dates_in(clause.span) if _is_day(analysis, trigger, found)]
        if dates:
            return _days(analysis, trigger, dates)
    if gone := days_of_journey(analysis, trigger):
        return gone
    if coming := days_ahead(analysis, trigger):
        return coming
    if trigger.repeats and (before := _day_before(analysis, trigger)) != NO_DAYS:
        return before
    if said := _day_of_sentence(analysis, trigger):
        return said
    if told := _day_told_on(analysis, trigger) or _day_planned_on(analysis, trigger):
        return told
    if news := news_day(analysis, trigger):
        return news
    if NOW.search(analysis.text, *trigger.span):
        published = analysis.published_at.date()
        return DayRange(published, published)
    return NO_DAYS


def _day_before(analysis: Analysis, trigger: Trigger) -> DayRange:
    """Return the day of the parts before, which a part without one goes on with: "am Montag mit A, danach mit B"."""
    before = Span(trigger.clause.start, trigger.span.start)
    days = [found.days for found in analysis.dates_in(before) if found.type in ("DATE", "TIME")]
    return days[-1] if days else NO_DAYS


def _day_of_sentence(analysis: Analysis, trigger: Trigger) -> DayRange | None:
    """Return the one recent day that the sentence names elsewhere: "Er sagte am Freitag, sie hätten beraten"."""
    published = analysis.published_at.date()
    if _is_acted_upon(trigger) or _looks_back(trigger):
        return None
    days = {
        found.days
        for found in analysis.dates_in(trigger.sentence.span)
        if found.days.earliest and found.days.earliest == found.days.latest and found.type in ("DATE", "TIME")
    }
    goes_on = trigger.clause.words[0].lower in THEN
    return (
        next(iter(days))
        if len(days) == 1 and all(goes_on or _is_recent(one, published) for one in days)
        else None
    )


def _looks_back(trigger: Trigger) -> bool:
    """Tell whether a clause that hangs on another tells what had been before it: "kehrt zurück, wo er mit ihm gesprochen hatte"."""
    verb = trigger.verb
    pluperfect = verb is not None and verb.finite is not None and verb.finite.lower in PLUPERFECT
    return pluperfect and trigger.clause.kind in ("relative", "subordinate")


def _day_told_on(analysis: Analysis, trigger: Trigger) -> DayRange | None:
    """Return the recent day named last, where the story goes on from it: "Danach traf er …".

    Of the paragraphs before only the day of the news counts.
    """
    if not _goes_on(analysis, trigger):
        return None
    start, published = trigger.sentence.span.start, analysis.published_at.date()
    paragraph = analysis.document.paragraph_at(start)
    own = _single_days(analysis, (max(paragraph.start, start - REACH), start))
    if own:
        return own[-1] if _is_recent(own[-1], published) else None
    earlier = _single_days(analysis, (max(0, start - REACH), paragraph.start))
    return next((days for days in reversed(earlier) if _is_fresh(days, published)), None)


def _single_days(analysis: Analysis, span: tuple[int, int]) -> list[DayRange]:
    return [
        found.days
        for found in analysis.dates_in(span)
        if found.type in ("DATE", "TIME") and found.days.earliest and found.days.earliest == found.days.latest
    ]


def _is_fresh(days: DayRange, published: date) -> bool:
    return days.earliest is not None and timedelta(0) <= published - days.earliest <= FRESH


def _day_planned_on(analysis: Analysis, trigger: Trigger) -> DayRange | None:
    """Return the coming day that the sentence before names for a plan that goes on: "Dort trifft er zunächst …"."""
    sentence, published = trigger.sentence.span, analysis.published_at.date()
    verb = trigger.verb
    ahead = verb is not None and (verb.auxiliary in AHEAD or (verb.tense == "present" and not verb.auxiliary))
    if not ahead or not GOING_ON.search(analysis.text, *trigger.span):
        return None
    before = analysis.document.sentence_at(max(0, sentence.start - 1))
    days = [found.days for found in analysis.dates_in(before) if found.type in ("DATE", "TIME")]
    coming = [
        one for one in days if one.earliest and one.earliest == one.latest and one.earliest >= published
    ]
    return coming[-1] if before != sentence and len(coming) == 1 else None


def _goes_on(analysis: Analysis, trigger: Trigger) -> bool:
    """Tell whether a verb of the past tells what came next on the same day."""
    verb = trigger.verb
    if not verb or (verb.tense == "present" and not verb.auxiliary) or verb.auxiliary in AHEAD:
        return False
    return bool(GOING_ON.search(analysis.text, *trigger.span))


def _is_recent(days: DayRange, published: date) -> bool:
    return days.earliest is not None and timedelta(0) <= published - days.earliest <= NEWS


def _is_day(analysis: Analysis, trigger: Trigger, found: FoundDate) -> bool:
    """Tell whether a date can be the meeting's own: "zum ersten Mal seit 2019" only counts from the one before."""
    if found.days.earliest is None or found.type == "SET" or not belongs(analysis, trigger, found.start):
        return False
    if SINCE_LAST.search(analysis.text, max(0, found.start - 120), found.start):
        return False
    return not _is_day_of_act(analysis, trigger, found)


def _is_day_of_act(analysis: Analysis, trigger: Trigger, found: FoundDate) -> bool:
    """Tell whether the day is that of calling off, proposing or confirming a meeting, not its own: "sagte das Treffen am Montag ab"."""
    if found.days.earliest is None or found.days.earliest > analysis.published_at.date():
        return False
    return _is_acted_upon(trigger) and not MEANT_FOR.search(
        analysis.text, max(0, found.start - 30), found.start
    )


def _is_acted_upon(trigger: Trigger) -> bool:
    """Tell whether the clause calls a meeting off, proposes or confirms it."""
    acts = any(verb.lemma in ACTS for verb in trigger.clause.verbs)
    return acts and not trigger.verb and governor_of(trigger) not in FRAMES


def only_clock_tells(analysis: Analysis, trigger: Trigger, days: DayRange) -> bool:
    """Tell whether only a clock time in a clause of the pluperfect gives the days; it may be that of another day."""
    looks_back = any(verb.finite and verb.finite.lower in PLUPERFECT for verb in trigger.clause.verbs)
    found = [one for one in analysis.dates_in(trigger.sentence.span) if one.days == days != NO_DAYS]
    return looks_back and bool(found) and all(one.rule.startswith("clock") for one in found)


def _days(analysis: Analysis, trigger: Trigger, dates: list[FoundDate]) -> DayRange:
    best = min(dates, key=lambda found: abs(found.start - trigger.start))
    joined = [found for found in dates if _is_joined(analysis, best, found)]
    spans = [narrowed(analysis.document, one) for one in joined]
    first = min((days.earliest for days in spans if days.earliest), default=None)
    last = max((days.latest for days in spans if days.latest), default=best.days.latest)
    published = analysis.published_at.date()
    lead = analysis.text[max(0, best.start - 5) : best.start].split()[-1:]
    if first == last and last and last > published and lead == ["bis"]:
        first = published
    if (
        first
        and first <= published
        and analysis.text[max(0, best.start - 6) : best.start].strip().lower() == "seit"
    ):
        last = published
    return DayRange(first, last)


def _is_joined(analysis: Analysis, one: FoundDate, other: FoundDate) -> bool:
    """Tell whether two dates make one span: "am Montag und Dienstag", "vom 3. bis zum 5. Mai"."""
    first, second = sorted((one, other), key=lambda found: found.start)
    return one is other or analysis.text[first.end : second.start].strip() in JOINED
