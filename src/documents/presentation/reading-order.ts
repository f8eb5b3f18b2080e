/** Where something stands on a slide, in whatever unit the file has. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Boxed {
  readonly box: Box;
}

type Axis = 'x' | 'y';

/** More of them are only sorted. */
const maxCut = 500;
/** Boxes are larger than the text in them, and may overlap by this share of the smaller one. */
const maxOverlap = 0.15;

function startOf({ box }: Boxed, axis: Axis): number {
  return box[axis];
}

function sizeOf({ box }: Boxed, axis: Axis): number {
  return axis === 'x' ? box.width : box.height;
}

interface Cut<Shape> {
  readonly groups: readonly (readonly Shape[])[];
  /** The widest of the gaps between the groups. */
  readonly gap: number;
}

/** Parts shapes where a line across all of them meets none; undefined where there is no such line. */
function cut<Shape extends Boxed>(shapes: readonly Shape[], axis: Axis): Cut<Shape> | undefined {
  const sorted = [...shapes].sort((a, b) => startOf(a, axis) - startOf(b, axis));
  const gaps: number[] = [];
  let end = -Infinity;
  let smallest = Infinity;
  for (const shape of sorted) {
    const size = sizeOf(shape, axis);
    const gap = startOf(shape, axis) - end;
    const isCut = gap >= -maxOverlap * Math.min(smallest, size);
    gaps.push(isCut ? gap : -Infinity);
    smallest = isCut ? size : Math.min(smallest, size);
    end = Math.max(end, startOf(shape, axis) + size);
  }
  const widest = Math.max(...gaps.slice(1));
  if (widest === -Infinity) return undefined;
  // Narrower ones are looked at once the parts at the wider ones are told apart.
  const least = widest > 0 ? widest / 2 : widest;
  const groups: Shape[][] = [];
  sorted.forEach((shape, i) => {
    if (i === 0 || gaps[i]! >= least) groups.push([shape]);
    else groups.at(-1)!.push(shape);
  });
  return { groups, gap: widest };
}

function sortByPlace<Shape extends Boxed>(shapes: readonly Shape[], isRightToLeft: boolean): Shape[] {
  const right = ({ box }: Boxed): number => (isRightToLeft ? -(box.x + box.width) : box.x);
  return [...shapes].sort((a, b) => a.box.y - b.box.y || right(a) - right(b));
}

/**
 * Shapes in the order in which they are read: parted at the widest gap that goes across all of them, into rows from
 * above or columns from the side that the script begins on, and each part in the same way.
 */
export function orderByPlace<Shape extends Boxed>(shapes: readonly Shape[], isRightToLeft: boolean): Shape[] {
  if (shapes.length < 2) return [...shapes];
  if (shapes.length > maxCut) return sortByPlace(shapes, isRightToLeft);
  const rows = cut(shapes, 'y');
  const columns = cut(shapes, 'x');
  if (!rows && !columns) return sortByPlace(shapes, isRightToLeft);
  const areRows = rows !== undefined && (!columns || rows.gap >= columns.gap);
  const groups = [...(areRows ? rows : columns!).groups];
  if (!areRows && isRightToLeft) groups.reverse();
  return groups.flatMap((group) => orderByPlace(group, isRightToLeft));
}
