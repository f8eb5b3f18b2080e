"""Training pairs, as token ids: which text should lie near which.

A `Source` gives batches of (anchor, positive, group). Two rows of a batch with
the same group are never each other's negative.
"""

import random
import re
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

import data

SENTENCE_END = re.compile(r"(?<=[.!?؟؛\n])\s+")
LARGEST_IDF = 11.0  # every collection is stretched to this
LONGEST = 200  # tokens of a passage that take part in training
QUESTION_WORDS = [
    "ما", "ما هو", "ما هي", "من", "من هو", "من هي", "متى", "أين", "كم", "كم عدد", "كيف", "لماذا",
    "هل", "أي", "ما اسم", "في أي عام", "اذكر", "ماذا", "أين تقع", "متى ولد", "متى تأسست",
]

ENGLISH_QUESTION_WORDS = [
    "what", "what is the", "who", "who is", "when", "when was", "when did", "where", "where is",
    "how", "how many", "how much", "why", "which", "is", "did", "what year", "what are",
]


class Encoder:
    """Text to an int32 array; caches nothing, batches through the Rust library."""

    def __init__(self, tokenizer: Tokenizer):
        self.tokenizer = tokenizer

    def many(self, texts: list[str]) -> list[np.ndarray]:
        return [np.array(e.ids, dtype=np.int32) for e in self.tokenizer.encode_batch(texts)]


def drop(ids: np.ndarray, share: float, rng: random.Random) -> np.ndarray:
    """Leave out a share of the tokens, never all of them."""
    if share <= 0 or len(ids) < 3:
        return ids
    keep = np.array([rng.random() >= share for _ in range(len(ids))])
    return ids[keep] if keep.any() else ids


class Pairs:
    """Fixed pairs; `extra` are hard negatives, one list of texts a row."""

    def __init__(self, name, anchors, positives, groups, token_drop=0.0, extra=None):
        self.name, self.anchors, self.positives = name, anchors, positives
        self.groups, self.token_drop, self.extra = groups, token_drop, extra

    def __len__(self):
        return len(self.anchors)

    def batch(self, size: int, rng: random.Random):
        picked = rng.sample(range(len(self)), min(size, len(self)))
        return (
            [drop(self.anchors[i], self.token_drop, rng) for i in picked],
            [drop(self.positives[i][:LONGEST], self.token_drop, rng) for i in picked],
            [self.groups[i] for i in picked],
            [rng.choice(self.extra[i])[:LONGEST] for i in picked if self.extra[i]]
            if self.extra else [],
        )


class Wiki:
    """Anchors made out of the paragraphs themselves, new ones at every batch.

    A batch takes several paragraphs of the same article, so that the negatives
    include texts on the very same subject.
    """

    def __init__(self, name, articles, titles, question_words, per_article=4, token_drop=0.1, mix=(0.35, 0.45, 0.2)):
        self.name = name
        self.articles, self.titles, self.question_words = articles, titles, question_words
        self.per_article, self.token_drop, self.mix = per_article, token_drop, mix

    def __len__(self):
        return sum(len(a) for a in self.articles)

    def _pair(self, article: int, sentences: list[np.ndarray], rng: random.Random):
        kind = rng.choices(("sentence", "question", "title"), self.mix)[0]
        at = rng.randrange(len(sentences))
        chosen, whole = sentences[at], np.concatenate(sentences)
        if kind == "sentence" and len(sentences) > 1:
            rest = np.concatenate(sentences[:at] + sentences[at + 1:])
            return drop(chosen, self.token_drop, rng), rest[:LONGEST]
        if kind == "title" and len(self.titles[article]):
            # The title, and a few words of one sentence: a subject and what of it.
            few = rng.sample(range(len(chosen)), min(len(chosen), rng.randint(1, 4)))
            return np.concatenate([self.titles[article], chosen[sorted(few)]]), whole[:LONGEST]
        # A made-up question: a window of a sentence, words missing, a question word.
        width = rng.randint(4, 14)
        start = rng.randrange(max(1, len(chosen) - width + 1))
        window = drop(chosen[start:start + width], 0.35, rng)
        anchor = np.concatenate([rng.choice(self.question_words), window])
        if len(sentences) > 1 and rng.random() < 0.3:
            # Half of the window's words are not in the passage any more.
            whole = np.concatenate([drop(s, 0.5, rng) if i == at else s for i, s in enumerate(sentences)])
        return anchor, whole[:LONGEST]

    def batch(self, size: int, rng: random.Random):
        anchors, positives, groups = [], [], []
        while len(anchors) < size:
            article = rng.randrange(len(self.articles))
            paragraphs = self.articles[article]
            for p in rng.sample(range(len(paragraphs)), min(self.per_article, len(paragraphs))):
                anchor, positive = self._pair(article, paragraphs[p], rng)
                anchors.append(anchor)
                positives.append(positive)
                groups.append((article, p))
        return anchors, positives, groups, []


def wiki(encoder: Encoder, folder: Path, **options) -> Wiki:
    articles, titles = [], []
    rows = data.rows(folder, "train/arwiki-2017.jsonl.gz")
    flat, shape = [], []
    for row in rows:
        kept = [p for p in row["paragraphs"] if len(p.split()) >= 15]
        sentences = [[s for s in SENTENCE_END.split(p) if len(s.split()) >= 3] for p in kept]
        sentences = [s for s in sentences if s]
        if sentences:
            titles.append(row["title"])
            shape.append([len(s) for s in sentences])
            flat += [s for paragraph in sentences for s in paragraph]
    ids = iter(encoder.many(flat))
    for counts in shape:
        paragraphs = [[next(ids) for _ in range(n)] for n in counts]
        paragraphs = [[s for s in p if len(s)] for p in paragraphs]
        articles.append([p for p in paragraphs if sum(map(len, p)) >= 8])
    kept = [i for i, a in enumerate(articles) if a]
    title_ids = encoder.many(titles)
    return Wiki("wiki", [articles[i] for i in kept], [title_ids[i] for i in kept],
                encoder.many(QUESTION_WORDS), **options)


def overlap(question: np.ndarray, passage: np.ndarray, idf: np.ndarray) -> float:
    """The share of the question's idf mass that the passage holds."""
    unique = np.unique(question)
    total = idf[unique].sum()
    return float(idf[np.intersect1d(unique, passage)].sum() / total) if total else 0.0


def mrtydi(encoder: Encoder, folder: Path, idf: np.ndarray, least: float, hard: bool, token_drop: float) -> Pairs:
    """Questions people asked. The paragraph number is off by one in a sixth of
    the rows: of the paragraph and its two neighbours the one that holds most of
    the question is taken, and the row is dropped when that is too little."""
    pages = {r["id"]: r["paragraphs"] for r in data.rows(folder, "train/arwiki-2017.jsonl.gz")}
    rows = data.rows(folder, "train/mrtydi-ar.jsonl.gz")
    questions = encoder.many([r["question"] for r in rows])
    anchors, positives, groups, extra = [], [], [], []
    moved = 0
    for row, question in zip(rows, questions):
        near = pages.get(row["page"], [])
        candidates = [row["passage"]]
        if row["passage"] in near:
            at = near.index(row["passage"])
            candidates += [near[i] for i in (at - 1, at + 1) if 0 <= i < len(near) and len(near[i].split()) >= 12]
        ids = encoder.many(candidates)
        scores = [overlap(question, c, idf) + (0.1 if i == 0 else 0) for i, c in enumerate(ids)]
        best = int(np.argmax(scores))
        if scores[best] - (0.1 if best == 0 else 0) < least:
            continue
        moved += best != 0
        anchors.append(question)
        positives.append(ids[best])
        groups.append(candidates[best])
        others = [p for p in near if p not in candidates and len(p.split()) >= 12][:12] if hard else []
        extra.append([e for e in encoder.many(others) if len(e)])
    print(f"mrtydi: {len(anchors)} of {len(rows)} kept, {moved} moved to a neighbour", flush=True)
    return Pairs("mrtydi", anchors, positives, groups, token_drop, extra if hard else None)


def pairs(encoder: Encoder, name: str, texts: list[tuple[str, str]], token_drop: float) -> Pairs:
    left, right = encoder.many([a for a, _ in texts]), encoder.many([b for _, b in texts])
    kept = [i for i in range(len(texts)) if len(left[i]) and len(right[i])]
    return Pairs(name, [left[i] for i in kept], [right[i] for i in kept],
                 [texts[i][1] for i in kept], token_drop)


def news(folder: Path) -> list[tuple[str, str]]:
    texts = []
    for row in data.rows(folder, "train/antcorpus-news.jsonl.gz"):
        body = " ".join(row["text"].split()[:140])
        texts.append((row["title"], body))
        if row["abstract"] and row["abstract"][:60] not in body:
            texts.append((row["abstract"], body))
    return texts


def english_inside(encoder: Encoder, folder: Path, **options) -> Wiki:
    """The English passages, with made-up questions, as the Arabic articles."""
    passages = sorted({r["passage"] for r in data.english(folder)[0]})
    articles = []
    for passage in passages:
        sentences = [s for s in SENTENCE_END.split(passage) if len(s.split()) >= 3]
        ids = [i for i in encoder.many(sentences) if len(i)]
        if sum(map(len, ids)) >= 8:
            articles.append([ids])
    return Wiki("english", articles, [()] * len(articles), encoder.many(ENGLISH_QUESTION_WORDS), **options)


def idf(collections: list, size: int) -> np.ndarray:
    """Inverse document frequency of each token, for the start vectors: the
    least over the collections, so that a frequent word of the smaller language
    is not taken for a rare one."""
    result = np.full(size, np.inf)
    for collection in collections:
        frequency = np.zeros(size)
        total = 0
        for ids in collection:
            frequency[np.unique(ids)] += 1
            total += 1
        result = np.minimum(result, np.log((total + 1) / (frequency + 1)) * LARGEST_IDF / np.log(total + 1))
    return result
