"""The tokenizer: all text normalisation, and the sub-word vocabulary.

Two programs run the resulting tokenizer.json: the Rust library here and the
JavaScript one in the product. Only steps that both have, and on which both
agree, are used: NFKD, Lowercase, Replace with regular expressions in their
common subset (literal characters, classes, one-character look-around), one
Split, WordPiece. No added tokens, so that "[PAD]" in a text is plain text.
"""

import json
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

import data

PAD, UNK = "[PAD]", "[UNK]"
MAX_WORD = 24  # bounds WordPiece's quadratic work; longer runs are cut by the Split

# Dropped: controls, soft hyphen, zero-width and bidi characters, variation
# selectors. U+200C (zero-width non-joiner) too: Arabic web text has it at random.
INVISIBLE = (
    "\u0001-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffd"
)
# Characters on which the two libraries' idea of white space differs.
SPACES = "\u0000\u001c-\u001f\u0085\u2028\u2029"
# After NFKD: Latin accents, Hebrew points, Arabic signs, hamza and madda marks
# (so that the hamza forms fold to their letter), Quranic marks, tatweel.
MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u08d3-\u08e1\u08e3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
# Letters that people type for one another, and letters of neighbouring scripts.
FOLDS = [
    ("\u0671\u0672\u0673", "\u0627"),        # alef wasla and others -> alef
    ("\u0649\u06cc\u06d0\u06d2", "\u064a"),  # alef maqsura, Persian yeh -> yeh
    ("\u0629\u06be\u06c1\u06c3\u06d5", "\u0647"),  # teh marbuta, other hehs -> heh
    ("\u06a9\u06aa\u06af", "\u0643"),        # Persian kaf and gaf -> kaf
    ("\u06a4", "\u0641"),                    # veh -> feh
    ("\u067e", "\u0628"),                    # peh -> beh
    ("\u0686", "\u062c"),                    # cheh -> jeem
    ("\u0698", "\u0632"),                    # zheh -> zain
    ("\u03c2", "\u03c3"),                    # final sigma: only JavaScript makes it
    ("\u0131", "i"),                         # dotless i
    ("\u0142", "l"), ("\u00f8", "o"), ("\u0111", "d"),
    ("\u00df", "ss"), ("\u00e6", "ae"), ("\u0153", "oe"),
]
ARABIC = "\u0621-\u064a\u066e-\u06d3"
# Scripts written without spaces: one character is one token.
SINGLE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003134f"


def normalizer(article: bool = True, waw: bool = False) -> normalizers.Normalizer:
    replace = lambda pattern, content: normalizers.Replace(Regex(pattern), content)
    steps = [
        replace(f"[{SPACES}]", " "),
        replace(f"[{INVISIBLE}]", ""),
        # Marks go before NFKD too, and at most four others in a row stay: putting
        # marks in order takes quadratic time in JavaScript (minutes for 1 MB).
        replace(f"[{MARKS}]", ""),
        replace("(?<=\\p{M}\\p{M}\\p{M}\\p{M})\\p{M}", ""),
        normalizers.NFKD(),
        replace(f"[{MARKS}]", ""),
        normalizers.Lowercase(),
        replace("\u0307", ""),  # what lower-casing the dotted capital I leaves
    ]
    steps += [replace(f"[{chars}]", to) for chars, to in FOLDS]
    # Arabic-Indic and Persian digits; NFKD leaves them alone.
    steps += [replace(f"[{chr(0x660 + i)}{chr(0x6f0 + i)}]", str(i)) for i in range(10)]
    if article:
        # The Arabic article, alone or behind a proclitic, where at least three
        # letters remain: "wa-l-kitab" and "kitab" are one word to a searcher.
        steps.append(replace(
            f"(?<![{ARABIC}])(?:[\u0648\u0641]?[\u0628\u0643]?\u0627\u0644|[\u0648\u0641]?\u0644\u0644)(?=[{ARABIC}]{{3}})", ""))
    if waw:
        # "and" written onto its word.
        steps.append(replace(f"(?<![{ARABIC}])\u0648(?=[{ARABIC}]{{4}})", "\u0648 "))
    return normalizers.Sequence(steps)


def pre_tokenizer() -> pre_tokenizers.PreTokenizer:
    """Words only: letters of one kind, digits, symbols one by one; no punctuation.

    `invert` with `removed` keeps the matches and drops what lies between: the
    JavaScript library always does that when `invert` is set.
    """
    pattern = "|".join([
        f"[{SINGLE}]",
        f"[{ARABIC}]{{1,{MAX_WORD}}}",
        f"[a-z]{{1,{MAX_WORD}}}",
        "[0-9]{1,8}",
        f"[^\\x00-\\x7f{ARABIC}{SINGLE}\\s\\p{{P}}\\p{{S}}]{{1,{MAX_WORD}}}",
        "\\p{S}",
    ])
    return pre_tokenizers.Split(Regex(pattern), behavior="removed", invert=True)


def alphabet() -> list[str]:
    """Letters that must have a row of their own, whatever the training text holds."""
    spans = [(0x30, 0x3a), (0x61, 0x7b), (0x621, 0x64b), (0x3b1, 0x3ca), (0x430, 0x460),
             (0x561, 0x587), (0x5d0, 0x5eb), (0x904, 0x94e), (0x985, 0x9ce), (0xb85, 0xbce),
             (0x10d0, 0x10f1), (0x1100, 0x1113), (0x1161, 0x1176), (0x11a8, 0x11c3),
             (0xe01, 0xe3b), (0xe40, 0xe4e), (0x3041, 0x3097), (0x30a1, 0x30fb)]
    return [chr(c) for first, last in spans for c in range(first, last)]


def build(corpus, size: int, article: bool = True, waw: bool = False) -> Tokenizer:
    tokenizer = Tokenizer(models.WordPiece(unk_token=UNK, max_input_chars_per_word=MAX_WORD))
    tokenizer.normalizer = normalizer(article, waw)
    tokenizer.pre_tokenizer = pre_tokenizer()
    tokenizer.decoder = decoders.WordPiece()
    trainer = trainers.WordPieceTrainer(
        vocab_size=size, special_tokens=[PAD, UNK], initial_alphabet=alphabet(),
        limit_alphabet=900, min_frequency=3, show_progress=False)
    tokenizer.train_from_iterator(corpus, trainer)
    return without_added_tokens(tokenizer)


def without_added_tokens(tokenizer: Tokenizer) -> Tokenizer:
    spec = json.loads(tokenizer.to_str())
    spec["added_tokens"] = []
    return Tokenizer.from_str(json.dumps(spec))


def corpus(folder: Path):
    """Text for the vocabulary: Arabic once, the smaller English three times."""
    for article in data.rows(folder, "train/arwiki-2017.jsonl.gz"):
        yield from article["paragraphs"]
    for row in data.rows(folder, "train/antcorpus-news.jsonl.gz"):
        yield from (row["title"], row["abstract"], row["text"])
    for row in data.rows(folder, "train/mrtydi-ar.jsonl.gz"):
        yield row["question"]
    for row in data.rows(folder, "train/question-pairs-ar.jsonl.gz"):
        yield from (row["a"], row["b"])
    for row in data.parallel(folder)[0]:
        yield from (row["ar"], row["en"], row["en"], row["en"])
    for row in data.english(folder)[0]:
        yield from [row["question"], row["passage"]] * 3


def main() -> None:
    parser = data.parser("Train the vocabulary and write tokenizer.json.")
    parser.add_argument("--vocab", type=int, default=28000)
    parser.add_argument("--no-article", action="store_true")
    parser.add_argument("--waw", action="store_true")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    tokenizer = build(corpus(args.data), args.vocab, not args.no_article, args.waw)
    tokenizer.save(str(args.work / "tokenizer.json"), pretty=False)
    print(f"vocabulary {tokenizer.get_vocab_size()}")


if __name__ == "__main__":
    main()
