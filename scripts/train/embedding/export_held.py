"""Writes what is held out of train/ in forms that scripts/ and `npm run evaluate` read.

    PYTHONPATH=scripts/train python scripts/train/embedding/export_held.py --data DATA --out FOLDER

english.jsonl: 400 questions, as {question, passage, answer}; english.squad.json: the same in SQuAD format.
en-ar.squad.json, ar-en.squad.json: 500 sentences, each to be found by its translation.
"""

import json
from pathlib import Path

import data


def squad(rows: list[tuple[str, str, str]]) -> str:
    """(question, passage, answer) rows, each passage once."""
    passages: dict[str, list[dict]] = {}
    for question, passage, answer in rows:
        passages.setdefault(passage, []).append({"question": question, "answers": [{"text": answer}]})
    paragraphs = [{"context": passage, "qas": questions} for passage, questions in passages.items()]
    return json.dumps({"data": [{"paragraphs": paragraphs}]}, ensure_ascii=False)


def main() -> None:
    parser = data.parser(__doc__)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    _, english = data.english(arguments.data)
    lines = (json.dumps({key: row[key] for key in ("question", "passage", "answer")}, ensure_ascii=False) for row in english)
    (arguments.out / "english.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    _, parallel = data.parallel(arguments.data)
    sets = {
        "english": [(row["question"], row["passage"], row["answer"]) for row in english],
        "en-ar": [(row["en"], row["ar"], row["ar"]) for row in parallel],
        "ar-en": [(row["ar"], row["en"], row["en"]) for row in parallel],
    }
    for name, rows in sets.items():
        (arguments.out / f"{name}.squad.json").write_text(squad(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
