/** What a rule that makes hazards says, and whether a reviewer can accept it: the ends of sentences, in Markdown. */
export interface HazardFacts {
  readonly meaning: string;
  readonly acceptance: string;
}

/** Every rule that makes hazards. */
export const HAZARD_RULES = {
  'too-many-deletes': {
    meaning: 'more deletes than `limits`; its id names these very deletes',
    acceptance: 'yes',
  },
  'data-loss': {
    meaning:
      'something is lost for good: records that a deleted or replaced stream may still hold, what a disabled audit check collected',
    acceptance: 'yes',
  },
  'coverage-loss': {
    meaning:
      'devices lose detection or export of metrics, and no other profile covers that, or no scheduled audit runs a check any more; its id names these very losses',
    acceptance: 'yes',
  },
  'table-mismatch': {
    meaning:
      'the SQL of a rule, a prefix or a conversion changes, so that the table over what a stream writes does not fit any more; its id names how',
    acceptance: 'yes; then create the table again',
  },
  'target-left': {
    meaning: 'a target is removed, or gets another account or region: its resources stay in AWS',
    acceptance: 'yes; or empty the target before',
  },
  'replace-referenced': {
    meaning: 'a resource that others refer to is replaced: they are detached meanwhile, and its history is lost',
    acceptance: 'yes',
  },
  'in-use': {
    meaning:
      'what is deleted or replaced is still used by what stays as it is, such as another owner’s, or is still named in the profiles',
    acceptance: 'only where AWS allows it',
  },
  takeover: { meaning: 'an unowned resource is taken over', acceptance: 'by `adopt: true`' },
  unowned: {
    meaning:
      'a resource of this name exists and nobody owns it, or the settings of an account are neither AWS’s defaults nor those declared',
    acceptance: 'no: adopt it, or choose another name',
  },
  'foreign-owner': { meaning: 'it belongs to another repository or tool', acceptance: 'no' },
  'stack-tags': {
    meaning: 'a resource to adopt has tags of a CloudFormation stack, which nobody can remove',
    acceptance: 'yes, once no stack has it',
  },
  protected: { meaning: 'it is protected', acceptance: 'no: remove `protect` in a separate change' },
  'unknown-live-member': {
    meaning: 'AWS returned a member that this version does not know and would lose',
    acceptance: 'no: update defender-gitops',
  },
} as const satisfies Readonly<Record<string, HazardFacts>>;

/** One of them. */
export type HazardRule = keyof typeof HAZARD_RULES;
