"""Writes the texts that the thesaurus is learned from, a paragraph a line: corpus.txt, and parallel.txt with
Arabic and English separated by a tab. What is held out of training is left out here too.

    PYTHONPATH=scripts/train python scripts/train/thesaurus/thesaurus_texts.py --data DATA --work WORK
"""

import data


def one_line(text: str) -> str:
    return " ".join(text.split())


def main() -> None:
    args = data.parser(__doc__.split("\n")[0]).parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    with (args.work / "corpus.txt").open("w", encoding="utf-8") as out:
        for row in data.rows(args.data, "train/arwiki-2017.jsonl.gz"):
            for paragraph in row["paragraphs"]:
                print(one_line(paragraph), file=out)
        for row in data.rows(args.data, "train/antcorpus-news.jsonl.gz"):
            print(one_line(row["text"]), file=out)
        for passage in dict.fromkeys(row["passage"] for row in data.english(args.data)[0]):
            print(one_line(passage), file=out)
    with (args.work / "parallel.txt").open("w", encoding="utf-8") as out:
        for row in data.parallel(args.data)[0]:
            print(f"{one_line(row['ar'])}\t{one_line(row['en'])}", file=out)


if __name__ == "__main__":
    main()
