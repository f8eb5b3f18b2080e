"""Writes the English questions that no training has seen, for scripts/fit-answers.ts.

    python scripts/train/export_held.py --data DATA --out held.jsonl
"""

import json
from pathlib import Path

import data


def main() -> None:
    parser = data.parser(__doc__)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    _, held = data.english(arguments.data)
    with arguments.out.open("w", encoding="utf-8") as out:
        for row in held:
            kept = {key: row[key] for key in ("question", "passage", "answer")}
            out.write(json.dumps(kept, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
