import type { ExitCode, World } from '../model/world.ts';
import { EXIT } from '../model/world.ts';

/** A served sandbox. */
interface Served {
  readonly url: string;
  /** Of its MQTT broker. */
  readonly mqttUrl: string;
  close(): Promise<void>;
}

/** Serves the sandbox and says how other clients reach it; returns when `stop` does. */
export async function sandbox(world: World, served: Served, stop: Promise<void>): Promise<ExitCode> {
  world.print(
    [
      `The sandbox listens on ${served.url}, on this machine only. Ctrl-C ends it.`,
      '',
      'For the AWS CLI, SDKs and defender-gitops itself, paste into another terminal:',
      '',
      `  export AWS_ENDPOINT_URL=${served.url}`,
      '  export AWS_ACCESS_KEY_ID=111122223333   # twelve digits: the account id',
      '  export AWS_SECRET_ACCESS_KEY=sandbox',
      '  export AWS_DEFAULT_REGION=ap-south-1 AWS_REGION=ap-south-1',
      '',
      'Then, for example:',
      '',
      '  aws iot create-thing-group --thing-group-name soundboxes',
      '  defender-gitops apply profiles',
      '  aws iot list-security-profiles',
      '',
      'Its MQTT broker, for what is exported to a topic:',
      '',
      `  defender-gitops subscribe TOPIC --broker ${served.mqttUrl}`,
      '',
    ].join('\n'),
  );
  await stop;
  await served.close();
  return EXIT.fine;
}
