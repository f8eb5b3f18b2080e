/** What is used of the library's normalizers. */
interface LibraryNormalizer {
  readonly config?: { readonly type?: unknown; readonly content?: unknown };
  readonly normalizers?: readonly LibraryNormalizer[];
  normalize(text: string): string;
}

/**
 * Has the library compile the patterns of a tokenizer's replacements once: by itself it compiles every one of them
 * for every text, which takes ten times as long as replacing. Leaves a normalizer that is none, or not a replacement,
 * as it is.
 */
export function compilePatterns(normalizer: unknown): void {
  if (!isNormalizer(normalizer)) return;
  normalizer.normalizers?.forEach(compilePatterns);
  const { type, content } = normalizer.config ?? {};
  if (type !== 'Replace' || typeof content !== 'string') return;
  const pattern = findPattern(normalizer);
  if (pattern) normalizer.normalize = (text) => text.replaceAll(pattern, content);
}

function isNormalizer(value: unknown): value is LibraryNormalizer {
  return typeof value === 'object' || typeof value === 'function'
    ? value !== null && 'normalize' in value
    : false;
}

/** The pattern is the library's own, which mends those of other dialects: it is seen where it is used. */
function findPattern(normalizer: LibraryNormalizer): RegExp | undefined {
  let found: RegExp | undefined;
  const probe = {
    replaceAll(pattern: unknown): string {
      if (pattern instanceof RegExp) found = pattern;
      return '';
    },
  };
  normalizer.normalize(probe as unknown as string);
  return found;
}
