"""What studies found, the conditions they are about, and articles read statement by statement.

Nothing here is a `Claim`: what a book hands down and what a study measured are counted apart.
"""

from __future__ import annotations

from kb.frozen import frozen

__all__ = [
    "CERTAINTIES",
    "DIRECTIONS",
    "SHAM",
    "STUDY_KINDS",
    "Article",
    "Condition",
    "Effect",
    "Omission",
    "Result",
    "Stated",
    "Statement",
    "Study",
]

STUDY_KINDS: tuple[str, ...] = (
    "guideline", "review", "trial", "observational", "commentary", "animal", "listed",
)  # fmt: skip
"""Kinds of record; ``listed`` is a trial that a public table names without its outcome."""

DIRECTIONS: tuple[str, ...] = (
    "favours", "no-difference", "mixed", "against", "recommends", "recommends-against",
    "not-applicable",
)  # fmt: skip
"""What a record says of acupuncture as a treatment; ``against``: what it was compared with won."""

SHAM: tuple[str, ...] = (
    "better", "no-difference", "mixed", "not-separable", "not-compared", "not-readable",
)  # fmt: skip
"""What a record says of needling compared with sham needling."""

CERTAINTIES: tuple[str, ...] = ("high", "moderate", "low", "very-low", "other")
"""Words of a grading; ``other`` when its source grades in words of its own."""


@frozen
class Effect:
    """One estimate with its interval, as printed in the result that holds it.

    Attributes
    ----------
    kind : str
        ``MD`` (difference of means), ``SMD`` (in standard deviations), ``RR``, ``OR``, ``RD``
        (difference of shares).
    value, low, high : str
        As printed; a figure printed as so much *lower* carries a minus sign.
    level : str
        Percent of the interval (``95``).
    scale : str
        What may be drawn on one axis: ``0-100``, ``percent``, or empty (no axis of its own).
    better : str
        ``lower`` or ``higher``: which way is good for the patient, our reading; empty when the
        page read does not settle it, and then nothing is drawn.
    """

    kind: str
    value: str
    low: str
    high: str
    level: str = "95"
    scale: str = ""
    better: str = ""


@frozen
class Result:
    """One outcome: what was measured, when, the result as read, and the estimates in it."""

    measure: str
    result: str
    at: str = ""
    effects: tuple[Effect, ...] = ()


@frozen
class Study:
    """A guideline, review, trial or other record of evidence, as far as it was read.

    Attributes
    ----------
    id, kind, design, topic : str
        `kind` is one of `STUDY_KINDS`; `design` says it exactly (``RCT``, ``meta-analysis``).
    conditions : tuple of str
        Conditions it bears on, the first is that of its file.
    title : str
        As printed; empty when the page read did not show it.
    doi, pmid, pmcid, cochrane, url : str
        Public references; at least one is there.
    direction, sham, certainty, certainty_by, relevance : str
        What it says; empty: not judged there.
    countries : tuple of str
        Where it was done, when a page that was read names it.
    points : tuple of str
        Points named on a page that was read; `points_status` says how, or why there are none.
    read : str
        How much of the source was read (``abstract``, ``secondary`` …).
    superseded : str
        Newer edition or study that takes its place, or ``not-read`` when that could not be read;
        such a record is never shown alone.
    """

    id: str
    kind: str
    design: str
    topic: str
    conditions: tuple[str, ...]
    title: str = ""
    authors: tuple[str, ...] = ()
    year: str = ""
    journal: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    cochrane: str = ""
    url: str = ""
    missing: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()
    direction: str = ""
    sham: str = ""
    relevance: str = ""
    certainty: str = ""
    certainty_by: str = ""
    certainty_note: str = ""
    population: str = ""
    countries: tuple[str, ...] = ()
    technique: str = ""
    sessions: str = ""
    size: str = ""
    comparator: str = ""
    versus: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    points_status: str = ""
    results: tuple[Result, ...] = ()
    limits: tuple[str, ...] = ()
    read: str = ""
    read_on: str = ""
    superseded: str = ""
    flags: tuple[str, ...] = ()
    file: str = ""
    line: int = 0


@frozen
class Stated:
    """A sentence of ours and the studies whose pages state it."""

    says: str
    studies: tuple[str, ...]


@frozen
class Condition:
    """A modern condition (or a topic of safety and method) that studies are about.

    Attributes
    ----------
    id, en : str
        Stable id and label, ours.
    kind : str
        ``condition`` or ``topic``.
    lay : tuple of str
        Words people use.
    broader : tuple of str
        More general conditions.
    bridge : tuple of str
        Symptom ids: complaints of the books that we set beside it. It is our bridge, not a
        source's diagnosis.
    meridians, course : tuple of str
        Meridians whose course the page shows beside it (all when none is named), at these places;
        ours.
    teachings : tuple of str
        Teachings whose lines on these meridians the page shows; ours.
    about, red_flags, outlook, care : tuple of Stated
        What it is and its causes; signs that mean "see a doctor now"; how it goes by itself or
        under usual care; other care. Each cited.
    remark : str
        One sentence of ours.
    """

    id: str
    en: str
    kind: str = "condition"
    lay: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    bridge: tuple[str, ...] = ()
    meridians: tuple[str, ...] = ()
    course: tuple[str, ...] = ()
    teachings: tuple[str, ...] = ()
    about: tuple[Stated, ...] = ()
    red_flags: tuple[Stated, ...] = ()
    outlook: tuple[Stated, ...] = ()
    care: tuple[Stated, ...] = ()
    remark: str = ""
    file: str = ""
    line: int = 0


@frozen
class Statement:
    """One statement of an article: where it stands, what it says, and the studies beside it.

    Attributes
    ----------
    id, kind : str
        `kind` is ``efficacy``, ``mechanism``, ``safety``, ``advice``, ``technique`` or
        ``tradition``.
    asserts : str
        ``fact``, ``degree`` (how much, how often), ``practice`` (what is done or how it is called)
        or ``opinion`` (nothing to test); our judgement.
    says : str
        Our paraphrase.
    span : tuple of int
        First character and the one after the last, in characters of the file.
    supports, qualifies, contradicts : tuple of str
        Study ids.
    remark : str
        One sentence of ours, without figures.
    """

    id: str
    kind: str
    asserts: str
    says: str
    span: tuple[int, int]
    supports: tuple[str, ...] = ()
    qualifies: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()
    remark: str = ""

    @property
    def verdict(self) -> str:
        """Return our word for it; it follows from the fields by the rule of `Statement.rule`."""
        return self.rule[0]

    @property
    def rule(self) -> tuple[str, str]:
        """Return the verdict and why: the first rule that fits.

        Examples
        --------
        >>> Statement("S1", "efficacy", "fact", "It works.", (0, 5), supports=("a",)).rule[0]
        'supported'
        >>> Statement("S1", "efficacy", "fact", "It works.", (0, 5)).rule[0]
        'not supported by any record here'
        """
        yes, no, but = bool(self.supports), bool(self.contradicts), bool(self.qualifies)
        if self.asserts == "opinion":
            return "not testable", "an opinion or a purpose: nothing to test"
        if self.asserts == "practice":
            word = "supported as description" if yes else "description"
            return word, "tells what is done or how it is called, not what it does"
        if self.kind == "tradition":
            if no:
                return "tradition, disputed", "doctrine, and a record here denies it"
            return "tradition, not tested", "doctrine, and no record here denies or shows it"
        if self.asserts == "degree" and no:
            return "overstated", "says how much or how often, and a record here measured less"
        if yes and no:
            return "contested", "some records here support it, others contradict it"
        if yes:
            if but:
                return "partly supported", "some records here support it, others limit it"
            return "supported", "records here support it and none contradicts or limits it"
        if self.kind == "efficacy":
            return "not supported by any record here", "a claim of effect that no record here shows"
        if no:
            return "contradicted", "records here contradict it and none supports it"
        if but:
            return "qualified", "records here bear on it, but only to limit it"
        return "not supported by any record here", "no record here speaks of it"


@frozen
class Omission:
    """What an article leaves out, and the studies that would have told it."""

    id: str
    says: str
    studies: tuple[str, ...]


@frozen
class Article:
    """A text read statement by statement; the text itself is not shipped.

    `source` is the id of its record in ``data/sources``; `condition` is what it is about.
    """

    id: str
    source: str
    condition: str
    characters: int
    statements: tuple[Statement, ...] = ()
    omissions: tuple[Omission, ...] = ()
    file: str = ""
    line: int = 0
