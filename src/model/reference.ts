/** One thing that can be looked up: every entry of a chapter has the same facts, in the same order. */
export interface ReferenceEntry {
  readonly name: string;
  /** Another name that it is found by. */
  readonly alias?: string;
  readonly facts: readonly (readonly [label: string, text: string])[];
}

/** Things of one sort. The first fact of each says what it is. */
export interface Chapter {
  readonly title: string;
  /** What the names are, in the singular. */
  readonly noun: string;
  readonly about: string;
  readonly entries: readonly ReferenceEntry[];
}

/** What is told of a word, or of all words where none was asked about. */
export interface Explanation {
  readonly word?: string;
  /** The chapters that know it, with what they know. */
  readonly chapters: readonly Chapter[];
}
