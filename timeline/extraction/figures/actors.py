"""Tell whose forces a number counts."""

from __future__ import annotations

from ..analysis import Analysis
from ..clauses import Clause
from ..entities.knowledge import load_knowledge
from ..findings import Change, FoundEntity, Mention, Span
from ..lexicon import load_pattern, load_set
from ..roles import roles_in
from ..words import words_in
from .candidates import Candidate
from .changes import clause_at
from .forces import force_of, speaks_of_military
from .sources import SPEAKING_OF

ARMY = "-armee"  # the end of an army's key; its state comes before
OF_STATE = frozenset({"army", "ministry", "government", "parliament"})  # whose forces are their state's
OWNER_WORDS = 8  # "der im Osten operierenden Miliz Neue Wacht"
OWNERSHIP = load_set("figures/frames.toml", "ownership")
LOCATED = load_set("figures/frames.toml", "located")
ORIGINS = load_set("figures/frames.toml", "origins")
MOVES = frozenset({"sent", "planned", "withdrawn"})
TYPES = load_set("figures/frames.toml", "types")
DEEDS = frozenset(
    {"sent", "planned", "withdrawn", "ready", "present"}
)  # what a subject does with forces of its own
LOSSES = frozenset({"killed", "wounded", "captured"})
STATE_FORCES = load_set("figures/frames.toml", "state_forces")
BEHIND = 40  # characters
PART = 200  # characters back to "davon" or "darunter"
LOOK_BACK = 3  # sentences
PART_OF = load_pattern("figures/frames.toml", "part_of")


def actor_of(
    analysis: Analysis,
    candidate: Candidate,
    change: Change,
    clauses: tuple[Clause, ...],
    parent: str | None,
    *,
    told: bool,
) -> str | None:
    """Return the state or organisation whose forces are counted: named in the phrase, behind it, by the subject or nearby.

    `told` is False where no word says what happens with them, so that the subject need not be theirs.
    """
    if candidate.parent:
        return _owner_behind(analysis, candidate.span.end, change) or parent
    found = (
        _owner_inside(analysis, candidate.phrase or candidate.span)
        or _owner_behind(analysis, candidate.noun.end, change)
        or (_subject(analysis, candidate, change, clauses) if told else None)
    )
    if found or not _is_state_force(candidate) or _is_of_irregulars(analysis, candidate.noun.end):
        return found
    return _army_nearby(analysis, candidate)


def own_losses_of(
    analysis: Analysis, candidate: Candidate, change: Change, claimant: str | None
) -> str | None:
    """Return the state that tells of losses without saying whose: it speaks of its own soldiers."""
    if not claimant or change not in LOSSES or candidate.force.noun != "Soldat":
        return None
    source = owner(analysis, analysis.entity[claimant])
    return source.id if source.kind == "state" else None


def _owner_inside(analysis: Analysis, span: Span) -> str | None:
    """Read an adjective or the first part of a compound: "russischen Soldaten", "PKK-Kämpfer"."""
    inside = [
        one
        for one in analysis.mentions_in(span)
        if _can_own(analysis, one) and not _is_located(analysis, one)
    ]
    inside.sort(key=lambda mention: analysis.entity[mention.entity].kind != "organisation")
    return _as_owner(analysis, inside[0]) if inside else None


def _is_located(analysis: Analysis, mention: Mention) -> bool:
    """Tell whether the mention says where: "28.000 in Südkorea stationierte Soldaten"."""
    before = analysis.text[max(0, mention.start - 12) : mention.start].split()
    return mention.form == "name" and bool(before) and before[-1].lower() in LOCATED


def _owner_behind(analysis: Analysis, end: int, change: Change) -> str | None:
    """Read a genitive or a phrase with "von" or "aus" behind the noun: "Soldaten der US-Armee", "Soldaten aus Malawi"."""
    words = words_in(analysis.document, (end, analysis.document.sentence_at(end - 1).end))[:OWNER_WORDS]
    if not words or words[0].text not in OWNERSHIP or (change in MOVES and words[0].text in ORIGINS):
        return None
    if len(words) > 1 and words[1].text in TYPES:
        return None
    stop = next((word.start for word in words[1:] if word.mark or word.is_a("preposition")), words[-1].end)
    for mention in analysis.mentions_in((end, stop)):
        if _can_own(analysis, mention):
            return _as_owner(analysis, mention)
    return None


def _can_own(analysis: Analysis, mention: Mention) -> bool:
    return analysis.entity[mention.entity].kind in ("state", "organisation")


def _as_owner(analysis: Analysis, mention: Mention) -> str:
    """Return the state for its army: national forces count for their state."""
    return owner(analysis, analysis.entity[mention.entity]).id


def owner(analysis: Analysis, entity: FoundEntity) -> FoundEntity:
    """Return the state of an army, ministry or government where the article names it, else the entity itself."""
    if not entity.key or entity.kind == "state":
        return entity
    entry = load_knowledge().entries.get(entity.key)
    state = entry.state if entry and entry.type in OF_STATE else entity.key.rpartition("-")[0]
    found = analysis.known.get(state)
    return found if found and found.kind == "state" else entity


def _subject(
    analysis: Analysis, candidate: Candidate, change: Change, clauses: tuple[Clause, ...]
) -> str | None:
    """Return who sends, offers or keeps the forces."""
    clause = clause_at(clauses, candidate.span.start)
    if change not in DEEDS or not clause or any(verb.lemma in SPEAKING_OF for verb in clause.verbs):
        return None
    acting = (
        role
        for role in roles_in(analysis, clause)
        if role.governor == "" and role.is_party and not role.genitive
    )
    subject = next(acting, None)
    if subject and subject.entity.kind == "person":
        return _state_of(analysis, subject.entity) if change != "present" else None
    return owner(analysis, subject.entity).id if subject else None


def _state_of(analysis: Analysis, person: FoundEntity) -> str | None:
    """Return the state in whose office the person is: "Biden schickt 3000 Soldaten"."""
    entry = load_knowledge().entries.get(person.key or "")
    held = (one.body for one in entry.offices if one.held_on(analysis.published_at.date())) if entry else ()
    return next((analysis.known[body].id for body in held if body in analysis.known), None)


def _is_state_force(candidate: Candidate) -> bool:
    """Tell whether the noun means regular forces, which the article may name elsewhere."""
    return candidate.force.noun in STATE_FORCES or candidate.force.unit != "personnel"


def _is_of_irregulars(analysis: Analysis, end: int) -> bool:
    """Tell whether a genitive names fighters: "drei Kommandeure der Rebellen"."""
    tokens = analysis.document.tokens_in((end, end + BEHIND))[:3]
    noun = next((token for token in tokens if token.text[0].isupper()), None)
    return bool(tokens and noun and tokens[0].text in OWNERSHIP and force_of(noun.text))


def _army_nearby(analysis: Analysis, candidate: Candidate) -> str | None:
    """Return whose army this sentence or one shortly before speaks of."""
    document = analysis.document
    sentence = document.sentence_at(candidate.span.start)
    start = _sentences_back(analysis, candidate.span.start)
    mentions = [one for one in analysis.mentions_in((start, sentence.end)) if _is_army(analysis, one)]
    mentions.sort(key=lambda one: (one.start < sentence.start, abs(one.start - candidate.span.start)))
    return _as_owner(analysis, mentions[0]) if mentions else None


def _sentences_back(analysis: Analysis, offset: int) -> int:
    """Return where the third sentence before begins, inside the paragraph."""
    document = analysis.document
    paragraph, start = document.paragraph_at(offset), document.sentence_at(offset).start
    for _ in range(LOOK_BACK):
        if start > paragraph.start:
            start = document.sentence_at(start - 1).start
    return max(start, paragraph.start)


def _is_army(analysis: Analysis, mention: Mention) -> bool:
    """Tell whether the words mean an army: its name, or a state's adjective before a military noun."""
    entity = analysis.entity[mention.entity]
    text = analysis.text
    if not _can_own(analysis, mention) or PART_OF.search(text, max(0, mention.start - PART), mention.start):
        return False
    if entity.key and entity.key.endswith(ARMY):
        return True
    following = text[mention.end : mention.end + 30].lstrip("- ").split()
    return mention.form in ("adjective", "compound") and bool(following) and speaks_of_military(following[0])
