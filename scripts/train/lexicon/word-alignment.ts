/** IBM Model 1 (Brown et al. 1993): which words of two languages translate each other, learned from pairs of texts. */

/** Two texts that say the same, as numbers of words of each language, and how much the pair counts. */
export interface TextPair {
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly weight: number;
}

/** How often two words stand for each other. */
export interface WordPair {
  readonly left: number;
  readonly right: number;
  /** The geometric mean of the probabilities of each given the other. */
  readonly probability: number;
  /** Occurrences of the left word that are taken to stand for the right one. */
  readonly count: number;
}

const rounds = 6;
/** Longer texts say little of which word stands for which. */
const maxWords = 60;

/** The pairs of words that stand in one pair of texts, numbered; `links` of a pair of texts: left word by left word. */
interface Links {
  readonly lefts: readonly number[];
  readonly rights: readonly number[];
  readonly links: readonly Int32Array[];
}

function findLinks(pairs: readonly TextPair[]): Links {
  const numbers = new Map<number, Map<number, number>>();
  const lefts: number[] = [];
  const rights: number[] = [];
  const links = pairs.map(({ left, right }) => {
    const own = new Int32Array(left.length * right.length);
    let at = 0;
    for (const one of left) {
      let known = numbers.get(one);
      if (!known) numbers.set(one, (known = new Map<number, number>()));
      for (const other of right) {
        let number = known.get(other);
        if (number === undefined) {
          known.set(other, (number = lefts.length));
          lefts.push(one);
          rights.push(other);
        }
        own[at++] = number;
      }
    }
    return own;
  });
  return { lefts, rights, links };
}

/**
 * The probability of each left word given a right one, and the expected count of the two, by number of the link. Left
 * words may stand for none of the right ones, which each then gives `none`.
 */
function estimate(
  pairs: readonly TextPair[],
  { links, lefts, rights }: Links,
  isReversed: boolean,
): { probabilities: Float64Array; counts: Float64Array } {
  const given = isReversed ? lefts : rights;
  const words = isReversed ? rights : lefts;
  let most = 0;
  for (const word of given) most = Math.max(most, word);
  let mostWord = 0;
  for (const word of words) mostWord = Math.max(mostWord, word);
  let probabilities = new Float64Array(lefts.length).fill(1);
  let none = new Float64Array(mostWord + 1).fill(1);
  let counts = new Float64Array(lefts.length);
  for (let round = 0; round < rounds; round++) {
    counts = new Float64Array(lefts.length);
    const totals = new Float64Array(most + 1);
    const noneCounts = new Float64Array(mostWord + 1);
    let noneTotal = 0;
    pairs.forEach(({ left, right, weight }, index) => {
      const own = links[index]!;
      const [outer, inner] = isReversed ? [right, left] : [left, right];
      for (let i = 0; i < outer.length; i++) {
        const word = outer[i]!;
        let sum = none[word]!;
        for (let j = 0; j < inner.length; j++) {
          sum += probabilities[own[isReversed ? j * right.length + i : i * right.length + j]!]!;
        }
        for (let j = 0; j < inner.length; j++) {
          const link = own[isReversed ? j * right.length + i : i * right.length + j]!;
          const part = (weight * probabilities[link]!) / sum;
          counts[link]! += part;
          totals[inner[j]!]! += part;
        }
        const part = (weight * none[word]!) / sum;
        noneCounts[word]! += part;
        noneTotal += part;
      }
    });
    probabilities = counts.map((count, link) => count / totals[given[link]!]!);
    none = noneCounts.map((count) => count / noneTotal);
  }
  return { probabilities, counts };
}

/** The pairs of words whose probability is `least` or more. */
export function alignWords(texts: readonly TextPair[], least: number): WordPair[] {
  const pairs = texts.map(({ left, right, weight }) => ({
    left: left.slice(0, maxWords),
    right: right.slice(0, maxWords),
    weight,
  }));
  const links = findLinks(pairs);
  const leftGivenRight = estimate(pairs, links, false);
  const rightGivenLeft = estimate(pairs, links, true);
  const found: WordPair[] = [];
  links.lefts.forEach((left, link) => {
    const probability = Math.sqrt(leftGivenRight.probabilities[link]! * rightGivenLeft.probabilities[link]!);
    if (probability < least) return;
    found.push({ left, right: links.rights[link]!, probability, count: rightGivenLeft.counts[link]! });
  });
  return found;
}
