/** Sizes of type by the classes of a book's style sheets, in points. */
export type TypeSizes = ReadonlyMap<string, number>;

/** Of text of which no style sheet says it. */
export const plainSize = 12;

const rule = /\.([\w-]+)\s*\{([^{}]*)\}/gu;
const declared = /(?:^|[;\s])font-size\s*:\s*(\d+(?:\.\d+)?|\.\d+)\s*(pt|px|em|rem|%)/iu;
const pointsByUnit: Readonly<Record<string, number>> = {
  pt: 1,
  px: 0.75,
  em: plainSize,
  rem: plainSize,
  '%': plainSize / 100,
};
const maxClasses = 5000;

/** Reads rules for a single class, which is how programs write them. */
export function readTypeSizes(styleSheets: Iterable<string>): TypeSizes {
  const sizes = new Map<string, number>();
  for (const sheet of styleSheets) {
    for (const [, name, declarations] of sheet.matchAll(rule)) {
      const [, value, unit] = declared.exec(declarations!) ?? [];
      if (value !== undefined && sizes.size < maxClasses)
        sizes.set(name!, Number(value) * pointsByUnit[unit!.toLowerCase()]!);
    }
  }
  return sizes;
}
