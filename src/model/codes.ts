/** What a code means, and how to fix it: the ends of sentences, in Markdown. */
export interface CodeFacts {
  readonly meaning: string;
  readonly remedy: string;
}

/** Every code of a problem or an error but those of checks (DG8…), which say it themselves. Codes are never reused. */
export const CODES = {
  DG1001: { meaning: 'a file is larger than 1 MiB', remedy: 'split it: sections may be in any number of files' },
  DG1002: { meaning: 'a file is not UTF-8', remedy: 'save it as UTF-8' },
  DG1003: {
    meaning: 'an invisible character, or one that reverses the direction of text',
    remedy: 'remove it, or write it as an escape in double quotes',
  },
  DG1004: { meaning: 'YAML syntax', remedy: 'as the message says' },
  DG1005: { meaning: 'the file is not a mapping', remedy: 'begin with a section' },
  DG1006: { meaning: 'a `%YAML` or `%TAG` directive, which would change what plain words mean', remedy: 'remove it' },
  DG1007: {
    meaning: 'more than 200,000 values, or nested deeper than 64',
    remedy: 'split the file; look for a wrong indent',
  },
  DG1008: { meaning: 'an explicit tag such as `!!binary` or `!Ref`', remedy: 'write plain values' },
  DG1009: {
    meaning: 'more than 10 aliases, an unknown one, or one that contains itself',
    remedy: 'write the values out',
  },
  DG1010: {
    meaning:
      'a key that is not text, is there twice, is a merge key (`<<`), or could change what objects are (`__proto__`)',
    remedy: 'a plain key, once',
  },
  DG1011: { meaning: 'a number that cannot be represented exactly', remedy: 'up to 9007199254740991; quotes for text' },
  DG1012: { meaning: 'a file that declares nothing (a note)', remedy: 'begin with a section, or delete it' },
  DG1101: { meaning: 'an unknown key or section', remedy: 'the message suggests the nearest one' },
  DG1102: { meaning: 'a required member is missing', remedy: 'add it' },
  DG1103: { meaning: 'not one of the allowed words', remedy: 'the message suggests the nearest one' },
  DG1104: { meaning: 'the wrong type', remedy: 'quotes make text; account ids need them' },
  DG1105: { meaning: 'a text, number or list out of bounds or not of the required form', remedy: 'as the hint says' },
  DG1106: { meaning: 'none, or more than one, of several alternatives', remedy: 'choose one' },
  DG1107: { meaning: 'AWS supports it, but this program does not manage it', remedy: 'as the hint says' },
  DG1108: { meaning: 'another rule of the schema', remedy: 'as the message says' },
  DG1109: {
    meaning: '`accept`, or `--accept`, has something that is not the id of a hazard',
    remedy: 'copy the id from the plan',
  },
  DG1110: {
    meaning: 'a region that this version does not know (a warning)',
    remedy: 'correct it; if AWS has opened it since, leave it',
  },
  DG1111: {
    meaning: '`accept` has an id that no hazard of the plan has (a note)',
    remedy: 'remove it once its change is applied',
  },
  DG1201: { meaning: 'a topic is declared twice', remedy: 'keep one' },
  DG1202: { meaning: 'a setting is declared twice', remedy: 'keep one' },
  DG1301: {
    meaning: 'the folder does not exist',
    remedy: 'run `init`, or name the folder of the profiles',
  },
  DG1302: {
    meaning: 'a symbolic link points out of the folder of the profiles',
    remedy: 'move its target into the folder',
  },
  DG1303: { meaning: 'not a regular file', remedy: 'replace it with a file' },
  DG1304: { meaning: 'more than 20,000 files', remedy: 'put more into one file' },
  DG1305: { meaning: 'a file cannot be read', remedy: 'check that it exists and is readable' },
  DG1306: { meaning: 'a file cannot be written', remedy: 'check the folder' },
  DG1307: { meaning: 'the file of `import --out` exists already', remedy: 'name another' },
  DG1308: { meaning: 'git does not know the commit that `--only-changed` names', remedy: 'name one, or fetch it' },
  DG1309: {
    meaning: 'the folder has no YAML file',
    remedy: 'run `init`, or name the folder of the profiles',
  },
  DG1310: {
    meaning: '`import --from` names a file that it cannot read',
    remedy: 'name a template, the output of `terraform show -json`, or JSON input for the AWS CLI',
  },
  DG2001: {
    meaning: 'an unknown variable, or one where variables are not supported, as in the settings',
    remedy: 'declare it in the target, correct the name, or write the value itself',
  },
  DG2002: {
    meaning: 'two resources, or two keys, resolve to one name',
    remedy: 'rename one, or give resources different `onlyIn`',
  },
  DG2003: { meaning: 'an unknown topic', remedy: 'declare it under `topics`' },
  DG2004: {
    meaning:
      'a reference to a resource that no file declares for this target (a warning where another repository may have it)',
    remedy: 'declare it, or correct the name',
  },
  DG2005: { meaning: '`onlyIn` names an unknown target', remedy: 'correct it' },
  DG2006: { meaning: 'an `ignore` has expired', remedy: 'remove it, or set a later date' },
  DG2007: { meaning: 'both in `elsewhere` and declared', remedy: 'remove one of the two' },
  DG2008: {
    meaning: 'the old name of `renamedFrom` is still declared, in `elsewhere`, or renamed already',
    remedy: 'remove one of the two',
  },
  DG2009: { meaning: '`silence` names an unknown check', remedy: 'correct it' },
  DG2010: { meaning: '`silence` names a check whose findings are errors', remedy: 'fix the error' },
  DG2011: { meaning: '`silence` names a check that finds nothing here (a note)', remedy: 'remove the entry' },
  DG2012: {
    meaning: 'a tag whose key begins with `defender-gitops:`, which only this program sets',
    remedy: 'remove it: `owner` of the settings and `protect: true` say the same',
  },
  DG2013: {
    meaning: 'resources that refer to each other in a cycle, so that none of them can be created first',
    remedy: 'remove one of the references',
  },
  DG2101: { meaning: 'no target is declared (exit code 3)', remedy: 'add `targets`, or use `--sandbox`' },
  DG2102: { meaning: '`--target` names an unknown one (exit code 3)', remedy: 'correct it' },
  DG2103: {
    meaning: 'no `owner` is set and the repository is not known (exit code 3; from `validate` a warning)',
    remedy: 'add `owner`',
  },
  DG3001: {
    meaning: 'a reference to a resource that is neither in the profiles nor in the account',
    remedy: 'declare it, or correct the name',
  },
  DG3002: { meaning: '`--only` names a resource that is not in the plan', remedy: 'correct it' },
  DG3003: {
    meaning: 'the old name of `renamedFrom` belongs to somebody else',
    remedy: 'remove it, or adopt the old one first',
  },
  DG3005: { meaning: '`import --only` names a resource that is not in the account', remedy: 'correct it' },
  DG4001: { meaning: 'no AWS credentials', remedy: 'sign in, or use `aws-actions/configure-aws-credentials`' },
  DG4002: { meaning: 'AWS does not accept the credentials', remedy: 'sign in again' },
  DG4003: { meaning: 'AWS refuses an operation', remedy: 'give the role the permission that the message names' },
  DG4004: { meaning: 'AWS cannot be reached', remedy: 'network, region, `AWS_ENDPOINT_URL`' },
  DG4005: { meaning: 'the credentials are for another account; nothing was read', remedy: "use the target's" },
  DG4006: { meaning: 'a timeout while waiting for AWS', remedy: 'run again later: what is done is kept' },
  DG4007: {
    meaning: 'a delivery stream could not be created or deleted',
    remedy: "as AWS's reason in the message says",
  },
  DG4008: {
    meaning: 'the file of the sandbox is not valid, or cannot be read or written',
    remedy: 'delete it, or name another',
  },
  DG4009: {
    meaning: "AWS answers a request with an error, in AWS's words",
    remedy: 'as the message says; run again after throttling or a failure of AWS',
  },
  DG4010: {
    meaning: 'the run reached its deadline',
    remedy: 'run again: what is done is kept; `--deadline` allows more minutes',
  },
  DG4011: {
    meaning: 'the response is not from AWS: a web page, nothing, wrong types or an endless list; it is not used',
    remedy: 'check for a proxy or sign-in page in between, `AWS_ENDPOINT_URL`, `HTTPS_PROXY`',
  },
  DG4012: {
    meaning: 'the configured endpoint of AWS is not a URL',
    remedy: 'correct `AWS_ENDPOINT_URL`, or unset it',
  },
  DG4013: {
    meaning: 'the run was told to stop (SIGINT, SIGTERM) before a change was done',
    remedy: 'run again: what is done is kept',
  },
  DG4014: {
    meaning: 'the clock of this machine is wrong, so AWS rejects its signatures',
    remedy: 'set it, by NTP for example; signing in again does not help',
  },
  DG4101: { meaning: 'the file of `--plan` is not a plan', remedy: 'write one with `plan --out`' },
  DG4102: {
    meaning: 'the plan differs from the reviewed one (exit code 4); nothing was changed',
    remedy: 'plan again and have it reviewed',
  },
  DG4103: { meaning: 'a hazard that is not accepted; nothing was changed', remedy: 'accept it, or change its cause' },
  DG4201: {
    meaning: 'a role that the change needs is missing, not trusted or lacks a permission (a warning)',
    remedy: 'add the statement of the hint; `defender-gitops iam` prints whole policies',
  },
  DG4202: {
    meaning: 'a role that the change needs could not be read (a note)',
    remedy: 'as the hint says, or leave it: plans do not depend on it',
  },
  DG4203: {
    meaning: 'a thing group that a change refers to does not exist (a warning)',
    remedy: 'declare it under `thingGroups`, create it, or correct the name',
  },
  DG4204: {
    meaning: 'fleet indexing is off, so AWS cannot create dynamic thing groups (a warning)',
    remedy: 'switch it on, as the hint says',
  },
  DG4205: {
    meaning: 'audits will find that AWS IoT does not log (a note)',
    remedy: 'switch logging on, as the hint says, or disable the check',
  },
  DG4206: {
    meaning: 'a topic rule destination that a changed rule sends to is not there or not enabled (a warning)',
    remedy: 'make it and confirm it, as the hint says',
  },
  DG5001: { meaning: 'a mistake on the command line', remedy: 'as the message says; it suggests the nearest word' },
  DG5002: { meaning: '`explain` does not know that word', remedy: 'the message suggests the nearest one' },
  DG6001: { meaning: 'GitHub cannot be reached', remedy: 'network, GITHUB_API_URL, proxies' },
  DG6002: { meaning: 'the token lacks a permission', remedy: 'add it under `permissions` of the job' },
  DG6003: { meaning: 'the token is missing or not accepted', remedy: 'pass `token`' },
  DG6004: {
    meaning: 'not found on GitHub, or the token may not read it',
    remedy: 'check the repository and the permissions',
  },
  DG6005: { meaning: "GitHub's rate limit is reached", remedy: 'run again later' },
  DG6006: { meaning: 'GitHub failed', remedy: 'run again' },
  DG6007: { meaning: 'GitHub refuses the request', remedy: 'as its message says' },
  DG6008: { meaning: 'a text is longer than GitHub allows', remedy: 'report it as a bug' },
  DG6009: { meaning: 'GITHUB_API_URL or GITHUB_REPOSITORY is malformed', remedy: 'it is set by GitHub Actions' },
  DG6010: { meaning: 'the event of the workflow cannot be read', remedy: 'run as a step of GitHub Actions' },
  DG6011: { meaning: 'an event that the Action does not run on', remedy: 'see the workflow in the documentation' },
  DG6012: { meaning: 'an unknown input, or a wrong value', remedy: 'the message suggests the nearest one' },
  DG6013: {
    meaning: 'two folders of profiles in one repository have the same owner and target',
    remedy: 'give one of them another `owner`',
  },
  DG7001: {
    meaning:
      'a bucket of `simulate` cannot be written: the disk is full, or keys need a file and a folder of the same name',
    remedy: 'as the hint says',
  },
  DG7002: { meaning: 'the folder of `simulate --out` is not empty', remedy: 'name another, or empty it' },
  DG7101: {
    meaning: 'the MQTT broker cannot be reached, or is not available',
    remedy: 'check the address and the network; messages that are not acknowledged stay with the broker',
  },
  DG7102: {
    meaning: 'TLS with the broker fails, or a file of a certificate cannot be read',
    remedy: 'check `--ca`, `--cert` and `--key`, and that the certificate is active',
  },
  DG7103: {
    meaning: 'the broker rejects the client, or another one uses its client id',
    remedy: 'credentials, `iot:Connect`, a `--client-id` of its own',
  },
  DG7104: {
    meaning: 'the broker rejects the subscription',
    remedy: 'give the policy `iot:Subscribe` and `iot:Receive`',
  },
  DG7105: {
    meaning: 'nothing can be received from this topic',
    remedy: 'as the hint says; Basic Ingest topics reach rules only',
  },
  DG7106: {
    meaning: 'messages cannot be written (disk full, no permission, closed pipe); they are not acknowledged',
    remedy: 'free disk space, then start again: they are delivered again',
  },
  DG7201: {
    meaning: '`verify` found a node of the data path missing, disabled, not ready or not as declared',
    remedy: 'plan and apply; exports stop at that node',
  },
  DG7202: {
    meaning: 'the batch of `verify --publish` was delivered to the error destination',
    remedy: 'the message has the reason: a missing stream, or a missing permission',
  },
  DG7203: {
    meaning: 'the batch of `verify --publish` did not arrive in time',
    remedy:
      "check WHERE of the rule, the metrics of AWS/IoT, the stream's log, and the permissions of its role in the bucket",
  },
  DG7204: {
    meaning: 'the role of `verify --publish` may not publish, or not read the bucket',
    remedy: 'add the statement of the hint',
  },
} as const satisfies Readonly<Record<string, CodeFacts>>;

/** A code that something can be wrong with: explained here, or by a check. */
export type Code = keyof typeof CODES | `DG8${number}`;
