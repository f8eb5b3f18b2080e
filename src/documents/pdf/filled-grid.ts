import type { Grid, GridCell } from './grids.js';
import type { VisualRow } from './visual-rows.js';

/** A drawn table with the rows of letters that stand in its cells. */
export interface FilledGrid {
  readonly grid: Grid;
  readonly contents: ReadonlyMap<GridCell, readonly VisualRow[]>;
}
