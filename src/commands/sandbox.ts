import { OperatorError } from '../model/problem.ts';
import type { Target } from '../model/settings.ts';
import type { ExitCode, World } from '../model/world.ts';
import { EXIT } from '../model/world.ts';
import { exportTopics, subscribeLine } from './export-topics.ts';
import { loadProfiles } from './planning/profiles.ts';
import type { LoadedProfiles } from './planning/profiles.ts';

/** A served sandbox. */
interface Served {
  readonly url: string;
  /** Of its MQTT broker. */
  readonly mqttUrl: string;
  close(): Promise<void>;
}

/** Serves the sandbox and says how other clients reach it, as the account of the first target of the profiles; returns when `stop` does. */
export async function sandbox(world: World, served: Served, stop: Promise<void>): Promise<ExitCode> {
  const loaded = await profilesHere(world);
  const [first = SPARE, ...others] = loaded?.profiles.targets ?? [];
  world.print(
    [
      `The sandbox listens on ${served.url}, on this machine only. Ctrl-C ends it.`,
      '',
      'For the AWS CLI, SDKs and defender-gitops itself, paste into another terminal:',
      '',
      `  export AWS_ENDPOINT_URL=${served.url}`,
      `  export AWS_ACCESS_KEY_ID=${first.account}   # twelve digits: the account id`,
      '  export AWS_SECRET_ACCESS_KEY=sandbox',
      `  export AWS_DEFAULT_REGION=${first.region} AWS_REGION=${first.region}`,
      ...(loaded === undefined ? [] : ['', ...targetLines([first, ...others])]),
      '',
      'Then, for example:',
      '',
      '  aws iot create-thing-group --thing-group-name soundboxes',
      '  defender-gitops apply profiles',
      '  aws iot list-security-profiles',
      '',
      'Its MQTT broker, for what is exported to a topic:',
      '',
      ...exportTopics(loaded ?? { targets: [] }).map((topic) => subscribeLine(topic, served.mqttUrl)),
      '',
    ].join('\n'),
  );
  await stop;
  await served.close();
  return EXIT.fine;
}

const SPARE = { name: 'any', account: '111122223333', region: 'ap-south-1' } as const;

function targetLines([first, ...others]: readonly Pick<Target, 'name' | 'account' | 'region'>[]): readonly string[] {
  if (first === undefined) return [];
  const more = others.map(({ name, account, region }) => `  # ${name}: ${account}, ${region}`);
  return [
    `  # That is the target ${first.name} of profiles/.`,
    ...(more.length > 0 ? ['  # The others:'] : []),
    ...more,
  ];
}

/** The profiles of this folder, if it has any that declare a target. */
async function profilesHere(world: World): Promise<LoadedProfiles | undefined> {
  try {
    const loaded = await loadProfiles(world, 'profiles');
    return loaded.profiles.targets.length > 0 ? loaded : undefined;
  } catch (error) {
    if (error instanceof OperatorError) return undefined;
    throw error;
  }
}
