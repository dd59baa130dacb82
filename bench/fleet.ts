/** A fleet of so many profiles: a quarter as many rules, a twentieth as many streams, and five profiles on each thing group. */
export interface Fleet {
  readonly profiles: number;
  readonly rules: number;
  readonly streams: number;
  readonly groups: readonly string[];
  /** The file of profiles; one in so many profiles has another threshold where it is `changed`, and none where it is not. */
  readonly text: (changed?: number) => string;
}

/** Makes a fleet. */
export function fleetOf(profiles: number): Fleet {
  const [rules, streams, groups] = [profiles / 4, profiles / 20, Math.ceil(profiles / 5)];
  return {
    profiles,
    rules: Math.floor(rules),
    streams: Math.max(1, Math.floor(streams)),
    groups: Array.from({ length: groups }, (_, nth) => `group-${nth}`),
    text: (changed) =>
      [
        SETTINGS,
        'securityProfiles:',
        ...many(profiles, (nth) => profile(nth, changed !== undefined && nth % changed === 7 % changed)),
        'rules:',
        ...many(rules, rule),
        'deliveryStreams:',
        ...many(Math.max(1, streams), stream),
        '',
      ].join('\n'),
  };
}

const SETTINGS = `owner: acme/iot
targets: { production: { account: "111122223333", region: ap-south-1 } }`;

function many(count: number, make: (nth: number) => string): readonly string[] {
  return Array.from({ length: Math.floor(count) }, (_, nth) => make(nth));
}

function profile(nth: number, changed: boolean): string {
  return `  P${nth}:
    targets: [thinggroup/group-${Math.floor(nth / 5)}]
    tags: { team: t${nth % 7} }
    behaviors:
      - { name: size, metric: aws:message-byte-size, criteria: { comparisonOperator: less-than, value: { count: ${nth + (changed ? 2000 : 1000)} } } }`;
}

function rule(nth: number): string {
  return `  R${nth}: { sql: "SELECT * FROM 'fleet/${nth}'", actions: [{ sns: { targetArn: sns/fleet, roleArn: role/Rule } }] }`;
}

function stream(nth: number): string {
  return `  s${nth}: { extendedS3Destination: { roleArn: role/Lake, bucketArn: acme-lake, prefix: ${nth}/ } }`;
}
