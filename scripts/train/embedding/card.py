"""The model card and the licence notice of the model folder."""

from pathlib import Path

SOURCES = [
    ("Arabic Wikipedia articles, snapshot of 2017-01-20", "motazsaad/comparableWikiCoprus",
     "CC BY-SA; text by the authors of Arabic Wikipedia"),
    ("Mr. TyDi v1.1 Arabic questions, joined to those articles", "castorini/anserini-tools",
     "Apache-2.0; passages CC BY-SA"),
    ("TyDi QA GoldP English training questions", "google-research-datasets/tydiqa",
     "Apache-2.0; passages CC BY-SA"),
    ("Arabic question pairs", "AliOsm/semantic-question-similarity", "MIT"),
    ("Arabic news, ANT Corpus", "antcorpus/antcorpus.data", "Apache-2.0"),
    ("Tatoeba Arabic-English sentences", "tatoeba.org", "CC BY 2.0 FR"),
    ("NTREX-128, Arabic", "MicrosoftTranslator/NTREX", "CC BY-SA 4.0"),
    ("TICO-19, Arabic", "tico-19.github.io", "CC0"),
]

LICENCE = """The weights and the tokenizer in this folder are licensed under the
Creative Commons Attribution-ShareAlike 4.0 International licence (CC BY-SA 4.0).

SPDX-License-Identifier: CC-BY-SA-4.0
Legal code: https://creativecommons.org/licenses/by-sa/4.0/legalcode
Summary:    https://creativecommons.org/licenses/by-sa/4.0/

You may share and adapt this material for any purpose, also commercially, if
you give credit, link to the licence, say whether changes were made, and share
what you make of it under the same licence. It comes without warranties.

Credit: "Isnad table, by the Isnad contributors", and the sources below, from
which it is derived (text turned into statistics of sub-word units; no text of
the sources is contained).

"""

CARD = """---
license: cc-by-sa-4.0
language: [ar, en]
pipeline_tag: sentence-similarity
---

# {name}

A table of sub-word vectors that finds the passage which answers a question:
Arabic first, English second, and between the two. It is a bag of words with
learned vectors, no transformer: fast and small, and blind to word order.

| | |
|---|---|
| vocabulary | {vocab:,} WordPiece units |
| dimensions | {dim} |
| weights | int8, one scale a row |
| size of the folder | {size:.1f} MB |
| inputs | `input_ids`, `attention_mask` (int64, batch x sequence) |
| output | `sentence_embedding` (float32, batch x {dim}), of length one |
| no known token, or no text | the zero vector |
| pooling | {pooling} |

Compare two vectors by their dot product. There is no prefix for questions. All
text normalisation (presentation forms, diacritics, tatweel, hamza forms, teh
marbuta, alef maqsura, the article, digits, Persian letters, Latin accents,
bidi and zero-width characters) is in `tokenizer.json`. Truncation is at
{max_length} tokens unless the caller cuts the text before.

## Figures

nDCG@10 of exact search over the vectors of the shipped int8 file. Every
distinct passage is a document, all of a set's passages are the collection.
Command: `PYTHONPATH=scripts/train python scripts/train/embedding/evaluate.py --data DATA --model models/{name}`

| set | documents | questions | nDCG@10 | recall@1 | recall@10 |
|---|---|---|---|---|---|
{figures}

`tydi-ar-dev` and `arcd-train` are development sets: nothing was trained on
them, but settings were chosen by them, so a fresh set will give somewhat less.
The `-held` sets are held out of the training files by `scripts/train/data.py`.

## Training

Contrastive (InfoNCE) training on a CPU, {steps:,} steps of {batch:,} pairs,
{minutes:.0f} minutes with {threads} thread(s), seed {seed}. The exact settings are in
`scripts/train/README.md`, the data and how it was used too.

## Data

| what | from | licence |
|---|---|---|
{sources}

Not used for training, choosing or testing: XQuAD, XQuAD-R, Belebele, FLORES,
MLQA, ARCD's test half.

## Limits

- Arabic and English were trained. Other languages in Latin or Arabic letters
  are read through pieces of those, other scripts letter by letter: there the
  vectors hold little, and word search should lead.
- English was trained on 3,300 questions only, and is weaker than Arabic.
- Word order and negation are not seen; near-identical passages about one
  subject are hard to tell apart. Meant to be combined with word search (BM25).
- The dialects of Arabic are hardly in the training text.
- The text is of 2017 and earlier, mostly encyclopaedic; it carries the biases
  and errors of its sources.
"""


def write(out: Path, record: dict, sets: dict, result: dict) -> None:
    """README.md and LICENSE. `sets` gives (documents, questions) counts."""
    power = record["count_power"]
    table = "\n".join(f"| {what} | {origin} | {licence} |" for what, origin, licence in SOURCES)
    figures = "\n".join(
        f"| {name} | {sets[name][0]:,} | {sets[name][1]:,} | {s['ndcg10']:.4f} | {s['r1']:.3f} | {s['r10']:.3f} |"
        for name, s in result.items())
    # The card's own length changes the size by a few kilobytes: below rounding.
    size = sum(f.stat().st_size for f in out.rglob("*") if f.is_file()) / 1e6
    pooling = "masked mean" if power == 1 else \
        f"masked sum; a token that occurs n times weighs n^{power:g}"
    (out / "README.md").write_text(CARD.format(
        name=out.name, vocab=record["vocab"], dim=record["dim"], size=size, pooling=pooling,
        max_length=512, figures=figures, steps=record["steps"], batch=record["batch"],
        minutes=record["seconds"] / 60, threads=record["threads"], seed=record["seed"],
        sources=table), encoding="utf-8")
    credits = "".join(f"- {what}: {origin} ({licence})\n" for what, origin, licence in SOURCES)
    (out / "LICENSE").write_text(LICENCE + credits, encoding="utf-8")
