/** What stands on the way of a metric from the things to whoever reads it. */
export type PathSort =
  | 'things'
  | 'profile'
  | 'audit'
  | 'topic'
  | 'rule'
  | 'stream'
  | 'bucket'
  | 'table'
  | 'engine'
  | 'subscribers'
  | 'alarms'
  | 'service';

/** One node. */
export interface PathNode {
  /** The sort and the name: `profile/Soundbox`. */
  readonly id: string;
  readonly sort: PathSort;
  readonly name: string;
  /** What a plan does to it; absent where it stays. */
  readonly change?: 'create' | 'update' | 'replace' | 'delete';
}

/** A way between two nodes, by their ids. */
export interface PathEdge {
  readonly from: string;
  readonly to: string;
  /** What goes this way, where it is not the metrics themselves. */
  readonly carries?: 'alarms' | 'findings' | 'errors' | 'backup';
  /** Names of the metrics that go this way, where these are chosen: from a profile to its export topic. */
  readonly metrics?: readonly string[];
  /** Set where a plan opens or closes it. */
  readonly change?: 'create' | 'delete';
}

/** From groups of things over profiles, topics, rules and streams to buckets, subscribers and services, and from audits to who is told. Plain data. */
export interface DataPath {
  readonly nodes: readonly PathNode[];
  readonly edges: readonly PathEdge[];
}
