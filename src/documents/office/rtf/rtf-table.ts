import { maxTableDepth, type WordCell, type WordContent, type WordRow } from '../word-content.js';

/** A cell as the definition of its row has it. */
interface CellDefinition {
  /** Its edge on the far side, in twentieths of a point. */
  readonly edge: number;
  readonly isMerged: boolean;
  readonly isContinued: boolean;
}

interface RowDefinition {
  readonly cells: CellDefinition[];
  isHeader: boolean;
}

interface RawRow {
  readonly definition: RowDefinition;
  readonly contents: readonly (readonly WordContent[])[];
}

/** Edges that are not further apart are one: rows are rounded each for itself. */
const edgeTolerance = 40;
const maxColumns = 100;

/** The definition of the rows that follow, as it is read word by word. */
class DefinitionReader {
  definition: RowDefinition = { cells: [], isHeader: false };
  private isMerged = false;
  private isContinued = false;

  word(word: string, number: number | undefined): void {
    switch (word) {
      case 'trowd':
        this.definition = { cells: [], isHeader: false };
        this.isMerged = false;
        this.isContinued = false;
        break;
      case 'trhdr':
        this.definition.isHeader = true;
        break;
      case 'clmrg':
        this.isMerged = true;
        break;
      case 'clvmrg':
        this.isContinued = true;
        break;
      case 'cellx':
        if (this.definition.cells.length < maxColumns) {
          const { isMerged, isContinued } = this;
          this.definition.cells.push({ edge: number ?? 0, isMerged, isContinued });
        }
        this.isMerged = false;
        this.isContinued = false;
        break;
      default:
    }
  }
}

/** A table of one depth, and the row of it that is open. */
class OpenTable {
  private readonly rows: RawRow[] = [];
  private cells: WordContent[][] = [];
  readonly definitions = new DefinitionReader();

  addCell(content: WordContent[]): void {
    if (this.cells.length < 1000) this.cells.push(content);
    else for (const each of content) this.cells.at(-1)!.push(each);
  }

  endRow(): void {
    if (this.cells.length > 0)
      this.rows.push({ definition: this.definitions.definition, contents: this.cells });
    this.cells = [];
  }

  finish(): WordRow[] {
    this.endRow();
    const edges = this.findEdges();
    let above = new Map<number, WordCell>();
    return this.rows.map(({ definition, contents }) => {
      const cells: WordCell[] = [];
      const below = new Map<number, WordCell>();
      let column = 0;
      let start = 0;
      contents.forEach((content, i) => {
        const defined = definition.cells[i];
        const last = cells.at(-1);
        const end = defined ? Math.max(column + 1, this.columnAt(edges, defined.edge)) : column + 1;
        const origin = defined?.isContinued && content.length === 0 ? above.get(column) : undefined;
        if (defined?.isMerged && last && content.length === 0) {
          const wider = { ...last, columns: end - start };
          cells[cells.length - 1] = wider;
          below.set(start, wider);
        } else {
          const cell = origin ?? { columns: end - column, rows: 1, content };
          if (origin) origin.rows++;
          else cells.push(cell);
          below.set(column, cell);
          start = column;
        }
        column = end;
      });
      above = below;
      return { isHeader: definition.isHeader, cells };
    });
  }

  /** The edges of all columns; those of all rows together. */
  private findEdges(): number[] {
    const all = new Set(this.rows.flatMap(({ definition }) => definition.cells.map(({ edge }) => edge)));
    const edges: number[] = [];
    for (const edge of [...all].sort((a, b) => a - b)) {
      if (edge - (edges.at(-1) ?? -Infinity) > edgeTolerance) edges.push(edge);
    }
    return edges;
  }

  /** How many columns end at an edge or before. */
  private columnAt(edges: readonly number[], edge: number): number {
    const position = edges.findIndex((each) => each > edge);
    return position < 0 ? edges.length : position;
  }
}

/** The tables that are open at a place of the text, the outermost first. */
export class RtfTables {
  private readonly tables: OpenTable[] = [];

  /** A word of the definition of a row of the table at this depth. */
  word(depth: number, word: string, number: number | undefined): void {
    this.tableAt(depth).definitions.word(word, number);
  }

  /** A table that a cell holds is closed with it. */
  addCell(depth: number, content: WordContent[]): void {
    this.tableAt(depth).addCell(content);
  }

  endRow(depth: number): void {
    this.tableAt(depth).endRow();
  }

  get depth(): number {
    return this.tables.length;
  }

  open(depth: number): void {
    this.tableAt(depth);
  }

  /** Ends the innermost table. */
  close(): readonly WordRow[] {
    return this.tables.pop()?.finish() ?? [];
  }

  private tableAt(depth: number): OpenTable {
    const wanted = Math.max(1, Math.min(maxTableDepth, depth));
    while (this.tables.length < wanted) this.tables.push(new OpenTable());
    return this.tables[wanted - 1]!;
  }
}
