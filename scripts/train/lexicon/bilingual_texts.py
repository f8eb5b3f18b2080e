"""Writes what the bilingual lexicon and the spelling model are learned from: pairs.tsv (Arabic, English and a weight,
separated by tabs) and names.tsv (English and Arabic spelling of a name). What is held out of training is left out here too.

    PYTHONPATH=scripts/train python scripts/train/lexicon/bilingual_texts.py --data DATA --work WORK
"""

import data

# How much a row of the word lists counts beside a sentence, by its source: WordNet pairs each lemma of a synset with
# each, so a single pair says little. Any other source counts 1.
WEIGHTS = {
    "wiktionary-ar-en": 0.7,
    "awn": 0.3,
    "omw-wiktionary": 0.5,
    "arwikicats": 0.5,
}
NAME_WEIGHT = 0.5


def one_line(text: str) -> str:
    return " ".join(text.split())


def pairs(folder):
    for row in data.parallel(folder)[0]:
        yield row["ar"], row["en"], 1.0
    for name in ("parallel-more", "mkqa-questions"):
        for row in data.rows(folder, f"crosslingual/{name}.jsonl.gz"):
            yield row["ar"], row["en"], 1.0
    for row in data.rows(folder, "crosslingual/lexicon.jsonl.gz"):
        yield row["ar"], row["en"], WEIGHTS.get(row["source"], 1.0)


def main() -> None:
    args = data.parser(__doc__.split("\n")[0]).parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    names = data.rows(args.data, "crosslingual/names.jsonl.gz")
    with (args.work / "pairs.tsv").open("w", encoding="utf-8") as out:
        for arabic, english, weight in pairs(args.data):
            print(one_line(arabic), one_line(english), weight, sep="\t", file=out)
        for row in names:
            print(one_line(row["ar"]), one_line(row["en"]), NAME_WEIGHT, sep="\t", file=out)
    with (args.work / "names.tsv").open("w", encoding="utf-8") as out:
        for row in names:
            print(one_line(row["en"]), one_line(row["ar"]), sep="\t", file=out)


if __name__ == "__main__":
    main()
