"""Reading the data: every input file is checked against data.sha256 first.

A changed input would give a different model under the same name, so a file
that does not match its recorded checksum stops the run.
"""

import argparse
import gzip
import hashlib
import json
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).resolve().parent

# Held out of train/ for our own English and cross-lingual measurements.
HELD_PARALLEL = 500
HELD_ENGLISH = 400


@lru_cache(maxsize=1)
def checksums() -> dict[str, str]:
    lines = (HERE / "data.sha256").read_text().splitlines()
    return {name: digest for digest, name in (line.split() for line in lines if line)}


@lru_cache(maxsize=None)
def _verified(path: Path, name: str) -> bytes:
    raw = path.read_bytes()
    if hashlib.sha256(raw).hexdigest() != checksums()[name]:
        raise SystemExit(f"{path}: sha256 differs from data.sha256")
    return gzip.decompress(raw)


def rows(data: Path, name: str) -> list[dict]:
    """The rows of a gzipped JSON-lines file, for example train/tydi-en.jsonl.gz."""
    text = _verified(Path(data) / name, name).decode("utf-8")
    # Not splitlines(): that also cuts at U+2028 and friends inside JSON strings.
    return [json.loads(line) for line in text.split("\n") if line]


def squad(data: Path, name: str) -> tuple[list[str], list[str], list[set[int]]]:
    """(documents, questions, gold document numbers) of a SQuAD-format file."""
    articles = json.loads(_verified(Path(data) / name, name))["data"]
    return retrieval_set(
        (qa["question"], paragraph["context"])
        for article in articles
        for paragraph in article["paragraphs"]
        for qa in paragraph["qas"]
    )


def retrieval_set(pairs) -> tuple[list[str], list[str], list[set[int]]]:
    """Every distinct passage is one document; a question's gold is its own."""
    number: dict[str, int] = {}
    questions, gold = [], []
    for question, passage in pairs:
        doc = number.setdefault(passage, len(number))
        questions.append(question)
        gold.append({doc})
    return list(number), questions, gold


def _bucket(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big")


@lru_cache(maxsize=2)
def english(data: Path) -> tuple[list[dict], list[dict]]:
    """(train, held) rows of TyDi English; no passage is on both sides."""
    all_rows = rows(data, "train/tydi-en.jsonl.gz")
    ordered = sorted(all_rows, key=lambda r: (_bucket(r["passage"]), r["question"]))
    held_passages = {r["passage"] for r in ordered[:HELD_ENGLISH]}
    held = ordered[:HELD_ENGLISH]
    train = [r for r in all_rows if r["passage"] not in held_passages]
    return train, held


@lru_cache(maxsize=2)
def parallel(data: Path) -> tuple[list[dict], list[dict]]:
    """(train, held) rows of the parallel text; no sentence is on both sides.

    Held are sentences of at least six English words, from every source in
    proportion: two-word sentences have many right translations.
    """
    all_rows = rows(data, "train/parallel-ar-en.jsonl.gz")
    long = [r for r in all_rows if len(r["en"].split()) >= 6]
    held = sorted(long, key=lambda r: _bucket(r["en"]))[: HELD_PARALLEL]
    seen = {r["en"] for r in held} | {r["ar"] for r in held}
    train = [r for r in all_rows if r["en"] not in seen and r["ar"] not in seen]
    return train, held


def parser(description: str) -> argparse.ArgumentParser:
    result = argparse.ArgumentParser(description=description)
    result.add_argument("--data", type=Path, required=True, help="the data folder")
    result.add_argument("--work", type=Path, default=Path("build/train"),
                        help="folder for intermediate files")
    return result
