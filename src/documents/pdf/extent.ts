interface Extent {
  readonly left: number;
  readonly right: number;
}

/** From the left edge of the first to the right edge of the last of several, in whatever order they are. */
export function extentOf(items: Iterable<Extent>): Extent {
  // One by one: a row of a hostile page has more items than a function takes arguments.
  let left = Infinity;
  let right = -Infinity;
  for (const item of items) {
    if (item.left < left) left = item.left;
    if (item.right > right) right = item.right;
  }
  return { left, right };
}
