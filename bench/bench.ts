/** Something that is measured. `npm run bench` runs it and keeps its section of docs/benchmarks.md. */
export interface Bench {
  /** What names it on the command line. */
  readonly name: string;
  /** Heading of its section. */
  readonly title: string;
  /** What is measured, how often, and with which seeds: Markdown, a few sentences. */
  readonly about: string;
  readonly run: () => Promise<Measured>;
}

/** What came out. */
export interface Measured {
  readonly tables: readonly Table[];
  /** What was promised, each beside what was measured in this run. */
  readonly goals: readonly Goal[];
}

/** Cells are Markdown. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What a reader must know to read it right. */
  readonly note?: string;
}

/** A promise and whether it holds. */
export interface Goal {
  /** `G1`. */
  readonly id: string;
  /** `at most 1.05 × the bound`. */
  readonly promise: string;
  readonly measured: string;
  readonly holds: boolean;
}
